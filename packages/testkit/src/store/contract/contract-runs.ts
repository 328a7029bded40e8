import { describe, expect, it } from 'vitest';
import { newRun, runEnd, storeSubject, type StoreMaker } from './contract-subject.ts';

export function runsContract(makeStore: StoreMaker): void {
  describe('runs', () => {
    const subject = storeSubject(makeStore);

    it('H12 leads a run from queued to its end, with everything said about it', async () => {
      const { store, conversation, asked, now } = subject();
      const { id: conversationId } = await conversation();
      const { runId, answer } = await asked(conversationId);
      expect(await store.runs.get(runId)).toEqual(answer.run);
      expect(await store.runs.request(runId)).toEqual({ sampling: { temperature: 0.7 }, maxTokens: 100, overflow: 'refuse' });
      await store.runs.setState(runId, 'reading');
      expect(await store.runs.get(runId)).toEqual({ ...answer.run, state: 'reading' });
      const error = { code: 'engine-failed' as const, message: 'It broke.', hint: 'Again.', retryable: true, details: { exit: 9 } };
      const end = runEnd({ state: 'failed', error, now: now() });
      const ended = await store.runs.end(runId, end);
      const { usage, timings } = end;
      expect(ended).toEqual({ ...answer.run, state: 'failed', usage, timings, error, endedAt: end.now });
      expect(await store.runs.get(runId)).toEqual(ended);
    });

    it('H12 leaves a run that has ended as it is', async () => {
      const { store, conversation, asked, written, now } = subject();
      const { runId } = await asked((await conversation()).id);
      await written(runId, 'text');
      const ended = await store.runs.get(runId);
      expect(await store.runs.end(runId, runEnd({ state: 'stopped', now: now() }))).toEqual(ended);
      await store.runs.setState(runId, 'writing');
      expect(await store.runs.get(runId)).toEqual(ended);
    });

    it('H12 lists open runs oldest first, and the oldest as the active one of its conversation', async () => {
      const { store, conversation, asked, written } = subject();
      const { id: conversationId } = await conversation();
      const runs = [await asked(conversationId), await asked(conversationId), await asked(conversationId)];
      await written(runs[0]!.runId);
      await store.runs.setState(runs[2]!.runId, 'writing');
      expect((await store.runs.open()).map(({ id }) => id)).toEqual([runs[1]!.runId, runs[2]!.runId]);
      expect(await store.conversations.summary(conversationId)).toMatchObject({ activeRunId: runs[1]!.runId });
      await written(runs[1]!.runId);
      await written(runs[2]!.runId);
      expect(await store.runs.open()).toEqual([]);
      expect(await store.conversations.summary(conversationId)).toMatchObject({ activeRunId: null });
    });

    it('H13 keeps chunks in order and hands out those after a seq, before and after the end', async () => {
      const { store, conversation, asked, now } = subject();
      const { runId } = await asked((await conversation()).id);
      const chunks = ['春', '眠不', '觉晓'].map((text, index) => ({ seq: index + 1, text, written: 2 * index + 1 }));
      for (const chunk of chunks) await store.runs.appendChunk(runId, chunk);
      expect(await store.runs.chunks(runId, 0)).toEqual(chunks);
      expect(await store.runs.chunks(runId, 2)).toEqual(chunks.slice(2));
      expect(await store.runs.chunks(runId, 3)).toEqual([]);
      await store.runs.end(runId, runEnd({ now: now() }));
      expect(await store.runs.chunks(runId, 1)).toEqual(chunks.slice(1));
    });

    it('H13 ignores a repeated chunk, refuses a gap, and adds nothing after the end', async () => {
      const { store, conversation, asked, now } = subject();
      const { runId, answer } = await asked((await conversation()).id);
      const first = { seq: 1, text: 'one', written: 1 };
      await expect(store.runs.appendChunk(runId, { ...first, seq: 2 })).rejects.toMatchObject({ code: 'invalid-request' });
      await store.runs.appendChunk(runId, first);
      await store.runs.appendChunk(runId, { ...first, text: 'other' });
      await store.runs.end(runId, runEnd({ now: now() }));
      await store.runs.appendChunk(runId, first);
      await expect(store.runs.appendChunk(runId, { ...first, seq: 2 })).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.runs.chunks(runId, 0)).toEqual([first]);
      expect(await store.conversations.message(answer.id)).toMatchObject({ text: 'one', lastSeq: 1 });
    });

    it('H14 lets a further run go on in an answer, one at a time', async () => {
      const { store, conversation, asked, written, id, now } = subject();
      const { id: conversationId } = await conversation();
      const { answer, question, runId } = await asked(conversationId);
      await expect(store.runs.addToMessage(answer.id, newRun(id()), now())).rejects.toMatchObject({ code: 'conflict' });
      await written(runId, 'one');
      const [furtherId, time] = [id(), now()];
      const further = await store.runs.addToMessage(answer.id, newRun(furtherId), time);
      expect(further).toMatchObject({
        id: furtherId,
        conversationId,
        messageId: answer.id,
        state: 'queued',
        createdAt: time,
        endedAt: null,
      });
      expect(await store.conversations.summary(conversationId)).toMatchObject({ updatedAt: time, activeRunId: furtherId });
      await expect(store.runs.addToMessage(question.id, newRun(id()), now())).rejects.toMatchObject({ code: 'invalid-request' });
      await expect(store.runs.addToMessage(id(), newRun(id()), now())).rejects.toMatchObject({ code: 'not-found' });
    });

    it('H2 stores a retried further run once, and refuses its id for another message', async () => {
      const { store, conversation, asked, written, id, now } = subject();
      const { id: conversationId } = await conversation();
      const [one, other] = [await asked(conversationId), await asked(conversationId)];
      await written(one.runId, 'one');
      await written(other.runId, 'other');
      const furtherId = id();
      const further = await store.runs.addToMessage(one.answer.id, newRun(furtherId), now());
      expect(await store.runs.addToMessage(one.answer.id, { ...newRun(furtherId), seed: 8 }, now())).toEqual(further);
      await expect(store.runs.addToMessage(other.answer.id, newRun(furtherId), now())).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.runs.open()).toEqual([further]);
    });

    it('H15 interrupts every open run and keeps its text', async () => {
      const { store, conversation, asked, written, now } = subject();
      const { id: conversationId } = await conversation();
      const [ended, waiting, writing] = [await asked(conversationId), await asked(conversationId), await asked(conversationId)];
      await written(ended.runId, 'done');
      await store.runs.setState(writing.runId, 'writing');
      await store.runs.appendChunk(writing.runId, { seq: 1, text: '写到一半', written: 3 });
      const time = now();
      const interrupted = await store.runs.interruptOpen(time);
      expect(interrupted.map(({ id, state, endedAt }) => [id, state, endedAt])).toEqual([
        [waiting.runId, 'interrupted', time],
        [writing.runId, 'interrupted', time],
      ]);
      expect(await store.runs.interruptOpen(now())).toEqual([]);
      expect(await store.runs.get(writing.runId)).toEqual(interrupted[1]);
      expect(await store.conversations.message(writing.answer.id)).toMatchObject({ text: '写到一半', run: { state: 'interrupted' } });
      expect(await store.runs.get(ended.runId)).toMatchObject({ state: 'done' });
    });

    it('answers not-found for an unknown run', async () => {
      const { store, id, now } = subject();
      const unknown = id();
      const calls = [
        store.runs.get(unknown),
        store.runs.request(unknown),
        store.runs.setState(unknown, 'reading'),
        store.runs.appendChunk(unknown, { seq: 1, text: 'x', written: 1 }),
        store.runs.chunks(unknown, 0),
        store.runs.end(unknown, runEnd({ now: now() })),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
    });

    it('H11 appends chunks sent without waiting', async () => {
      const { store, conversation, asked } = subject();
      const { runId, answer } = await asked((await conversation()).id);
      const texts = Array.from({ length: 50 }, (_, index) => `${index},`);
      await Promise.all(texts.map((text, index) => store.runs.appendChunk(runId, { seq: index + 1, text, written: index })));
      expect(await store.conversations.message(answer.id)).toMatchObject({ text: texts.join(''), lastSeq: 50 });
    });
  });
}
