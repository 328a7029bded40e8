import type { Message } from '@maobi/contract';
import type { RunView } from '../stream/run-follower.ts';
import type { AskNext } from './next-question.ts';

/** What a turn asks its page to do. The same object for all turns and all the time, so that turns are not drawn anew. */
export interface TurnHandlers {
  readonly editQuestion: (question: Message, text: string) => void;
  readonly regenerate: (questionId: string, overflow?: 'drop-oldest-turns') => void;
  readonly continueAnswer: (answerId: string, overflow?: 'drop-oldest-turns') => void;
  readonly delete: (message: Message) => void;
  /** Shows the newest end below one of several messages at the same place. */
  readonly showBranch: (messageId: string) => void;
  /** Asks a question below the last message shown. */
  readonly askNext: AskNext;
  readonly runEnded: (message: Message, view: RunView) => void;
}
