import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createScriptedEngine } from '@maobi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCommandLine, type TestCommandLine } from '../testing/test-command-line.ts';

let commandLine: TestCommandLine;
let folder: string;

beforeEach(async () => {
  commandLine = await createTestCommandLine();
  folder = await mkdtemp(path.join(os.tmpdir(), 'maobi-write-'));
});

afterEach(async () => {
  await commandLine[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const conversations = () => commandLine.studio.conversations.list({});

describe('maobi write', () => {
  it('C2 writes the article to standard output and the facts to standard error', async () => {
    const { exitCode, output, notes } = await commandLine.run(['write', '春天', '--words', '300']);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^# /);
    expect(output.endsWith('\n')).toBe(true);
    expect(notes).toMatch(/\d+ (of 300 )?字.*read \d+ tokens/);
  });

  it('C10 says in one line when the demo model writes', async () => {
    const { notes } = await commandLine.run(['write', '春天']);
    expect(notes.match(/demo model/g)).toHaveLength(1);
    expect(notes).toContain('maobi models pull');
  });

  it('C4 C22 gives the result as the last JSON line', async () => {
    const { objects, exitCode } = await commandLine.run(['write', '春天', '--words', '300', '--json']);
    expect(exitCode).toBe(0);
    const texts = objects.filter(({ type }) => type === 'text').map(({ text }) => text);
    const result = objects.at(-1);
    expect(result).toMatchObject({
      type: 'result',
      documentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      text: texts.join(''),
      tokens: { read: expect.any(Number), cached: expect.any(Number), written: expect.any(Number) },
      seconds: expect.any(Number),
      state: 'done',
    });
    const sections = result?.['sections'] as { heading: string; count: number; state: string }[];
    expect(sections.length).toBeGreaterThan(1);
    expect(sections.every(({ heading, count }) => heading !== '' && count > 0)).toBe(true);
    expect((await conversations()).conversations[0]).toMatchObject({ id: result?.['documentId'], title: '春天' });
  });

  it('C24 gives the seed and the model to the run', async () => {
    const { objects } = await commandLine.run(['write', '春天', '--seed', '7', '--model', 'demo', '--json']);
    const runId = objects[0]?.['runId'] as string;
    expect(await commandLine.studio.runs.get(runId)).toMatchObject({ seed: 7, model: 'demo' });
  });

  it('C21 C23 saves into a file and does not repeat the text where nobody watches', async () => {
    const file = path.join(folder, 'a.md');
    const { exitCode, output, notes } = await commandLine.run(['write', 'Slow reading', '--out', file]);
    expect(exitCode).toBe(0);
    expect(output).toBe('');
    expect(notes).toContain(`Saved to ${file}`);
    expect(await readFile(file, 'utf8')).toMatch(/^# /);
  });

  it('C21 does not overwrite a file unless told to', async () => {
    const file = path.join(folder, 'a.md');
    await writeFile(file, 'mine');
    const refused = await commandLine.run(['write', '春天', '--out', file]);
    expect(refused).toMatchObject({ exitCode: 2, output: '' });
    expect(refused.notes).toContain('exists already');
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect((await commandLine.run(['write', '春天', '--out', file, '--force'])).exitCode).toBe(0);
    expect(await readFile(file, 'utf8')).toMatch(/^# /);
  });

  it.each([
    [['write', '  '], 'The topic is empty'],
    [['write'], 'missing required argument'],
    [['write', 'x', '--words', '0'], '--words must be a whole number from 50 to 5000'],
    [['write', 'x', '--words', '1e9'], 'not "1e9"'],
    [['write', 'x', '--words', '1000000000'], '--words must be'],
    [['write', 'x', '--seed', '-1'], '--seed must be'],
    [['write', 'x', '--lang', 'fr'], 'Allowed choices are zh, en'],
    [['write', 'x', '--out', 'x.docx'], 'cannot write ".docx" files'],
    [['write', 'x', '--out', 'x'], 'has no extension'],
    [['write', 'x', '--wrods', '5'], "unknown option '--wrods'"],
  ])('C1 C20 refuses %j before the model is asked', async (words, sentence) => {
    const { exitCode, output, notes } = await commandLine.run(words);
    expect([exitCode, output]).toEqual([2, '']);
    expect(notes).toContain(sentence);
    expect(notes.trim().split('\n').length).toBeLessThanOrEqual(3);
    expect((await conversations()).total).toBe(0);
  });

  it('C20 refuses a file that cannot be written before the model is asked', async () => {
    const { exitCode, notes } = await commandLine.run(['write', 'x', '--out', path.join(folder, 'none', 'a.md')]);
    expect(exitCode).toBe(1);
    expect(notes).toContain('its folder does not exist');
    expect((await conversations()).total).toBe(0);
  });

  it('C1 says what to do when the model is not there, and leaves nothing behind', async () => {
    const { exitCode, notes } = await commandLine.run(['write', 'x', '--model', 'no-such-model']);
    expect(exitCode).toBe(1);
    expect(notes).toContain('no-such-model');
    expect((await conversations()).total).toBe(0);
  });
});

describe('maobi write, interrupted', () => {
  it('C7 C23 stops, keeps the text in the studio and in the file, and ends with 130', async () => {
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ engine: createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 200 }) });
    const stop = new AbortController();
    const file = path.join(folder, 'a.md');
    const words = ['write', 'x', '--out', file, '--json'];
    const heard = await commandLine.run(words, { stop: stop.signal, onOutput: (output) => output.includes('"text"') && stop.abort() });
    expect(heard.exitCode).toBe(130);
    const result = heard.objects.at(-1);
    expect(result).toMatchObject({ type: 'result', state: 'stopped' });
    expect(result?.['text']).not.toBe('');
    expect((await readFile(file, 'utf8')).trim()).toBe(String(result?.['text']).trim());
    expect(heard.notes).toContain('Stopped.');
    const { messages } = await commandLine.studio.conversations.get(String(result?.['documentId']));
    expect(messages.at(-1)?.text).toBe(result?.['text']);
  });

  it('C1 C23 ends with 1 when the engine fails, and says that the text is kept', async () => {
    const { exitCode, output, notes } = await commandLine.run(['write', 'x [[scenario:error-midway]]']);
    expect(exitCode).toBe(1);
    expect(output).not.toBe('');
    expect(notes).toMatch(/maobi: .+/);
  });

  it('C23 prints the text when the file cannot be written after all', async () => {
    const place = path.join(folder, 'sub');
    await mkdir(place);
    const file = path.join(place, 'a.md');
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ engine: createScriptedEngine({ writeTokensPerSecond: 400 }) });
    const running = commandLine.run(['write', '春天', '--out', file]);
    // the folder vanishes as soon as the question is stored: the check at the start has passed then
    for await (const event of commandLine.studio.events(AbortSignal.timeout(10_000))) if (event.type === 'conversation') break;
    await rm(place, { recursive: true });
    const { exitCode, output, notes } = await running;
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^# /);
    expect(notes).toContain('kept in the studio');
  });
});
