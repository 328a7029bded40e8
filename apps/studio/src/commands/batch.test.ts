import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { tableFiles } from '@maobi/table-files';
import { bundledTemplatesFolder, createTemplateLibrary } from '@maobi/template-files';
import { createScriptedEngine, type ScriptedEngineOptions, type TestStudioOptions } from '@maobi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCommandLine, type TestCommandLine } from '../testing/test-command-line.ts';

let commandLine: TestCommandLine;
let folder: string;

async function open(engine: ScriptedEngineOptions = {}, options: Pick<TestStudioOptions, 'estimator'> = {}): Promise<void> {
  await commandLine?.[Symbol.asyncDispose]();
  const templates = createTemplateLibrary({ bundled: bundledTemplatesFolder(), own: path.join(folder, 'templates') });
  commandLine = await createTestCommandLine({ templates, tables: tableFiles, engine: createScriptedEngine(engine), ...options });
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'maobi-batch-'));
  await open();
});

afterEach(async () => {
  await commandLine[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function table(text: string | Uint8Array, name = 'table.csv'): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

const out = () => path.join(folder, 'out');
const batch = (file: string, ...more: string[]) => ['batch', file, '--template', 'free-writing', '--out', out(), ...more];

describe('maobi batch', () => {
  it('C80 writes a file for each row, and keeps each as a document', async () => {
    const file = await table('题目,字数\n春天的河,160\n"城市, 夜里",150\n\n');
    const { exitCode, output, notes } = await commandLine.run(batch(file));
    expect(exitCode).toBe(0);
    expect(notes).toContain('2 of 2 written');
    expect(output.trim().split('\n')).toHaveLength(2);
    expect((await readdir(out())).sort()).toEqual(['001-春天的河.md', '002-城市, 夜里.md', 'maobi-batch.json']);
    expect(await readFile(path.join(out(), '001-春天的河.md'), 'utf8')).toContain('春天的河');
    expect((await commandLine.studio.documents.list({ texts: 'all' })).total).toBe(2);
  });

  it('C80 reads the head of the prompt once for all rows', async () => {
    const rows = Array.from({ length: 4 }, (_, index) => `第${index + 1}篇,150`).join('\n');
    const { objects } = await commandLine.run(batch(await table(`topic,words\n${rows}\n`), '--json'));
    const ids = objects.filter(({ type }) => type === 'row').map(({ documentId }) => String(documentId));
    const usages = await Promise.all(ids.map(async (id) => (await commandLine.studio.documents.get(id)).sections[0]?.version?.run?.usage));
    for (const usage of usages.slice(1)) expect(usage?.cachedTokens).toBeGreaterThan(10);
  });

  it.each([
    ['GB18030', new Uint8Array([0xd6, 0xf7, 0xcc, 0xe2, 0x0a, 0xb4, 0xba, 0xcc, 0xec, 0x0a])],
    ['semicolons and a byte order mark', '\uFEFFtopic;字数\n春天;150\n'],
    ['tabs', 'topic\t字数\n春天\t150\n'],
  ])('C80 reads a table with %s', async (_, content) => {
    const { exitCode } = await commandLine.run(batch(await table(content)));
    expect(exitCode).toBe(0);
    expect(await readdir(out())).toContain('001-春天.md');
  });

  it('C81 tells what is wrong with a row, writes the others, and goes on with what was mended', async () => {
    const file = await table('topic,words\n春天,150\n,150\n秋天,多\n');
    const first = await commandLine.run(batch(file, '--json'));
    expect(first.exitCode).toBe(1);
    expect(first.objects.at(-1)).toMatchObject({ type: 'result', rows: 3, written: 1, failed: 2 });
    expect(first.objects.map(({ message }) => message)).toEqual([
      null,
      'The topic is empty.',
      expect.stringContaining('"多" is no length'),
      undefined,
    ]);
    await table('topic,words\n春天,150\n夏天,150\n秋天,160\n');
    const second = await commandLine.run(batch(file, '--resume', '--json'));
    expect(second.objects.at(-1)).toMatchObject({ written: 3, failed: 0 });
    expect((await commandLine.studio.documents.list({ texts: 'all' })).total).toBe(3);
  });

  it('C81 stops at Ctrl+C and goes on in the middle of the text', async () => {
    await open({ writeTokensPerSecond: 300 });
    const file = await table('topic,words\n春天,150\n夏天,300\n');
    const stop = new AbortController();
    const heard = commandLine.run(batch(file, '--json'), {
      stop: stop.signal,
      onOutput: (output) => output.includes('"row":1') && setTimeout(() => stop.abort(), 100),
    });
    const first = await heard;
    expect(first.exitCode).toBe(130);
    const second = await commandLine.run(batch(file, '--resume', '--json'));
    expect(second.exitCode).toBe(0);
    expect(second.objects.at(-1)).toMatchObject({ written: 2, left: 0 });
    expect((await commandLine.studio.documents.list({ texts: 'all' })).total).toBe(2);
  });

  it('C29 C81 says that it waits for the night run, and rests at Ctrl+C with nothing lost', async () => {
    const now = new Date();
    const inHours = (hours: number) => `${String((now.getUTCHours() + hours) % 24).padStart(2, '0')}:00`;
    await commandLine.run(['jobs', 'night', '--from', inHours(3), '--until', inHours(6)]);
    const stop = new AbortController();
    const heard = commandLine.run(batch(await table('topic,words\n春天,150\n'), '--json'), {
      stop: stop.signal,
      onOutput: (output) => output.includes('"wait":"night"') && stop.abort(),
    });
    const { exitCode, objects } = await heard;
    expect(exitCode).toBe(130);
    expect(objects).toMatchObject([
      { type: 'waiting', wait: 'night' },
      { type: 'result', written: 0, left: 1 },
    ]);
  });

  it('C81 names a text that says nearly the same as an earlier one', async () => {
    const { objects } = await commandLine.run(batch(await table('topic,words\n春天,150\n春天,150\n'), '--json', '--seed', '3'));
    expect(objects.filter(({ type }) => type === 'row').map(({ nearDuplicateOf }) => nearDuplicateOf)).toEqual([null, 1]);
  });

  it.each([
    ['', 'has no rows'],
    ['topic\n', 'has no rows'],
    ['topic,颜色\n春天,红\n', 'does not know the column "颜色"'],
    ['字数\n80\n', 'no column for the topic'],
    ['topic,topic\na,b\n', 'has the column "topic" twice'],
    ['topic,notes\na,b\nc,水温九十度，慢,慢倒\nd,,\n', 'Row 2 has text in a cell whose column has no name'],
    ['topic\n"春天\n', 'broken'],
  ])('C80 refuses %j before anything is written', async (content, sentence) => {
    const { exitCode, notes } = await commandLine.run(batch(await table(content)));
    expect(exitCode).toBe(2);
    expect(notes).toContain(sentence);
    expect((await commandLine.studio.documents.list({ texts: 'all' })).total).toBe(0);
  });

  it('C80 refuses a cell that no row can hold, and names its row', async () => {
    const { exitCode, notes } = await commandLine.run(batch(await table(`topic\n春天\n${'春'.repeat(20_001)}\n`)));
    expect(exitCode).toBe(2);
    expect(notes).toContain('In row 2 a cell has more than 20000 characters');
  });

  it('C80 refuses what is no XLSX file, an unknown template, and a folder that has a batch already', async () => {
    expect((await commandLine.run(batch(await table('no', 'a.xlsx')))).notes).toContain('no whole XLSX file');
    const file = await table('topic,words\n春天,150\n');
    expect((await commandLine.run(['batch', file, '--template', 'nothing', '--out', out()])).notes).toContain(
      'There is no template "nothing"',
    );
    await commandLine.run(batch(file));
    expect((await commandLine.run(batch(file))).notes).toContain('has a batch already');
  });
});

describe('maobi write with a template', () => {
  it('C82 takes its length and its form, and writes in one piece what is written in one pass', async () => {
    const words = ['write', '周五的评审', '--template', 'email', '--json'];
    const refused = await commandLine.run([...words, '--field', 'colour=red']);
    expect(refused.notes).toContain('has no field "colour"');
    const shown = await commandLine.run(['templates', 'show', 'email']);
    const required = [...shown.output.matchAll(/^(\w+) +required/gmu)].map(([, name]) => name);
    const fields = required.flatMap((name) => ['--field', `${name}=${name === 'manner' ? 'formal' : '王老师'}`]);
    const { objects, exitCode } = await commandLine.run([...words, ...fields]);
    expect(exitCode).toBe(0);
    expect(objects.at(-1)).toMatchObject({ type: 'result', sections: [{ heading: '周五的评审' }] });
  });

  it('C82 has a fixed outline where the form has one, and refuses a form that is not filled in', async () => {
    const missing = await commandLine.run(['write', '第12周', '--template', 'weekly-report']);
    expect(missing.exitCode).toBe(2);
    expect(missing.notes).toContain('本周完成');
    const { objects } = await commandLine.run([
      'write',
      '第12周',
      '--template',
      'weekly-report',
      '--json',
      '--field',
      'done=改完结算页',
      'plans=上线',
    ]);
    const { sections } = objects.at(-1) as unknown as { sections: { heading: string }[] };
    // no problems were given, so there is no section about them (P14)
    expect(sections.map(({ heading }) => heading)).toEqual(['本周完成', '下周计划']);
    expect((await commandLine.studio.documents.list({ texts: 'all' })).total).toBe(1);
  });

  it.each([
    ['1', 60],
    ['600', 400],
  ])('C26 C82 takes the longest text of those the template is made for in %s minutes: %i', async (minutes, target) => {
    const estimate = ({ writtenTokens }: { writtenTokens: number | null }) => ({ readingMs: 0, writingMs: (writtenTokens ?? 0) * 2000 });
    await open({}, { estimator: { estimate, observe: () => undefined } });
    const words = ['write', '手冲咖啡', '--template', 'titles', '--field', 'summary=水温92度。', '--minutes', minutes, '--json'];
    const { objects, exitCode } = await commandLine.run(words);
    expect(exitCode).toBe(0);
    expect(objects.at(-1)).toMatchObject({ type: 'result', length: { target } });
  });

  it('C20 C82 refuses an outline of a length the template is not made for, before the cost is told', async () => {
    const outline = path.join(folder, 'outline.md');
    await writeFile(outline, '1. 开头（约50字）\n2. 结尾（约60字）\n');
    const { exitCode, notes } = await commandLine.run(['write', '手冲咖啡', '--template', 'wechat-article', '--from-outline', outline]);
    expect(exitCode).toBe(2);
    expect(notes.trim().split('\n')).toEqual([
      expect.stringMatching(/The template wechat-article is made for \d+ to \d+, not 110\./u),
      'Choose a length in between.',
    ]);
  });

  it('C82 lists templates and copies one', async () => {
    expect((await commandLine.run(['templates'])).output).toMatch(/^email +office/mu);
    const { output } = await commandLine.run(['templates', 'copy', 'email']);
    await writeFile(output.trim(), (await readFile(output.trim(), 'utf8')).replace('name: { zh: 邮件', 'name: { zh: 我的邮件'));
    expect((await commandLine.run(['templates'])).output).toMatch(/我的邮件.*\(own\)/u);
  });

  it('P30 C82 says of a template that cannot be used what is wrong with it, and where', async () => {
    await mkdir(path.join(folder, 'templates'), { recursive: true });
    await writeFile(path.join(folder, 'templates', 'letter.md'), '---\nid: letter\nname: { zh: 信\n---\n');
    for (const words of [
      ['templates', 'show', 'letter'],
      ['write', 'x', '--template', 'letter'],
    ]) {
      const { exitCode, notes } = await commandLine.run(words);
      expect([exitCode, notes]).toEqual([2, expect.stringMatching(/letter\.md:\d+: The front matter is no valid YAML/)]);
    }
  });
});
