import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRealCommandLine, type RealCommandLine } from '../testing/real-command-line.ts';

let maobi: RealCommandLine;
beforeAll(async () => {
  maobi = await createRealCommandLine();
});
afterAll(() => maobi[Symbol.asyncDispose]());

describe('a batch with the demo model', () => {
  it('B11 reads what the rows have in common once, and C80 exports all of them', async () => {
    const rows = ['铁皮饼干盒', '断腿木凳', '旧行李箱'].map((topic) => `${topic},外壳是铁皮；重两百克,60`).join('\n');
    await writeFile(path.join(maobi.folder, 'table.csv'), `题目,特点,字数\n${rows}\n`);
    const words = ['batch', 'table.csv', '--template', 'product-copy', '--out', 'copy', '--export', 'copy.csv', '--seed', '3', '--json'];
    const { exitCode, output } = await maobi.run(words);
    expect(exitCode).toBe(0);
    const objects = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const result = objects.at(-1) as unknown as { tokens: { read: number; cached: number } };
    expect(result).toMatchObject({ type: 'result', rows: 3, written: 3 });
    const { read, cached } = result.tokens;
    // two of three prompts begin with what the first one read: half of all is little to ask for
    expect(cached / (read + cached)).toBeGreaterThan(0.5);
    const table = await readFile(path.join(maobi.folder, 'copy.csv'), 'utf8');
    expect(table.split('\r\n')[0]).toBe('\uFEFF题目,特点,字数,正文,实写,状态');
  });
});
