import type { Id, RunEvent, RunOptions, StartedAnswer } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import { testId } from '../surroundings/test-surroundings.ts';

let made = 0x1000;

/** An id that no other test of this file has. */
export function nextId(): Id {
  made += 1;
  return testId(made);
}

export interface AskedQuestion {
  readonly conversationId: Id;
  readonly input: { readonly id: Id; readonly parentId: Id | null; readonly text: string; readonly answerId: Id; readonly runId: Id };
  readonly started: StartedAnswer;
}

/** Asks a question, in a new conversation or below a message of an existing one. */
export async function askStudio(
  studio: Studio,
  text: string,
  below?: { conversationId: Id; parentId: Id } | null,
  options?: RunOptions,
): Promise<AskedQuestion> {
  const conversationId = below?.conversationId ?? nextId();
  if (!below) await studio.conversations.create({ id: conversationId });
  const input = { id: nextId(), parentId: below?.parentId ?? null, text, answerId: nextId(), runId: nextId() };
  const started = await studio.conversations.send(conversationId, { ...input, ...(options ? { options } : {}) });
  return { conversationId, input, started };
}

export interface CollectedRun {
  readonly text: string;
  readonly seqs: readonly number[];
  readonly end: Extract<RunEvent, { type: 'ended' }>;
}

/** Watches a run to its end. */
export async function collectRun(events: AsyncIterable<RunEvent>): Promise<CollectedRun> {
  const seqs: number[] = [];
  let text = '';
  for await (const event of events) {
    if (event.type === 'text') {
      text += event.text;
      seqs.push(event.seq);
    }
    if (event.type === 'ended') return { text, seqs, end: event };
  }
  throw new Error('The stream ended without an end.');
}

/** Watches a run until its first text, and tells that text's seq. */
export async function untilText(events: AsyncIterable<RunEvent>): Promise<number> {
  for await (const event of events) if (event.type === 'text') return event.seq;
  throw new Error('No text came.');
}
