import { ClientError, type EndpointBody, type Id, type Run, type RunEvent, type RunOptions, type StudioClient } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { uuidV7 } from '../surroundings/uuid-v7.ts';
import { followRun } from './follow-run.ts';

export interface Question {
  readonly conversationId: Id;
  readonly parentId: Id | null;
  readonly text: string;
  readonly options: RunOptions;
}

export interface Answer {
  readonly run: Run;
  readonly text: string;
  readonly answerId: Id;
  /** From sending the question to the end of the answer. */
  readonly elapsedMs: number;
}

export type AskEvent = { readonly type: 'started'; readonly run: Run } | RunEvent;

/** Asks in a conversation and waits for the whole answer, showing every event. `stop` ends the answer; its text is kept. */
export async function ask(client: StudioClient, question: Question, stop: AbortSignal, show: (event: AskEvent) => void): Promise<Answer> {
  const startedMs = performance.now();
  const { conversationId, parentId, text, options } = question;
  const answerId = uuidV7();
  const body = { id: uuidV7(), parentId, text, answerId, runId: uuidV7(), options };
  const run = await send(client, conversationId, body);
  show({ type: 'started', run });
  let written = '';
  for await (const event of followRun(client, run.id, stop)) {
    show(event);
    if (event.type === 'text') written += event.text;
    if (event.type === 'ended') return { run: event.run, text: written, answerId, elapsedMs: performance.now() - startedMs };
  }
  throw new StudioError('internal', 'The answer ended without an end.');
}

/** The same ids make the same message, so a question whose reply was lost can be sent once more. */
async function send(client: StudioClient, conversationId: Id, body: EndpointBody<'sendMessage'>): Promise<Run> {
  const sendOnce = async () => (await client.call('sendMessage', { params: { id: conversationId }, body })).run;
  try {
    return await sendOnce().catch((caught: unknown) => {
      if (isRefusal(caught)) throw caught;
      return sendOnce();
    });
  } catch (caught) {
    if (!isRefusal(caught)) throw unanswered(caught);
    if (body.parentId === null) await discard(client, conversationId);
    throw caught;
  }
}

/** Without a reply the studio may well have stored the question. */
function isRefusal(caught: unknown): boolean {
  return caught instanceof ClientError && caught.status !== 0;
}

function unanswered(cause: unknown): StudioError {
  return new StudioError('engine-unavailable', 'The studio does not answer; it may have received the question.', {
    hint: 'Start it with "maobi": what it received stands in the newest conversation there.',
    cause,
  });
}

/** Starts a conversation and gives its id. */
export async function startConversation(client: StudioClient, title: string): Promise<Id> {
  const id = uuidV7();
  const oneLine = title.replaceAll(/\s+/g, ' ').trim();
  await client.call('createConversation', { body: { id, title: [...oneLine].slice(0, 60).join('') } });
  return id;
}

/** A question that was refused (no such model, a full queue) must not leave an empty conversation behind. */
async function discard(client: StudioClient, id: Id): Promise<void> {
  try {
    await client.call('binConversation', { params: { id }, body: {} });
    await client.call('deleteConversation', { params: { id } });
  } catch {
    // the refusal itself is what the writer has to hear
  }
}
