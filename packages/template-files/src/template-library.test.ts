import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TemplateLibrary } from '@maobi/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTemplateLibrary } from './template-library.ts';

function fileOf(id: string, { name = id, audience = 'office' }: { name?: string; audience?: string } = {}): string {
  const prompts = '## system\n\nBe exact.\n\n## brief\n\nWrite about {topic}.\n';
  return `---
id: ${id}
audience: ${audience}
name: { zh: ${name}, en: ${name} }
about: { zh: 写。, en: Writes. }
shape: single
length: { default: { zh: 100, en: 100 }, minimum: 50, maximum: 900 }
exportPreset: plain
example: { zh: { topic: 茶 }, en: { topic: tea } }
---
# zh

${prompts}
# en

${prompts}`;
}

describe('the library of templates', () => {
  let folder: string;
  let library: TemplateLibrary;
  const bundled = (name: string): string => path.join(folder, 'program', name);
  const own = (name: string): string => path.join(folder, 'data/templates', name);

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'maobi-templates-'));
    mkdirSync(path.join(folder, 'program'));
    mkdirSync(path.join(folder, 'data'));
    writeFileSync(bundled('letter.md'), fileOf('letter'));
    writeFileSync(bundled('report.md'), fileOf('report'));
    library = createTemplateLibrary({ bundled: path.join(folder, 'program'), own: path.join(folder, 'data/templates') });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const listed = async () => (await library.list()).templates.map(({ id, origin, name }) => `${id} ${origin} ${name.en}`);
  const problems = async () => (await library.list()).problems;
  function writeOwn(name: string, text: string | Uint8Array): void {
    mkdirSync(path.dirname(own(name)), { recursive: true });
    writeFileSync(own(name), text);
  }

  it('lists bundled and own ones by audience; an own one stands in place of the bundled one with its id (P2)', async () => {
    writeOwn('my-letter.md', fileOf('letter', { name: 'Mine' }));
    writeOwn('poem.md', fileOf('poem', { audience: 'students' }));
    expect(await listed()).toEqual(['poem own poem', 'letter own Mine', 'report bundled report']);
    expect(await problems()).toEqual([]);
  });

  it('reads each file as it is now (P1)', async () => {
    writeOwn('letter.md', fileOf('letter', { name: 'First' }));
    expect((await library.get('letter')).name.en).toBe('First');
    writeOwn('letter.md', fileOf('letter', { name: 'Second' }));
    expect((await library.get('letter')).name.en).toBe('Second');
    rmSync(own('letter.md'));
    expect((await library.get('letter')).origin).toBe('bundled');
  });

  it('tells of an own file with a mistake, hides no bundled one behind it, and reads the others (P2)', async () => {
    writeOwn('letter.md', fileOf('letter').replace('audience: office', 'audience: nobody'));
    writeOwn('poem.md', fileOf('poem'));
    expect(await listed()).toEqual(['letter bundled letter', 'report bundled report', 'poem own poem']);
    expect(await problems()).toEqual([expect.objectContaining({ fileName: 'letter.md', line: 3 })]);
  });

  it('tells of files that are too large, not UTF-8, or wrongly called, and passes over leftovers (P3)', async () => {
    writeOwn('large.md', fileOf('large') + ' '.repeat(256 * 1024));
    writeOwn('latin.md', Buffer.from(fileOf('latin', { name: 'Caf\u00E9' }), 'latin1'));
    writeOwn('My Letter.md', fileOf('my-letter'));
    writeOwn('notes.txt', 'notes');
    mkdirSync(own('folder.md'));
    symlinkSync(own('nowhere'), own('lost.md'));
    for (const leftover of ['.hidden.md', 'letter.md~', '.letter.md.swp']) writeOwn(leftover, 'x');
    expect(await listed()).toEqual(['letter bundled letter', 'report bundled report']);
    const told = Object.fromEntries((await problems()).map(({ fileName, line, message }) => [fileName, `${line} ${message}`]));
    expect(told).toEqual({
      'My Letter.md': 'null Files of templates are not called like this.',
      'folder.md': 'null This is no file.',
      'large.md': 'null The file is larger than 256 KB.',
      'latin.md': 'null The file is not written in UTF-8.',
      'lost.md': 'null The file cannot be read (ENOENT).',
      'notes.txt': 'null Files of templates are not called like this.',
    });
  });

  it('reads a file with a byte order mark', async () => {
    writeOwn('poem.md', `\uFEFF${fileOf('poem')}`);
    expect(await listed()).toContain('poem own poem');
  });

  it('gives an id that is there twice to the first file (P5)', async () => {
    writeOwn('a.md', fileOf('poem', { name: 'First' }));
    writeOwn('b.md', fileOf('poem', { name: 'Second' }));
    expect(await listed()).toContain('poem own First');
    expect(await problems()).toEqual([
      { fileName: 'b.md', line: 2, message: 'The id "poem" is that of a.md, too.', hint: 'Give one of them another id.' },
    ]);
  });

  it('says so when the bundled ones are gone, or the own folder is none', async () => {
    rmSync(path.join(folder, 'program'), { recursive: true });
    writeFileSync(path.join(folder, 'data/templates'), 'no folder');
    expect(await library.list()).toEqual({
      templates: [],
      problems: [
        expect.objectContaining({ message: expect.stringContaining('ENOTDIR') }),
        expect.objectContaining({ message: expect.stringContaining('ENOENT'), hint: 'Install Maobi again.' }),
      ],
    });
  });

  it('finds no template that is not there, and says when that is because of a mistake in its file', async () => {
    await expect(library.get('../letter')).rejects.toMatchObject({ code: 'not-found' });
    writeOwn('poem.md', fileOf('poem').replace('shape: single', 'shape: round'));
    await expect(library.get('poem')).rejects.toMatchObject({ code: 'not-found', hint: expect.stringContaining('Mend poem.md first') });
  });

  it('copies a bundled template so that it can be edited, byte for byte', async () => {
    const { template, path: copied } = await library.copy('letter');
    expect(copied).toBe(own('letter.md'));
    expect(template).toMatchObject({ id: 'letter', origin: 'own' });
    expect(readFileSync(copied)).toEqual(readFileSync(bundled('letter.md')));
    expect(await library.get('letter')).toEqual(template);
  });

  it.each([
    ['letter.md', fileOf('letter', { name: 'Mine' })],
    ['my-letter.md', fileOf('letter', { name: 'Mine' })],
    ['letter.md', 'half written'],
  ])('leaves alone what the writer has: %s (P4)', async (name, text) => {
    writeOwn(name, text);
    await expect(library.copy('letter')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(own(name)) });
    expect(readFileSync(own(name), 'utf8')).toBe(text);
  });

  it('copies nothing that is not bundled', async () => {
    await expect(library.copy('../../etc/passwd')).rejects.toMatchObject({ code: 'not-found' });
    writeOwn('poem.md', fileOf('poem'));
    await expect(library.copy('poem')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('says so when the own folder cannot be written', async () => {
    writeFileSync(path.join(folder, 'data/templates'), 'no folder');
    await expect(library.copy('letter')).rejects.toMatchObject({ code: 'data-folder-unusable' });
    expect(existsSync(path.join(folder, 'data/templates/letter.md'))).toBe(false);
  });
});
