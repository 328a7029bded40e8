import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StudioError } from '@maobi/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContextResult } from '../bench/bench-result.ts';
import { widthOf } from '../terminal/measures.ts';
import { createTestBench, type TestBenchOptions } from '../testing/test-bench.ts';
import { createTestCommandLine, type TestCommandLine } from '../testing/test-command-line.ts';

let commandLine: TestCommandLine;
let dataFolder: string;
beforeEach(async () => {
  commandLine = await createTestCommandLine();
  dataFolder = await mkdtemp(join(tmpdir(), 'maobi-bench-test-'));
});
afterEach(async () => {
  await commandLine[Symbol.asyncDispose]();
  await rm(dataFolder, { recursive: true });
});

type Setting = Parameters<TestCommandLine['run']>[1] & {};

function bench(words: readonly string[], options: TestBenchOptions = {}, setting: Setting = {}) {
  return commandLine.run(['bench', ...words], { dataFolder, bench: createTestBench(options), ...setting });
}

describe('maobi bench', () => {
  it('C50 measures the model in use when none is named, or MAOBI_MODEL', async () => {
    expect((await bench(['--quick', '--json'])).objects.at(-1)).toMatchObject({ type: 'result', model: 'qwen3-4b' });
    const named = await bench(['--quick', '--json'], {}, { environment: { MAOBI_MODEL: 'demo' } });
    expect(named.objects.at(-1)).toMatchObject({ model: 'demo' });
  });

  it('C51 gives every figure of the result, and the steps before it', async () => {
    const { exitCode, objects } = await bench(['--json'], { keepsStates: true });
    expect(exitCode).toBe(0);
    expect(objects.filter(({ type }) => type === 'step').length).toBeGreaterThan(10);
    const result = objects.at(-1);
    expect(result).toMatchObject({
      type: 'result',
      model: 'qwen3-4b',
      loadMs: expect.any(Number),
      peakBytes: expect.any(Number),
      isSynthetic: false,
      isQuick: false,
      contextTokens: 8192,
      firstToken: { promptTokens: 800, coldMs: expect.any(Number), warmMs: expect.any(Number), snapshotMs: expect.any(Number) },
      stop: { writingMs: expect.any(Number), readingMs: expect.any(Number) },
      engineVersion: 'scripted engine',
      machine: { processor: 'Test processor' },
    });
    expect(result?.['peakBytes']).toBeGreaterThanOrEqual(180_000_000);
    expect(result?.['prefillTokensPerSecond']).toBeGreaterThan(0);
    expect(result?.['decodeTokensPerSecond']).toBeGreaterThan(0);
  });

  it('C51 measures short, medium and long tasks of the length of the review, each from nothing', async () => {
    const { objects } = await bench(['--json'], { keepsStates: true });
    const tasks = objects.at(-1)?.['tasks'] as {
      name: string;
      promptTokens: number;
      coldNewTokens: number;
      warmNewTokens: number;
      snapshotMs: number | null;
    }[];
    expect(tasks.map(({ name }) => name)).toEqual(['short', 'medium', 'long']);
    for (const [index, wanted] of [60, 250, 800].entries()) {
      const { promptTokens = 0, coldNewTokens = 0, warmNewTokens = 0, snapshotMs } = tasks[index] ?? {};
      expect(promptTokens).toBeLessThanOrEqual(wanted);
      expect(promptTokens).toBeGreaterThan(wanted * 0.9);
      expect(coldNewTokens).toBeGreaterThan(promptTokens * 0.8);
      expect(warmNewTokens).toBeLessThan(60);
      expect(snapshotMs).not.toBeNull();
    }
  });

  it('C51 tells no time after a restart when nothing was kept', async () => {
    const { objects, output } = { ...(await bench(['--json'])), output: (await bench([])).output };
    expect(objects.at(-1)).toMatchObject({ firstToken: { snapshotMs: null } });
    expect(output).toMatch(/long +800 +\d\S* s +\d\S* s +– /u);
  });

  it('C51 tells for each context what it takes and whether it fits, and measures what fits', async () => {
    const { objects } = await bench(['--json'], { freeMemoryBytes: 230_000_000, engine: { sequences: 3 } });
    const contexts = objects.at(-1)?.['contexts'] as ContextResult[];
    expect(contexts.map(({ contextTokens }) => contextTokens)).toEqual([4096, 8192, 16_384, 32_768]);
    expect(contexts.map(({ fits }) => fits)).toEqual([true, true, true, false]);
    expect(contexts.map(({ loaded }) => loaded !== null)).toEqual([true, true, true, false]);
    for (const { loaded, neededBytes, contextBytes } of contexts.slice(0, 3)) {
      expect(loaded).toMatchObject({ states: 3, expectedBytes: neededBytes + 2 * contextBytes });
    }
  });

  it('C51 keeps the states of each model apart: one with the same weights is not cold otherwise', async () => {
    const parts = createTestBench({ keepsStates: true });
    await commandLine.run(['bench', '--quick', '--json', '--model', 'demo', 'other'], { dataFolder, bench: parts });
    const [first, ...others] = new Set(parts.folders);
    expect(others).toHaveLength(1);
    expect(parts.folders.filter((folder) => folder === first)).toHaveLength(parts.folders.length / 2);
  });

  it('C52 shows tables that fit 80 columns, beside the figures of the review', async () => {
    const { output } = await bench(['--model', 'demo', 'other'], { keepsStates: true });
    for (const part of ['Test processor', 'tokens/s', 'REVIEW', '8–12 s', 'CONTEXT', 'COMPARISON']) expect(output).toContain(part);
    for (const line of output.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });

  it('C53 measures less with --quick', async () => {
    const { objects } = await bench(['--quick', '--json']);
    expect(objects.at(-1)).toMatchObject({ isQuick: true, tasks: [{ name: 'short' }, { name: 'medium' }] });
  });

  it('C54 says that a running studio disturbs, and measures all the same', async () => {
    const { exitCode, notes } = await bench(['--quick'], { studioUrl: 'http://127.0.0.1:4160' });
    expect(exitCode).toBe(0);
    expect(notes).toContain('A studio is running (http://127.0.0.1:4160)');
  });

  it('C55 leaves nothing in the data folder', async () => {
    await bench(['--quick']);
    expect(await readdir(dataFolder)).toEqual([]);
  });

  it('C1 C7 stops with 130, closes its engine and deletes its files', async () => {
    const stop = new AbortController();
    const parts = createTestBench({ engine: { writeTokensPerSecond: 2 } });
    const { exitCode, objects } = await commandLine.run(['bench', '--json', '--synthetic', 'tiny:Q8_0'], {
      dataFolder,
      bench: parts,
      stop: stop.signal,
      onOutput: (output) => {
        if (output.includes('short task, first question')) stop.abort();
      },
    });
    expect(exitCode).toBe(130);
    expect(objects.every(({ type }) => type === 'step')).toBe(true);
    expect(parts.made.map(({ status }) => status.state)).toEqual(['empty']);
    expect(await readdir(join(dataFolder, 'models', 'synthetic'))).toEqual([]);
    expect(await readdir(dataFolder)).toEqual(['models']);
  });
});

describe('a model that cannot be measured', () => {
  it('C1 is refused before anything is measured when it is not there', async () => {
    const { exitCode, notes, output } = await bench(['--model', 'demo', 'nothing']);
    expect([exitCode, output]).toEqual([1, '']);
    expect(notes).toContain('There is no model "nothing"');
  });

  it('C51 does not keep the next one from being measured', async () => {
    const parts = createTestBench();
    let count = 0;
    const makeEngine = () => {
      const engine = parts.makeEngine('');
      count += 1;
      if (count === 1) engine.load = () => Promise.reject(new StudioError('out-of-memory', 'The model needs 9 GB.'));
      return engine;
    };
    const { exitCode, notes, objects } = await commandLine.run(['bench', '--quick', '--json', '--model', 'demo', 'other'], {
      dataFolder,
      bench: { ...parts, makeEngine },
    });
    expect(exitCode).toBe(1);
    expect(notes).toContain('The model needs 9 GB.');
    expect(objects.filter(({ type }) => type === 'result')).toMatchObject([{ model: 'other' }]);
  });
});

describe('a model with random weights', () => {
  const folder = () => join(dataFolder, 'models', 'synthetic');

  it('C56 is written, measured and deleted, and its text is called meaningless', async () => {
    const { exitCode, notes, output } = await bench(['--quick', '--synthetic', 'tiny:q4_k_m']);
    expect(exitCode).toBe(0);
    expect(notes).toContain('tiny:Q4_K_M has random weights: its speed and memory are real, its text is meaningless.');
    expect(output).toContain('tiny:Q4_K_M');
    expect(await readdir(folder())).toEqual([]);
  });

  it('C56 stays with --keep, is used again, and then stays as it was', async () => {
    await bench(['--quick', '--synthetic', 'tiny:Q8_0', '--keep']);
    const path = join(folder(), 'tiny-q8_0.gguf');
    const before = await readFile(path);
    const { notes } = await bench(['--quick', '--synthetic', 'tiny:Q8_0']);
    expect(notes).toContain('is used again');
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it.each(['tiny', 'tiny:Q3', 'large:Q8_0', ''])('C1 is refused as %j', async (text) => {
    const { exitCode, notes } = await bench(['--synthetic', text]);
    expect(exitCode).toBe(2);
    expect(notes).toMatch(/Write one of tiny, a colon, and one of Q4_0, Q4_K_M, Q8_0/u);
  });
});

describe('a report', () => {
  it('C57 is one page that needs nothing else, and can be written again', async () => {
    const path = join(dataFolder, 'speed.html');
    const { notes } = await bench(['--quick', '--report', path, '--model', 'demo', 'other']);
    expect(notes).toContain(`Report written to ${path}`);
    const page = await readFile(path, 'utf8');
    for (const part of ['Test processor', 'scripted engine', 'Models compared', '8–12 s', '<svg', 'light-dark('])
      expect(page).toContain(part);
    expect(page).not.toMatch(/<script|https?:|url\(/u);
    expect((await bench(['--quick', '--report', path])).exitCode).toBe(0);
  });

  it('C57 is refused before anything is measured where it cannot be', async () => {
    const other = join(dataFolder, 'thesis.html');
    await writeFile(other, '<p>mine</p>');
    expect(await bench(['--report', other])).toMatchObject({ exitCode: 2, output: '' });
    expect(await readFile(other, 'utf8')).toBe('<p>mine</p>');
    expect(await bench(['--report', join(dataFolder, 'speed.pdf')])).toMatchObject({ exitCode: 2, output: '' });
    expect(await bench(['--report', join(dataFolder, 'none', 'speed.html')])).toMatchObject({ exitCode: 1, output: '' });
  });
});
