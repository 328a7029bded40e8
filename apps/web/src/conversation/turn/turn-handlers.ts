import type { Message } from '@maobi/contract';
import type { Overflow } from '../composer/use-sending.ts';
import type { RunView } from '../stream/run-follower.ts';
import type { AskNext } from './next-question.ts';

/** What a turn asks its page to do. The same object for all turns and all the time, so that turns are not drawn anew. */
export interface TurnHandlers {
  /** Asks it in other words, as a branch beside it. Resolves when that is safe on the server; rejects with why it is not. */
  readonly editQuestion: (question: Message, text: string, overflow?: Overflow) => Promise<void>;
  /** Keeps it as changed, letter by letter, as a branch beside it. Settles as the one above does. */
  readonly editAnswer: (answer: Message, text: string) => Promise<void>;
  readonly regenerate: (questionId: string, overflow?: Overflow) => void;
  readonly continueAnswer: (answerId: string, overflow?: Overflow) => void;
  readonly delete: (message: Message) => void;
  /** Shows the newest end below one of several messages at the same place. */
  readonly showBranch: (messageId: string) => void;
  /** Asks a question below the last message shown. */
  readonly askNext: AskNext;
  readonly runEnded: (message: Message, view: RunView) => void;
}
