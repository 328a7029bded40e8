import { askStudio, collectRun, createScriptedEngine, createTestStudio } from '@maobi/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../errors.ts';
import type { DataFiles } from '../ports/data-files.ts';
import type { Studio } from '../studio.ts';

const never = new AbortController().signal;
const soon = { interval: 2, timeout: 10_000 };
const open: Studio[] = [];
afterEach(async () => {
  for (const studio of open.splice(0)) await studio[Symbol.asyncDispose]();
});

async function studioWithStates(engine = createScriptedEngine()) {
  const loadedWhileCleared: (string | null)[] = [];
  const dataFiles: { -readonly [Name in keyof DataFiles]: DataFiles[Name] } = {
    sizes: async () => [{ part: 'states', name: 'snapshots', bytes: loadedWhileCleared.length > 0 ? 0 : 9000 }],
    clearStates: async () => void loadedWhileCleared.push(engine.status.model),
  };
  const studio = await createTestStudio({ engine, dataFiles });
  open.push(studio);
  return { studio, engine, dataFiles, loadedWhileCleared };
}

describe('clearing the states that are kept', () => {
  it('X5 is done while no model is loaded, and the one that was comes back', async () => {
    const { studio, engine, loadedWhileCleared } = await studioWithStates();
    const { started } = await askStudio(studio, '写一段话');
    await collectRun(studio.runs.stream(started.run.id, 0, never));
    const loaded = engine.status.model;
    expect((await studio.storage.read()).parts).toEqual([{ part: 'states', name: 'snapshots', bytes: 9000 }]);
    expect((await studio.storage.clearStates()).parts).toEqual([{ part: 'states', name: 'snapshots', bytes: 0 }]);
    expect(loadedWhileCleared).toEqual([null]);
    await expect.poll(() => engine.status.model, soon).toBe(loaded);
  });

  it('X5 brings the model back when the states could not be cleared', async () => {
    const { studio, engine, dataFiles } = await studioWithStates();
    const { started } = await askStudio(studio, '写一段话');
    await collectRun(studio.runs.stream(started.run.id, 0, never));
    const loaded = engine.status.model;
    dataFiles.clearStates = () => Promise.reject(new StudioError('data-folder-unusable', 'The folder cannot be written.'));
    await expect(studio.storage.clearStates()).rejects.toMatchObject({ code: 'data-folder-unusable' });
    await expect.poll(() => engine.status.model, soon).toBe(loaded);
  });

  it('X5 is refused while something is written', async () => {
    const { studio, loadedWhileCleared } = await studioWithStates(createScriptedEngine({ writeTokensPerSecond: 5 }));
    const { started } = await askStudio(studio, '写一段话');
    await expect(studio.storage.clearStates()).rejects.toMatchObject({ code: 'conflict' });
    expect(loadedWhileCleared).toEqual([]);
    await studio.runs.stop(started.run.id);
  });
});
