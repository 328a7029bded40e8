import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { plainBrief } from '@maobi/contract';
import type { MakePage } from '@maobi/core';
import { createScriptedEngine, nextId, templatesOfTests, testTemplate } from '@maobi/testkit';
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

const documents = () => commandLine.studio.documents.list({});
interface ToldSection {
  readonly heading: string;
  readonly target: number;
  readonly count: number;
  readonly state: string;
}

describe('maobi write', () => {
  it('C2 C25 writes the document to standard output and the facts to standard error', async () => {
    const { exitCode, output, notes } = await commandLine.run(['write', '春天', '--words', '800']);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^# 春天\n/);
    expect(output.match(/^## /gm)).toHaveLength(5);
    expect(output.endsWith('\n')).toBe(true);
    expect(notes).toMatch(/800 字 in 5 sections/);
    expect(notes).toMatch(/\d+ (of 800 )?字.*read \d+ tokens/);
  });

  it('L5 writes a short text in one piece, without headings and without asking for a plan', async () => {
    const { output, objects } = await commandLine.run(['write', '春天', '--words', '300', '--json']);
    expect(objects.filter(({ type }) => type === 'started')).toHaveLength(1);
    const result = objects.at(-1) as { text: string; sections: ToldSection[] };
    expect(result.sections).toHaveLength(1);
    expect(result.sections[0]).toMatchObject({ heading: '春天', target: 300 });
    expect(output).not.toBe('');
  });

  it('C10 says in one line when the demo model writes', async () => {
    const { notes } = await commandLine.run(['write', '春天']);
    expect(notes.match(/demo model/g)).toHaveLength(1);
    expect(notes).toContain('maobi models pull');
  });

  it('C4 C22 gives the result as the last JSON line', async () => {
    const { objects, exitCode } = await commandLine.run(['write', '春天', '--words', '800', '--json']);
    expect(exitCode).toBe(0);
    const result = objects.at(-1) as { documentId: string; text: string; sections: ToldSection[] };
    expect(result).toMatchObject({
      type: 'result',
      documentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tokens: { read: expect.any(Number), cached: expect.any(Number), written: expect.any(Number) },
      seconds: expect.any(Number),
      state: 'done',
      length: { target: 800, state: 'done' },
    });
    expect(result.sections).toHaveLength(5);
    expect(result.sections.reduce((sum, { target }) => sum + target, 0)).toBe(800);
    expect(result.sections.every(({ heading, state }) => heading !== '' && state === 'done')).toBe(true);
    expect(objects.filter(({ type }) => type === 'section-ended')).toHaveLength(5);
    expect((await documents()).documents[0]).toMatchObject({ id: result.documentId, brief: { topic: '春天', words: 800 } });
  });

  it('C82 says for whom it is, how, and what must and must not be in it', async () => {
    const wishes = ['--reader', '中学生', '--tone', '亲切', '--include', '蜂蜜', '邻居', '--avoid', '广告词', '--notes', '写给校刊'];
    expect((await commandLine.run(['write', '城市养蜂人', '--words', '100', ...wishes])).exitCode).toBe(0);
    expect((await documents()).documents[0]?.brief).toMatchObject({
      reader: '中学生',
      tone: '亲切',
      mustInclude: ['蜂蜜', '邻居'],
      mustAvoid: ['广告词'],
      notes: '写给校刊',
    });
  });

  it('C24 gives the seed and the model to the runs', async () => {
    const one = await commandLine.run(['write', '春天', '--seed', '7', '--model', 'demo', '--json']);
    const runId = one.objects.find(({ type }) => type === 'started')?.['runId'] as string;
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
    [['write'], 'The topic is empty'],
    [['write', '长'.repeat(2_001)], 'The topic is longer than 2,000 characters.'],
    [['write', 'x', '--tone', '长'.repeat(501)], '--tone is longer than 500 characters.'],
    [['write', 'x', '--words', '0'], '--words must be a whole number from 50 to 100000'],
    [['write', 'x', '--words', '1e9'], 'not "1e9"'],
    [['write', 'x', '--words', '1000000000'], '--words must be'],
    [['write', 'x', '--words', '800', '--minutes', '10'], 'contradict each other'],
    [['write', 'x', '--minutes', '0'], '--minutes must be'],
    [['write', 'x', '--seed', '-1'], '--seed must be'],
    [['write', 'x', '--lang', 'fr'], 'Allowed choices are zh, en'],
    [['write', 'x', '--out', 'x.docx'], 'cannot write ".docx" files'],
    [['write', 'x', '--out', 'x'], 'has no extension'],
    [['write', 'x', '--resume'], 'takes no topic'],
    [['write', '--resume', 'nonsense'], 'is not the id of a document'],
    [['write', 'x', '--wrods', '5'], "unknown option '--wrods'"],
    [['write', 'x', '--wrods', '5'], 'See "maobi write --help".'],
    [['write', 'x', '--include', '用蜂蜜', '--avoid', '蜂蜜'], 'hardly anything is left of the first'],
  ])('C1 C20 refuses %j before the model is asked', async (words, sentence) => {
    const { exitCode, output, notes } = await commandLine.run(words);
    expect([exitCode, output]).toEqual([2, '']);
    expect(notes).toContain(sentence);
    expect(notes.trim().split('\n').length).toBeLessThanOrEqual(3);
    expect((await documents()).total).toBe(0);
  });

  it('C20 S11 refuses a brief that contradicts itself before its cost is told', async () => {
    const { exitCode, notes } = await commandLine.run(['write', '蜂蜜', '--include', '蜂蜜', '--avoid', '蜂蜜']);
    expect(exitCode).toBe(2);
    expect(notes.trim().split('\n')).toEqual([expect.stringContaining('must be in the text'), expect.stringContaining('Take one of them')]);
  });

  it.each([
    { words: '300', context: { contextTokens: 1024, largestContextTokens: 1024 }, ways: /^Shorten the notes by about \d+ characters\.$/mu },
    { words: '900', context: { contextTokens: 1024, largestContextTokens: 8192 }, ways: /or choose a larger context in the settings\.$/mu },
  ])('C20 refuses notes that leave no room for an answer before the cost is told, with what to do ($words)', async (asked) => {
    await using small = await createTestCommandLine({ engine: createScriptedEngine(asked.context) });
    const notes = '蜂'.repeat(3000);
    const refused = await small.run(['write', '城市养蜂人', '--words', asked.words, '--notes', notes]);
    expect([refused.exitCode, refused.output]).toEqual([1, '']);
    expect(refused.notes).toMatch(/The notes are too long: .* \d+ more than a context of 1024 has room for\./u);
    expect(refused.notes).toMatch(asked.ways);
    expect(refused.notes).not.toMatch(/--resume|sections|one piece/u);
    expect((await small.studio.documents.list({})).total).toBe(0);
  });

  it('C28 does not offer to go on where that would be refused again', async () => {
    await using small = await createTestCommandLine({ engine: createScriptedEngine({ contextTokens: 1024, largestContextTokens: 1024 }) });
    const brief = plainBrief({ topic: '城市养蜂人', language: 'zh', words: 300, notes: '蜂'.repeat(3000) });
    const { id, revision } = await small.studio.documents.create({ id: nextId(), brief });
    const row = { id: nextId(), heading: '城市养蜂人', points: [], target: 300, isLocked: false };
    await small.studio.documents.replaceOutline(id, { revision, sections: [row] });
    const { exitCode, notes } = await small.run(['write', '--resume', id]);
    expect(exitCode).toBe(1);
    expect(notes).toContain('Shorten the text.');
    expect(notes).not.toContain('--resume');
  });

  it('C20 refuses a file that cannot be written before the model is asked', async () => {
    const { exitCode, notes } = await commandLine.run(['write', 'x', '--out', path.join(folder, 'none', 'a.md')]);
    expect(exitCode).toBe(1);
    expect(notes).toContain('its folder does not exist');
    expect((await documents()).total).toBe(0);
  });

  it.each([['300'], ['900']])('C1 says what to do when the model is not there, and leaves nothing behind (%s)', async (words) => {
    const { exitCode, notes } = await commandLine.run(['write', 'x', '--words', words, '--model', 'no-such-model']);
    expect(exitCode).toBe(1);
    expect(notes).toContain('no-such-model');
    expect((await documents()).total).toBe(0);
  });

  it('C26 does not guess how much can be written in a time', async () => {
    const { exitCode, notes } = await commandLine.run(['write', 'x', '--minutes', '10']);
    expect(exitCode).toBe(1);
    expect(notes).toContain('Nobody knows yet how fast');
    expect((await documents()).total).toBe(0);
  });
});

describe('maobi write with an outline', () => {
  it('C27 prints an outline that can be edited and written from', async () => {
    const planned = await commandLine.run(['write', '城市养蜂人', '--words', '900', '--outline-only']);
    expect(planned.exitCode).toBe(0);
    expect(planned.output.match(/^\d+\. .+（约\d+字）$/gmu)).toHaveLength(6);
    const file = path.join(folder, 'outline.md');
    await writeFile(file, planned.output.replace(/^1\. .+$/mu, '1. 我自己的开头（约90字）'));
    const { objects } = await commandLine.run(['write', '城市养蜂人', '--from-outline', file, '--json']);
    const { sections, length } = objects.at(-1) as unknown as { sections: ToldSection[]; length: { target: number } };
    expect(sections[0]).toMatchObject({ heading: '我自己的开头', target: 90 });
    expect(sections).toHaveLength(6);
    expect(length.target).toBe(sections.reduce((sum, { target }) => sum + target, 0));
    expect(objects.find(({ type }) => type === 'cost')).toMatchObject({ sectionCount: 6, words: length.target });
    expect(objects.filter(({ type }) => type === 'started')).toHaveLength(1);
  });

  it('C27 fits an outline to the length that is asked for, and refuses one that has no room in it', async () => {
    const file = path.join(folder, 'outline.md');
    await writeFile(file, '1. 引言（约100字）\n2. 正文（约300字）\n');
    const { objects } = await commandLine.run(['write', '城市养蜂人', '--words', '200', '--from-outline', file, '--json']);
    const { sections } = objects.at(-1) as unknown as { sections: ToldSection[] };
    expect(sections.map(({ target }) => target)).toEqual([50, 150]);
    const before = (await documents()).total;
    await writeFile(file, Array.from({ length: 200 }, (_, index) => `${index + 1}. 第${index}节`).join('\n'));
    const refused = await commandLine.run(['write', 'x', '--words', '60', '--from-outline', file]);
    expect([refused.exitCode, refused.notes]).toEqual([2, expect.stringContaining('200 sections of 10 to 5000 each')]);
    expect((await documents()).total).toBe(before);
  });

  it.each([
    { largestContextTokens: 512, advice: 'For more, finish an outline' },
    { largestContextTokens: 4096, advice: 'For more, set a larger context in the studio, or finish an outline' },
  ])('L4 says how many sections could be planned where the context was full, and gives those: $advice', async ({ advice, ...context }) => {
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ engine: createScriptedEngine({ contextTokens: 512, ...context }) });
    const { exitCode, notes, objects } = await commandLine.run(['write', '城市养蜂人', '--words', '30000', '--outline-only', '--json']);
    const { sections } = objects.at(-1) as unknown as { sections: ToldSection[] };
    expect(exitCode).toBe(0);
    expect(notes).toContain(`${sections.length} of 60 sections could be planned`);
    expect(notes).toContain(advice);
    expect(sections.reduce((sum, { target }) => sum + target, 0)).toBe(30_000);
  });

  it('C27 tells an outline as JSON and reads that again', async () => {
    const { objects, output } = await commandLine.run(['write', '城市养蜂人', '--words', '900', '--outline-only', '--json']);
    expect(objects.at(-1)).toMatchObject({ type: 'result', sections: expect.any(Array) });
    const file = path.join(folder, 'outline.json');
    await writeFile(file, output.trim().split('\n').at(-1) ?? '');
    expect((await commandLine.run(['write', '城市养蜂人', '--from-outline', file])).exitCode).toBe(0);
  });

  it.each([
    ['nothing at all', 'it has no sections'],
    ['', 'it has no sections'],
  ])('C20 refuses an outline of %j', async (text, sentence) => {
    const file = path.join(folder, 'outline.md');
    await writeFile(file, text);
    const { exitCode, notes } = await commandLine.run(['write', 'x', '--from-outline', file]);
    expect(exitCode).toBe(2);
    expect(notes).toContain(sentence);
    expect((await documents()).total).toBe(0);
  });
});

describe('maobi write, interrupted', () => {
  it('C7 C23 C28 stops, keeps the text in the studio and in the file, ends with 130, and goes on later', async () => {
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ engine: createScriptedEngine({ writeTokensPerSecond: 300 }) });
    const stop = new AbortController();
    const file = path.join(folder, 'a.md');
    const words = ['write', '春天', '--words', '300', '--out', file, '--json'];
    const heard = await commandLine.run(words, { stop: stop.signal, onOutput: (output) => output.includes('"text"') && stop.abort() });
    expect(heard.exitCode).toBe(130);
    const result = heard.objects.at(-1) as { documentId: string; text: string; state: string };
    expect(result).toMatchObject({ type: 'result', state: 'stopped' });
    expect((await readFile(file, 'utf8')).trim()).toBe(result.text.trim());
    expect(heard.notes).toContain(`maobi write --resume ${result.documentId}`);
    const jobs = await commandLine.run(['jobs']);
    expect(jobs.output).toMatch(/paused.*春天/);
    const resumed = await commandLine.run(['write', '--resume', '--json']);
    expect(resumed.exitCode).toBe(0);
    expect(resumed.objects.at(-1)).toMatchObject({ documentId: result.documentId, state: 'done', length: { state: 'done' } });
    expect(String(resumed.objects.at(-1)?.['text']).startsWith(result.text.trim())).toBe(true);
  });

  it('C28 counts what it goes on with in the unit of its own language', async () => {
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ engine: createScriptedEngine({ writeTokensPerSecond: 300 }) });
    const stop = new AbortController();
    const begun = ['write', '春天', '--words', '300', '--json'];
    await commandLine.run(begun, { stop: stop.signal, onOutput: (output) => output.includes('"text"') && stop.abort() });
    expect((await commandLine.run(['write', '--resume'])).notes).toMatch(/\d+ (of 300 )?字/u);
  });

  it('C28 does not take polishing that waits for a text that is to be gone on with', async () => {
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ engine: createScriptedEngine({ writeTokensPerSecond: 400 }) });
    const { objects } = await commandLine.run(['write', '春天', '--words', '100', '--json']);
    const documentId = String(objects.at(-1)?.['documentId']);
    const { jobs } = commandLine.studio;
    const { id } = await jobs.polish(documentId, { id: nextId(), kind: 'improve' });
    expect(await jobs.pause(id)).toMatchObject({ state: 'paused' });
    expect((await commandLine.run(['write', '--resume'])).notes).toContain('No document waits');
  });

  it('C28 says that nothing waits', async () => {
    const { exitCode, notes } = await commandLine.run(['write', '--resume']);
    expect(exitCode).toBe(1);
    expect(notes).toContain('No document waits');
  });

  it('C1 C23 ends with 1 when the engine fails, and says that the text is kept', async () => {
    const { exitCode, output, notes } = await commandLine.run(['write', 'x [[scenario:error-midway]]', '--words', '200']);
    expect(exitCode).toBe(1);
    expect(output).not.toBe('');
    expect(notes).toMatch(/maobi: .+/);
    expect(notes).toContain('--resume');
  });

  it('C23 prints the text when the file cannot be written after all', async () => {
    const place = path.join(folder, 'sub');
    await mkdir(place);
    const file = path.join(place, 'a.md');
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ engine: createScriptedEngine({ writeTokensPerSecond: 400 }) });
    const running = commandLine.run(['write', '春天', '--words', '200', '--out', file]);
    // the folder vanishes as soon as the document is stored: the check at the start has passed then
    for await (const event of commandLine.studio.events(AbortSignal.timeout(10_000))) if (event.type === 'document') break;
    await rm(place, { recursive: true });
    const { exitCode, output, notes } = await running;
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^# /m);
    expect(notes).toContain('kept in the studio');
  });
});

describe('maobi write --out FILE.html', () => {
  it('C21 writes the page that the studio lays out by the template, and prints the Markdown when it cannot be written', async () => {
    const makePage: MakePage = async ({ title, preset, language, sections }) => `<${preset} ${language}>${title} ${sections.length}\n`;
    await using other = await createTestCommandLine({ makePage, templates: templatesOfTests([testTemplate()]) });
    const file = path.join(folder, 'spring.html');
    const { exitCode, notes } = await other.run(['write', '春天', '--template', 'script', '--out', file]);
    expect([exitCode, await readFile(file, 'utf8')]).toEqual([0, '<script zh>春天 1\n']);
    expect(notes).toContain(`Saved to ${file}`);
    const plain = path.join(folder, 'plain.html');
    await other.run(['write', '春天', '--words', '800', '--out', plain]);
    expect(await readFile(plain, 'utf8')).toBe('<plain zh>春天 5\n');
    // this studio cannot lay anything out
    const failed = await commandLine.run(['write', '春天', '--out', path.join(folder, 'none.html')]);
    expect(failed).toMatchObject({ exitCode: 1, notes: expect.stringContaining('kept in the studio') });
    expect(failed.output).toMatch(/^# 春天/u);
  });

  it('C21 refuses any other ending by its name before anything runs', async () => {
    for (const [ending, hint] of [
      ['.docx', '.md'],
      ['.pdf', 'print it to a PDF'],
      ['.epub', '.html'],
    ] as const) {
      const { exitCode, notes } = await commandLine.run(['write', '春天', '--out', path.join(folder, `spring${ending}`)]);
      expect(exitCode).toBe(2);
      expect(notes).toContain(`"${ending}"`);
      expect(notes).toContain(hint);
    }
    expect((await documents()).documents).toEqual([]);
  });
});

describe('maobi jobs', () => {
  it('C29 says what to begin with where there is none, and refuses what is none', async () => {
    expect((await commandLine.run(['jobs'])).notes).toContain('maobi write');
    expect((await commandLine.run(['jobs', 'pause', '0190'])).notes).toContain('There is no job "0190"');
  });

  it('C29 changes the order of jobs, and says where one goes', async () => {
    const studio = await commandLine.run(['write', '春天', '--words', '100']);
    expect(studio.exitCode).toBe(0);
    expect((await commandLine.run(['jobs', 'move', '0190'])).notes).toContain('--first');
    const contradicting = await commandLine.run(['jobs', 'move', '0190', '--first', '--before', 'ffff']);
    expect(contradicting).toMatchObject({ exitCode: 2, notes: expect.stringContaining('two places: --first, --before') });
    expect((await commandLine.run(['jobs', 'move', 'ffff', '--first'])).notes).toContain('There is no job "ffff"');
    const [job] = (await commandLine.run(['jobs', '--json'])).objects;
    expect((await commandLine.run(['jobs', 'move', String(job?.['id']), '--last'])).notes).toContain('The job has ended');
  });

  it('C29 sets, shows and calls off a night run', async () => {
    expect((await commandLine.run(['jobs', 'night', '--from', '23:00'])).notes).toContain('when the night run ends');
    expect((await commandLine.run(['jobs', 'night', '--until', '25:00'])).notes).toContain('must be a time of day');
    const noTime = await commandLine.run(['jobs', 'night', '--from', '7:00', '--until', '07:00']);
    expect(noTime).toMatchObject({ exitCode: 2, notes: expect.stringContaining('begin and end at 07:00') });
    const { objects } = await commandLine.run(['jobs', 'night', '--from', '23:00', '--until', '7:00', '--nightly', '--json']);
    expect(objects).toMatchObject([{ type: 'result', nightRun: { from: '23:00', until: '07:00', isNightly: true }, summary: null }]);
    expect((await commandLine.run(['jobs', 'night'])).notes).toContain('from 23:00 until 07:00, every night');
    expect((await commandLine.run(['jobs', 'night', '--off'])).notes).toContain('There is no night run');
  });

  it('C4 C29 lists jobs as JSON', async () => {
    await commandLine.run(['write', '春天', '--words', '100']);
    const { objects } = await commandLine.run(['jobs', '--json']);
    expect(objects).toMatchObject([
      { type: 'job', state: 'done', title: '春天' },
      { type: 'result', jobs: 1 },
    ]);
  });
});
