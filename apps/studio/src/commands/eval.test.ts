import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluationTasks, quickTasks } from '../evaluation/evaluation-tasks.ts';
import { widthOf } from '../terminal/measures.ts';
import { createTestBench, type TestBenchOptions } from '../testing/test-bench.ts';
import { createTestCommandLine, type TestCommandLine } from '../testing/test-command-line.ts';

let commandLine: TestCommandLine;
let dataFolder: string;
beforeEach(async () => {
  commandLine = await createTestCommandLine();
  dataFolder = await mkdtemp(join(tmpdir(), 'maobi-eval-test-'));
});
afterEach(async () => {
  await commandLine[Symbol.asyncDispose]();
  await rm(dataFolder, { recursive: true });
});

type Setting = Parameters<TestCommandLine['run']>[1] & {};

function evaluate(words: readonly string[], options: TestBenchOptions = {}, setting: Setting = {}) {
  return commandLine.run(['eval', ...words], { dataFolder, bench: createTestBench(options), ...setting });
}

describe('the tasks', () => {
  it('are the review’s three and ten for each audience, with names of their own', () => {
    const of = (audience: string) => evaluationTasks.filter((task) => task.audience === audience).length;
    expect(of('review')).toBe(3);
    expect(['students', 'office', 'programmers', 'creators', 'researchers'].map(of)).toEqual([10, 10, 10, 10, 10]);
    expect(new Set(evaluationTasks.map(({ id }) => id)).size).toBe(53);
    expect(quickTasks).toHaveLength(13);
  });

  it('can each be measured by something', () => {
    for (const { id, words, parts, headings, format, code, facts, edits } of evaluationTasks)
      expect([id, words ?? parts ?? headings ?? format ?? code ?? facts ?? edits]).not.toContain(undefined);
  });
});

describe('maobi eval', () => {
  it('C70 C71 tells each task and the scores of every model as JSON', async () => {
    const { exitCode, objects } = await evaluate(['--task', 'student-plan', 'code-json', '--model', 'demo', 'other', '--json']);
    expect(exitCode).toBe(0);
    expect(objects.map(({ type, model, id }) => [type, model, id])).toEqual([
      ['task', 'demo', 'student-plan-en'],
      ['task', 'demo', 'code-json'],
      ['task', 'other', 'student-plan-en'],
      ['task', 'other', 'code-json'],
      ['result', undefined, undefined],
    ]);
    expect(objects[0]).toMatchObject({ answer: expect.any(String), scores: { format: expect.any(Number), facts: expect.any(Number) } });
    const result = objects.at(-1) as { models: { model: string; measures: Record<string, number | null> }[] };
    expect(result.models.map(({ model }) => model)).toEqual(['demo', 'other']);
    expect(result.models[0]?.measures).toMatchObject({ 'right format': expect.any(Number), 'length as asked': null });
  });

  it('C55 keeps the states of each model apart: one with the same weights would not have to read otherwise', async () => {
    const parts = createTestBench();
    await commandLine.run(['eval', '--task', 'student-plan', '--model', 'demo', 'other', '--json'], { dataFolder, bench: parts });
    expect(parts.folders).toHaveLength(2);
    expect(new Set(parts.folders).size).toBe(2);
  });

  it('C71 shows a table of all models within 80 columns', async () => {
    const { output } = await evaluate(['--task', 'review', '--model', 'demo', 'other']);
    expect(output).toMatch(/SCORES, 0 TO 100 +demo +other\n/u);
    expect(output).toMatch(/length as asked +\d+ +\d+\n/u);
    expect(output).toMatch(/students +– +–\n/u);
    expect(output).toMatch(/writes, tokens\/s +\d/u);
    for (const line of output.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });

  it('C74 tells how much each model repeats itself: of each answer in prose, on the mean, in the table and on the page', async () => {
    const report = join(dataFolder, 'repetition.html');
    const words = ['--task', 'student-speech', 'code-json', '--model', 'demo', '--report', report];
    const { objects } = await evaluate([...words, '--json']);
    const figures = { distinct2: expect.any(Number), distinct3: expect.any(Number), repeated4: expect.any(Number) };
    expect(objects[0]).toMatchObject({ id: 'student-speech', repetition: { ...figures, duplicateSentences: expect.any(Number) } });
    expect(objects[1]).toMatchObject({ id: 'code-json', repetition: {} });
    const [{ repetition } = {}] = (objects.at(-1) as { models: { repetition: object }[] }).models;
    expect(repetition).toEqual((objects[0] as { repetition: object }).repetition);
    const { output } = await evaluate(words);
    const rows = [
      'distinct-2, % different',
      'distinct-3, % different',
      'rep-4, % repeated',
      'sentences, % repeated',
      'sections, % repeated',
    ];
    for (const row of rows) expect(output).toMatch(new RegExp(`^${row} +\\d+\\.\\d$`, 'mu'));
    expect((await evaluate(['--task', 'code-json', '--model', 'demo'])).output).toMatch(/^distinct-2, % different +–$/mu);
    const page = await readFile(report, 'utf8');
    for (const row of rows) expect(page.split(row).length).toBeGreaterThanOrEqual(4);
  });

  it('C72 writes a page with every answer and nothing that runs', async () => {
    const report = join(dataFolder, 'eval.html');
    const { exitCode } = await evaluate(['--task', 'code-html', '--model', 'demo', '--report', report]);
    expect(exitCode).toBe(0);
    const page = await readFile(report, 'utf8');
    expect(page).toContain('code-html-en');
    expect(page).not.toMatch(/<script|src=|href=/u);
  });

  it('C2 names the beginnings of tasks when none fits', async () => {
    const { exitCode, notes } = await evaluate(['--task', 'poem']);
    expect(exitCode).toBe(2);
    expect(notes).toContain('review, student, office, code, creator, research');
  });

  it('C70 refuses a model that is not there before anything is asked', async () => {
    const { exitCode, output, notes } = await evaluate(['--task', 'code-json', '--model', 'none', 'demo']);
    expect(exitCode).toBe(1);
    expect(notes).toContain('none');
    expect(output).toBe('');
  });

  it('C7 stops with 130', async () => {
    const stop = new AbortController();
    const { exitCode } = await evaluate(['--model', 'demo'], {}, { stop: stop.signal, isTerminal: true, onNotes: () => stop.abort() });
    expect(exitCode).toBe(130);
  });
});
