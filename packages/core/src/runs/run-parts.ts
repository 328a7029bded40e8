import type { EngineEnd, Prompt } from '../ports/engine.ts';
import type { RunRequestRecord } from '../ports/store.ts';

/** One of the texts that the engine is asked for within a run. */
export interface RunPart {
  readonly prompt: Prompt;
  /** `null`: free text. */
  readonly jsonSchema: NonNullable<RunRequestRecord['jsonSchema']> | null;
}

/** What stands there when the engine has ended a part. */
export interface PartsSoFar {
  /** The parts with `partMark` between them; the last one may have broken off. */
  readonly text: string;
  /** What a prompt and what is written on it may have together. */
  readonly contextTokens: number;
}

/** Of a run whose text is asked for in parts; `null`: that was the last one. */
export type NextPart = (written: PartsSoFar) => RunPart | null;

/** The ends of several parts as that of one run: it ended like the last of them, and took what all of them took. */
export function addedUp(before: EngineEnd | null, last: EngineEnd): EngineEnd {
  if (!before) return last;
  const { usage, evaluatedTokens, timings, drafts } = before;
  return {
    ...last,
    usage: {
      promptTokens: usage.promptTokens + last.usage.promptTokens,
      cachedTokens: usage.cachedTokens + last.usage.cachedTokens,
      writtenTokens: usage.writtenTokens + last.usage.writtenTokens,
      contextTokens: last.usage.promptTokens + last.usage.writtenTokens,
    },
    evaluatedTokens: evaluatedTokens + last.evaluatedTokens,
    timings: {
      readingMs: timings.readingMs + last.timings.readingMs,
      writingMs: timings.writingMs + last.timings.writingMs,
    },
    drafts: { drafted: drafts.drafted + last.drafts.drafted, accepted: drafts.accepted + last.drafts.accepted },
  };
}
