import { ClientError, type RunEvent, type StudioClient } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { followRun } from './follow-run.ts';

const runId = '019a0000-0000-7000-8000-000000000001';
const never = new AbortController().signal;
const text = (seq: number): RunEvent => ({ type: 'text', seq, text: `${seq}`, written: seq });
const ended = { type: 'ended', run: { id: runId, state: 'done' } } as RunEvent;

/** A client whose connections bring these events and then break off. */
function clientOf(connections: readonly (readonly RunEvent[] | Error)[]): { client: StudioClient; asked: number[]; stops: number } {
  const state = { asked: [] as number[], stops: 0 };
  const left = [...connections];
  const client = {
    call: async () => void (state.stops += 1),
    async *streamRun(_: string, { afterSeq = 0 } = {}) {
      state.asked.push(afterSeq);
      const events = left.shift() ?? new TypeError('terminated');
      if (events instanceof Error) throw events;
      yield* events;
    },
  } as unknown as StudioClient;
  return Object.assign(state, { client });
}

async function textOf(client: StudioClient, stop = never): Promise<string> {
  let whole = '';
  for await (const event of followRun(client, runId, stop)) if (event.type === 'text') whole += event.text;
  return whole;
}

describe('followRun (C23)', () => {
  it('goes on after the last text it has when the connection is lost', async () => {
    const { client, asked } = clientOf([[text(1), text(2)], new TypeError('fetch failed'), [text(3), ended]]);
    expect(await textOf(client)).toBe('123');
    expect(asked).toEqual([0, 2, 2]);
  });

  it('passes a refusal on at once', async () => {
    const refusal = new ClientError(404, { code: 'not-found', message: 'gone', retryable: false });
    const { client, asked } = clientOf([refusal]);
    await expect(textOf(client)).rejects.toBe(refusal);
    expect(asked).toHaveLength(1);
  });

  it('stops the run, and still waits for its end', async () => {
    const subject = clientOf([[text(1), ended]]);
    expect(await textOf(subject.client, AbortSignal.abort())).toBe('1');
    expect(subject.stops).toBe(1);
  });

  it('says that the text is kept when the studio does not come back', async () => {
    await expect(textOf(clientOf([[text(1)]]).client)).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringContaining('kept'),
    });
  });
});
