import {
  askStudio,
  collectRun,
  createScriptedEngine,
  documentWith,
  nextId,
  studiosOfTests,
  untilDocument,
  untilJobRests,
  untilText,
} from '@maobi/testkit';
import { describe, expect, it, vi } from 'vitest';

const openStudio = studiosOfTests();
const never = new AbortController().signal;

describe('starting the engine anew (G30)', () => {
  it('keeps the answer that is being written and goes on with it', async () => {
    const engine = createScriptedEngine({ writeTokensPerSecond: 150 });
    const unload = vi.spyOn(engine, 'unload');
    const studio = await openStudio({ engine });
    const { input, conversationId } = await askStudio(studio, '写一段话');
    await untilText(studio.runs.stream(input.runId, 0, never));
    expect(await studio.restartEngine()).toMatchObject({ state: 'ready', model: 'demo' });
    expect(unload).toHaveBeenCalledOnce();
    const { messages } = await studio.conversations.get(conversationId);
    const run = messages.at(-1)?.run;
    expect(run?.id).not.toBe(input.runId);
    const broken = await collectRun(studio.runs.stream(input.runId, 0, never));
    expect(broken.end.run.state).toBe('interrupted');
    await collectRun(studio.runs.stream(run?.id ?? '', 0, never));
    const answer = (await studio.conversations.get(conversationId)).messages.at(-1);
    expect(answer?.text.startsWith(broken.text)).toBe(true);
    expect(answer?.run?.state).toBe('done');
  });

  it('goes before what waits, and lets a job go on at the character where it was', async () => {
    const engine = createScriptedEngine({ writeTokensPerSecond: 300 });
    const studio = await openStudio({ engine });
    const { id } = await documentWith(studio, ['引言', '蜂箱'], 150);
    await studio.jobs.start(id, { id: nextId() });
    const half = await untilDocument(studio, id, ({ sections }) => (sections[0]?.count ?? 0) > 20);
    const text = half.sections[0]?.version?.text ?? '';
    await studio.restartEngine();
    const done = await untilJobRests(studio, id);
    expect(done.job).toMatchObject({ state: 'done', error: null });
    expect(done.sections[0]?.version?.text.startsWith(text)).toBe(true);
    expect(done.sections.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('loads a model again that had become suspect', async () => {
    const engine = createScriptedEngine();
    const studio = await openStudio({ engine });
    await studio.restartEngine();
    for (let crash = 0; crash < 3; crash += 1) engine.crash();
    expect(engine.isSuspect('demo')).toBe(true);
    expect(await studio.restartEngine()).toMatchObject({ state: 'ready', model: 'demo' });
  });
});
