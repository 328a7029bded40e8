import { countText, type RunAction, type RunState } from '@maobi/contract';
import { lengthState } from './length-state.ts';
import { findLoop } from './loop-guard.ts';
import { cutToLength, isWholeEnd, toLastSentence } from './trim-text.ts';

export type DraftAction = Extract<RunAction, 'draft' | 'continue' | 'complete' | 'extend' | 'retry' | 'condense'>;

/** What is known of a section's draft. */
export interface DraftFacts {
  /** In 字 or words. */
  readonly target: number;
  readonly text: string;
  /** All runs of this draft, the oldest first, also those whose text was trimmed since. */
  readonly runs: readonly { readonly action: RunAction; readonly state: RunState }[];
  /** The text was trimmed, and nothing was written since. */
  readonly isTrimmed: boolean;
  /** How an empty one begins: from the request, or from the longer text that it is to replace. */
  readonly begins: 'draft' | 'condense';
}

/** What a draft needs next: a run, another text in place of this one, or nothing more. */
export type DraftStep =
  { readonly type: 'run'; readonly action: DraftAction } | { readonly type: 'trim'; readonly text: string } | { readonly type: 'finish' };

const finish: DraftStep = { type: 'finish' };
/** Ends of a run after which its text can be continued. */
export const brokenOff: readonly RunState[] = ['stopped', 'interrupted', 'failed'];
const corrections: readonly RunAction[] = ['complete', 'extend', 'retry'];

/**
 * The length governor (design §5). Broken off: it goes on where it was. In a circle: trimmed, and tried once more with a penalty on
 * repetition. Ended by itself and short: one more paragraph. Out of tokens and short: it goes on in the same breath. Too long, or
 * out of tokens in the middle of a sentence: cut to what is whole. One correction at most; then it stays as it is, and
 * its state says so.
 */
export function nextDraftStep({ target, text, runs, isTrimmed, begins }: DraftFacts): DraftStep {
  const last = runs.at(-1);
  if (!last) return text.trim() === '' ? { type: 'run', action: begins } : finish;
  const mayCorrect = begins === 'draft' && !runs.some(({ action }) => corrections.includes(action));
  const state = lengthState(countText(text), target);
  if (isTrimmed) return state === 'short' && mayCorrect ? { type: 'run', action: 'retry' } : finish;
  const loop = findLoop(text);
  if (loop !== null) return { type: 'trim', text: toLastSentence(text.slice(0, loop)) };
  if (brokenOff.includes(last.state)) return { type: 'run', action: 'continue' };
  if (state === 'long') return trimmedTo(cutToLength(text, target), text);
  if (last.state === 'length') return afterLimit(text, target, mayCorrect);
  return state === 'short' && mayCorrect ? { type: 'run', action: 'extend' } : finish;
}

/** The tokens are used up, so the last sentence may be half. */
function afterLimit(text: string, target: number, mayCorrect: boolean): DraftStep {
  const whole = isWholeEnd(text) ? text : toLastSentence(text);
  const isShort = lengthState(countText(whole), target) === 'short';
  return isShort && mayCorrect ? { type: 'run', action: 'complete' } : trimmedTo(whole, text);
}

function trimmedTo(trimmed: string | null, text: string): DraftStep {
  return trimmed === null || trimmed.trimEnd() === text.trimEnd() ? finish : { type: 'trim', text: trimmed.trimEnd() };
}

/** Whether a text that is being written has to be ended: it goes round in a circle, or is longer than it may be. */
export function isOverdue(text: string, target: number): boolean {
  return lengthState(countText(text), target) === 'long' || findLoop(text) !== null;
}
