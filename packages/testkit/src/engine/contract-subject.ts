import { qwen3InstructSampling, type Engine, type EngineEnd, type EngineEvent, type GenerateRequest, type LoadRequest } from '@maobi/core';
import { afterAll, beforeAll } from 'vitest';

export interface EngineSubject {
  readonly engine: Engine;
  /** A model that writes; its context has to hold 2,048 tokens. */
  readonly model: LoadRequest;
  /** Kills what does the work, as the system would for lack of memory. */
  crash(): void;
}

export type SubjectMaker = () => Promise<EngineSubject>;

export interface Heard {
  readonly events: readonly EngineEvent[];
  readonly text: string;
  readonly end: EngineEnd;
}

export const never = new AbortController().signal;

export const question = '写一段关于海边小城的短文。';

/** A request that always writes the same, unless told otherwise. */
export function ask(text: string, changes: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    prompt: { kind: 'messages', messages: [{ role: 'user', text }] },
    sampling: { ...qwen3InstructSampling, temperature: 0 },
    maxTokens: 24,
    stop: [],
    jsonSchema: null,
    seed: 7,
    ...changes,
  };
}

/** Listens to the end; `onEvent` may act in between. */
export async function hear(events: AsyncIterable<EngineEvent>, onEvent: (event: EngineEvent) => void = () => {}): Promise<Heard> {
  const heard: EngineEvent[] = [];
  for await (const event of events) {
    heard.push(event);
    onEvent(event);
  }
  const end = heard.at(-1);
  if (end?.type !== 'ended') throw new Error('the last event is not "ended"');
  return { events: heard, end, text: textOf(heard) };
}

function textOf(events: readonly EngineEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
}

/** Makes a subject before the tests of the group around it, loads its model if asked to, and ends it afterwards. */
export function subjectForGroup(makeSubject: SubjectMaker, options: { readonly loaded: boolean }): () => EngineSubject {
  let subject: EngineSubject | null = null;
  const current = () => {
    if (!subject) throw new Error('the subject is made before the tests of its group');
    return subject;
  };
  beforeAll(async () => {
    subject = await makeSubject();
    if (options.loaded) await subject.engine.load(subject.model, never);
  });
  afterAll(() => subject?.engine[Symbol.asyncDispose]());
  return current;
}
