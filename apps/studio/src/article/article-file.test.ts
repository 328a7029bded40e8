import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArticleFile } from './article-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'maobi-out-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('ArticleFile (C21)', () => {
  it('writes Markdown as it is and plain text without marks, and leaves nothing else behind', async () => {
    for (const name of ['a.md', 'a.TXT']) await (await ArticleFile.prepare(path.join(folder, name))).save('# 题目\n\n正文');
    expect(await readFile(path.join(folder, 'a.md'), 'utf8')).toBe('# 题目\n\n正文\n');
    expect(await readFile(path.join(folder, 'a.TXT'), 'utf8')).toBe('题目\n\n正文\n');
    expect((await readdir(folder)).sort()).toEqual(['a.TXT', 'a.md']);
  });

  it('writes a page as it was laid out, and asks for one', async () => {
    const file = await ArticleFile.prepare(path.join(folder, 'a.HTML'));
    expect([file.isPage, (await ArticleFile.prepare(path.join(folder, 'a.md'))).isPage]).toEqual([true, false]);
    await file.save('<p>页</p>\n');
    expect(await readFile(path.join(folder, 'a.HTML'), 'utf8')).toBe('<p>页</p>\n');
  });

  it('says how a PDF file is made', async () => {
    await expect(ArticleFile.prepare(path.join(folder, 'a.pdf'))).rejects.toMatchObject({ hint: expect.stringContaining('.html') });
  });

  it.each(['article.docx', 'article', 'article.pdf', 'article.epub'])('refuses the format of %s', async (name) => {
    await expect(ArticleFile.prepare(path.join(folder, name))).rejects.toThrow(/extension|cannot write/);
  });

  it.each([
    ['none/a.md', 'its folder does not exist'],
    ['file/a.md', 'a part of its path is a file'],
    ['folder.md', 'it is a folder'],
  ])('says before anything is written why %s cannot be', async (name, reason) => {
    await writeFile(path.join(folder, 'file'), '');
    await mkdir(path.join(folder, 'folder.md'));
    await expect(ArticleFile.prepare(path.join(folder, name))).rejects.toThrow(reason);
  });

  it('knows whether something stands there already', async () => {
    const file = await ArticleFile.prepare(path.join(folder, 'a.md'));
    expect(file.exists).toBe(false);
    await file.save('x');
    expect(file.exists).toBe(true);
  });
});
