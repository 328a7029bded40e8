import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCommandLine, type TestCommandLine } from '../testing/test-command-line.ts';

let commandLine: TestCommandLine;
let folder: string;

beforeEach(async () => {
  commandLine = await createTestCommandLine();
  folder = await mkdtemp(path.join(os.tmpdir(), 'maobi-polish-'));
});

afterEach(async () => {
  await commandLine[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const draft = '# 我用Python写作\n\n随着科技的发展,AI为我们赋能.\n\n`a,b`和https://a.b/c,d\n';
const tidied = '# 我用 Python 写作\n\n随着科技的发展，AI 为我们赋能。\n\n`a,b`和https://a.b/c,d\n';

async function file(content: string | Uint8Array, name = 'draft.md'): Promise<string> {
  const filePath = path.join(folder, name);
  await writeFile(filePath, content);
  return filePath;
}

describe('maobi polish', () => {
  it('C60 shows the text well set, and what a reader would stumble over with its place', async () => {
    const { exitCode, output, notes } = await commandLine.run(['polish', await file(draft)]);
    expect(exitCode).toBe(0);
    expect(output).toBe(tidied);
    expect(notes).toContain('3:1  stock phrase  随着科技的发展');
    expect(notes).toContain('3:15  stock phrase  赋能');
  });

  it('C60 X4 leaves out the rules that the settings switch off', async () => {
    await commandLine.studio.settings.update({ typographyOff: ['spacing'] });
    const { output } = await commandLine.run(['polish', await file(draft)]);
    expect(output).toBe('# 我用Python写作\n\n随着科技的发展，AI为我们赋能。\n\n`a,b`和https://a.b/c,d\n');
  });

  it('C61 shows a patch, and nothing where nothing changes', async () => {
    const { output } = await commandLine.run(['polish', await file(draft), '--diff']);
    expect(output).toContain('\n-# 我用Python写作\n+# 我用 Python 写作\n');
    expect(output.startsWith('--- a/')).toBe(true);
    const again = await commandLine.run(['polish', await file(tidied), '--diff']);
    expect(again.output).toBe('');
    expect(again.notes).toContain('nothing changes');
  });

  it('C21 C62 writes a file, asks before it overwrites one, and keeps its line ends and its mark', async () => {
    const source = await file(`\uFEFF${draft.replaceAll('\n', '\r\n')}`);
    const refused = await commandLine.run(['polish', source, '--out', source]);
    expect(refused.exitCode).toBe(2);
    expect(refused.notes).toContain('exists already');
    const { exitCode, output } = await commandLine.run(['polish', source, '--out', source, '--force']);
    expect([exitCode, output]).toEqual([0, '']);
    expect(await readFile(source, 'utf8')).toBe(`\uFEFF${tidied.replaceAll('\n', '\r\n')}`);
  });

  it('C62 reads GB18030, and says so', async () => {
    const { output, notes } = await commandLine.run(['polish', await file(Uint8Array.of(0xd6, 0xd0, 0xce, 0xc4, 0x61, 0x0a))]);
    expect(output).toBe('中文 a\n');
    expect(notes).toContain('GB18030');
  });

  it('C62 reads Big5 and says so, and refuses what could be either', async () => {
    const { output, notes } = await commandLine.run(['polish', await file(Uint8Array.of(0xa5, 0x44, 0xc3, 0x44, 0x61, 0x0a))]);
    expect(output).toBe('主題 a\n');
    expect(notes).toContain('Big5');
    const unclear = await commandLine.run(['polish', await file(Uint8Array.of(0xb1, 0xb1, 0xbe, 0xa9))]);
    expect(unclear).toMatchObject({ exitCode: 1, output: '', notes: expect.stringContaining('may be GB18030 (“北京”) or Big5') });
  });

  it('C4 gives findings and the result as JSON', async () => {
    const { objects } = await commandLine.run(['polish', await file(draft), '--json']);
    expect(objects.map(({ type }) => type)).toEqual(['finding', 'finding', 'result']);
    expect(objects[0]).toEqual({ type: 'finding', rule: 'stock-phrases', line: 3, column: 1, text: '随着科技的发展' });
    expect(objects.at(-1)).toMatchObject({ changed: true, findings: 2, text: tidied, encoding: 'utf-8' });
  });

  it('C60 names the line that a sentence repeats', async () => {
    const { notes } = await commandLine.run(['polish', await file('孩子把计划贴在墙上。\n\n雨停了。\n\n孩子把计划贴在墙上。\n')]);
    expect(notes).toContain('5:1  says again what line 1 says');
  });

  it('C63 names the points that the text does not speak of', async () => {
    const words = ['polish', await file(draft), '--point', '科技发展', '预算'];
    const { notes } = await commandLine.run(words);
    expect(notes).toContain('“预算”');
    expect(notes).not.toContain('“科技发展”');
    expect((await commandLine.run([...words, '--json'])).objects.at(-1)).toMatchObject({ missing: ['预算'] });
  });

  it('takes the text from a pipe', async () => {
    expect((await commandLine.run(['polish', '-'], { input: '你好,世界' })).output).toBe('你好，世界');
  });

  it('C8 shows a person no control characters, and keeps them in a pipe', async () => {
    const source = await file('你好\u001b[2J');
    expect((await commandLine.run(['polish', source], { isTerminal: true })).output).toBe('你好[2J');
    expect((await commandLine.run(['polish', source])).output).toBe('你好\u001b[2J');
  });

  it.each([
    ['a file that is not there', async () => path.join(folder, 'none.md'), 'does not exist'],
    ['a folder', async () => folder, 'is a folder'],
    ['what is no text', async () => file(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xff), 'a.docx'), 'no text'],
  ])('C2 refuses %s', async (_, make, reason) => {
    const { exitCode, notes } = await commandLine.run(['polish', await make()]);
    expect(exitCode).toBe(1);
    expect(notes).toContain(reason);
  });
});
