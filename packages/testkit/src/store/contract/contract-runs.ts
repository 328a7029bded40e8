import { describe, expect, it } from 'vitest';
import { newRun, runEnd, type StoreMaker } from './contract-subject.ts';
import { documentSubject, runOf } from './document-subject.ts';

export function runsContract(makeStore: StoreMaker): void {
  describe('runs', () => {
    const subject = documentSubject(makeStore);

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

    it('K13 tells which runs ended last with figures, newest first', async () => {
      const { store, conversation, asked, now } = subject();
      const { id: conversationId } = await conversation();
      const runs = [await asked(conversationId), await asked(conversationId), await asked(conversationId), await asked(conversationId)];
      for (const { runId } of runs.slice(0, 2)) await store.runs.end(runId, runEnd({ now: now() }));
      await store.runs.end(runs[2]!.runId, runEnd({ usage: null, timings: null, now: now() }));
      expect(await store.runs.lastMeasured(5)).toEqual([await store.runs.get(runs[1]!.runId), await store.runs.get(runs[0]!.runId)]);
      expect((await store.runs.lastMeasured(1)).map(({ id }) => id)).toEqual([runs[1]!.runId]);
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
        action: 'answer',
        conversationId,
        messageId: answer.id,
        documentId: null,
        versionId: null,
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

    it('H15 interrupts open runs of documents as well, and keeps their texts', async () => {
      const { store, conversation, asked, outlined, drafted, id, now } = subject();
      const { answer } = await asked((await conversation()).id);
      const { document, sections } = await outlined('one');
      const { version, runId } = await drafted(sections[0]!.id);
      await store.runs.appendChunk(runId, { seq: 1, text: '写到一半', written: 3 });
      const outline = await store.runs.addToDocument(document.id, runOf(id(), 'outline'), now());
      await store.runs.appendChunk(outline.id, { seq: 1, text: '{"sections":[', written: 3 });
      const interrupted = await store.runs.interruptOpen(now());
      expect(interrupted.map((run) => [run.id, run.state])).toEqual(
        [answer.run!.id, runId, outline.id].map((each) => [each, 'interrupted']),
      );
      expect(await store.runs.open()).toEqual([]);
      expect(await store.documents.version(version.id)).toMatchObject({ text: '写到一半', run: { state: 'interrupted' } });
      expect(await store.runs.text(outline.id)).toBe('{"sections":[');
      expect(await store.conversations.search('一半', 10)).toEqual([]);
    });

    it('H41 lets a further run go on in a version, one at a time', async () => {
      const { store, outlined, drafted, written, id, now } = subject();
      const { document, sections } = await outlined('one', 'other');
      const { version, runId } = await drafted(sections[0]!.id);
      const other = await drafted(sections[1]!.id);
      await expect(store.runs.addToVersion(version.id, runOf(id(), 'extend'), now())).rejects.toMatchObject({ code: 'conflict' });
      await written(runId, 'one');
      const [furtherId, time] = [id(), now()];
      const further = await store.runs.addToVersion(version.id, runOf(furtherId, 'extend'), time);
      const place = { conversationId: null, messageId: null, documentId: document.id, versionId: version.id };
      const open = { state: 'queued', endedAt: null, usage: null, timings: null, error: null };
      expect(further).toEqual({ id: furtherId, action: 'extend', ...place, model: 'demo', seed: 7, createdAt: time, ...open });
      expect(await store.runs.open()).toEqual([other.version.run, further]);
      expect(await store.documents.summary(document.id)).toMatchObject({ updatedAt: time });
      await expect(store.runs.addToVersion(id(), runOf(id(), 'extend'), now())).rejects.toMatchObject({ code: 'not-found' });
    });

    it('H2 stores a retried run of a version or document once, and refuses its id for anything else', async () => {
      const { store, conversation, asked, written, outlined, drafted, id, now } = subject();
      const { runs } = store;
      const { document, sections } = await outlined('one', 'other');
      const [one, other] = [await drafted(sections[0]!.id), await drafted(sections[1]!.id)];
      const { answer, runId: answerRunId } = await asked((await conversation()).id);
      for (const runId of [one.runId, other.runId, answerRunId]) await written(runId, 'text');
      const further = await runs.addToVersion(one.version.id, runOf(id(), 'extend'), now());
      const outline = await runs.addToDocument(document.id, runOf(id(), 'outline'), now());
      const before = await store.documents.summary(document.id);
      expect(await runs.addToVersion(one.version.id, runOf(further.id, 'retry'), now())).toEqual(further);
      expect(await runs.addToDocument(document.id, runOf(outline.id, 'polish'), now())).toEqual(outline);
      const calls = [
        runs.addToVersion(other.version.id, runOf(further.id, 'extend'), now()),
        runs.addToVersion(other.version.id, runOf(outline.id, 'extend'), now()),
        runs.addToDocument(document.id, runOf(further.id, 'outline'), now()),
        runs.addToDocument(document.id, runOf(answerRunId, 'outline'), now()),
        runs.addToMessage(answer.id, newRun(outline.id), now()),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } });
      expect(await runs.open()).toEqual([further, outline]);
      expect(await store.documents.summary(document.id)).toEqual(before);
    });

    it('H12 keeps runs that belong to a document and to none of its sections', async () => {
      const { store, document, id, now } = subject();
      const { id: documentId } = await document();
      const request = { ...newRun(id()).request, jsonSchema: { type: 'object' }, reference: '原文' };
      const [outlineId, polishId, time] = [id(), id(), now()];
      const outline = await store.runs.addToDocument(documentId, { ...runOf(outlineId, 'outline'), request }, time);
      expect(outline).toMatchObject({
        action: 'outline',
        documentId,
        versionId: null,
        conversationId: null,
        messageId: null,
        state: 'queued',
      });
      expect(await store.runs.request(outlineId)).toEqual(request);
      const polish = await store.runs.addToDocument(documentId, runOf(polishId, 'polish'), now());
      expect(await store.runs.open()).toEqual([outline, polish]);
      expect(await store.documents.latestRun(documentId, 'outline')).toEqual(outline);
      expect(await store.documents.latestRun(documentId, 'suggest')).toBeNull();
      await expect(store.runs.addToDocument(id(), runOf(id(), 'outline'), now())).rejects.toMatchObject({ code: 'not-found' });
    });

    it('H13 gives all that a run has written so far, before and after its end', async () => {
      const { store, document, id, now } = subject();
      const { id: runId } = await store.runs.addToDocument((await document()).id, runOf(id(), 'polish'), now());
      expect(await store.runs.text(runId)).toBe('');
      for (const [index, text] of ['春', '眠不', '觉晓'].entries())
        await store.runs.appendChunk(runId, { seq: index + 1, text, written: 1 });
      expect(await store.runs.text(runId)).toBe('春眠不觉晓');
      await store.runs.end(runId, runEnd({ state: 'stopped', now: now() }));
      expect(await store.runs.text(runId)).toBe('春眠不觉晓');
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
        store.runs.text(unknown),
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
