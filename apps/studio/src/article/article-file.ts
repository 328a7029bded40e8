import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { CommandError, UsageError } from '../terminal/failures.ts';
import { plainText } from '@maobi/core';
import { systemReason } from './system-reason.ts';

/** What becomes of the Markdown; `.html` is a page that the studio makes. */
const formats = new Map<string, (text: string) => string>([
  ['.md', (markdown) => markdown],
  ['.txt', plainText],
  ['.html', (page) => page],
]);

/** What to use in place of a format that is not written. */
const known = 'Use .md (Markdown), .html (a page to print) or .txt (plain text).';
const inPlaceOf = new Map([['.pdf', 'Write .html and print it to a PDF file from a browser.']]);

/** A file that a text will be written into; proven writable before anything is done for it. */
export class ArticleFile {
  readonly path: string;
  readonly #convert: (markdown: string) => string;

  private constructor(filePath: string, convert: (markdown: string) => string) {
    this.path = filePath;
    this.#convert = convert;
  }

  /** The format is that of the name. Throws `UsageError` for one that is not known, `CommandError` for a place that cannot be written. */
  static async prepare(filePath: string): Promise<ArticleFile> {
    const extension = path.extname(filePath).toLowerCase();
    const convert = formats.get(extension);
    if (!convert) {
      throw new UsageError(
        extension === '' ? `The file "${filePath}" has no extension.` : `Maobi cannot write "${extension}" files.`,
        inPlaceOf.get(extension) ?? known,
      );
    }
    return ArticleFile.#writable(filePath, (markdown) => ensureLineEnd(convert(markdown)));
  }

  /** Any name; the text is written as it is. Throws `CommandError` for a place that cannot be written. */
  static prepareAsIs(filePath: string): Promise<ArticleFile> {
    return ArticleFile.#writable(filePath, (text) => text);
  }

  static async #writable(filePath: string, convert: (markdown: string) => string): Promise<ArticleFile> {
    const file = new ArticleFile(path.resolve(filePath), convert);
    await file.#tryFolder();
    if (statSync(file.path, { throwIfNoEntry: false })?.isDirectory()) throw unwritable(file.path, 'it is a folder');
    return file;
  }

  /** The document itself is wanted, laid out by the studio, and not its Markdown. */
  get isPage(): boolean {
    return path.extname(this.path).toLowerCase() === '.html';
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** Puts the whole text in place at once: Markdown, or a page where that is wanted. Throws `CommandError`. */
  async save(text: string): Promise<void> {
    const temporaryPath = this.#temporaryPath();
    try {
      const handle = await open(temporaryPath, 'wx');
      try {
        await handle.writeFile(this.#convert(text));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporaryPath, this.path);
    } catch (cause) {
      await rm(temporaryPath, { force: true }).catch(() => undefined);
      throw unwritable(this.path, systemReason(cause, reasons), cause);
    }
  }

  /** Only writing proves that a folder can be written: permissions, read-only disks and quotas look alike before. */
  async #tryFolder(): Promise<void> {
    const temporaryPath = this.#temporaryPath();
    try {
      await (await open(temporaryPath, 'wx')).close();
      await rm(temporaryPath);
    } catch (cause) {
      throw unwritable(this.path, systemReason(cause, reasons), cause);
    }
  }

  #temporaryPath(): string {
    return path.join(path.dirname(this.path), `.maobi-${randomUUID()}.tmp`);
  }
}

function ensureLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function unwritable(filePath: string, reason: string, cause?: unknown): CommandError {
  return new CommandError(`The file ${filePath} cannot be written: ${reason}.`, 'Choose another place with --out.', cause);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'its name is too long',
};
