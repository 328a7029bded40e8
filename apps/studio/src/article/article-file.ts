import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { CommandError, UsageError } from '../terminal/failures.ts';
import { plainText } from './plain-text.ts';

const formats = new Map<string, (markdown: string) => string>([
  ['.md', (markdown) => markdown],
  ['.txt', plainText],
]);

/** A file that an article will be written into; proven writable before the model is asked for anything. */
export class ArticleFile {
  readonly path: string;

  private constructor(filePath: string) {
    this.path = filePath;
  }

  /** Throws `UsageError` for a format that is not known, `CommandError` for a place that cannot be written. */
  static async prepare(filePath: string): Promise<ArticleFile> {
    const extension = path.extname(filePath).toLowerCase();
    if (!formats.has(extension)) {
      throw new UsageError(
        extension === '' ? `The file "${filePath}" has no extension.` : `Maobi cannot write "${extension}" files.`,
        'Use .md (Markdown) or .txt (plain text).',
      );
    }
    const file = new ArticleFile(path.resolve(filePath));
    await file.#tryFolder();
    if (statSync(file.path, { throwIfNoEntry: false })?.isDirectory()) throw unwritable(file.path, 'it is a folder');
    return file;
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** Puts the whole text in place at once. Throws `CommandError`. */
  async save(markdown: string): Promise<void> {
    const text = formats.get(path.extname(this.path).toLowerCase())?.(markdown) ?? markdown;
    const temporaryPath = this.#temporaryPath();
    try {
      const handle = await open(temporaryPath, 'wx');
      try {
        await handle.writeFile(text.endsWith('\n') ? text : `${text}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporaryPath, this.path);
    } catch (cause) {
      await rm(temporaryPath, { force: true }).catch(() => undefined);
      throw unwritable(this.path, reasonOf(cause), cause);
    }
  }

  /** Only writing proves that a folder can be written: permissions, read-only disks and quotas look alike before. */
  async #tryFolder(): Promise<void> {
    const temporaryPath = this.#temporaryPath();
    try {
      await (await open(temporaryPath, 'wx')).close();
      await rm(temporaryPath);
    } catch (cause) {
      throw unwritable(this.path, reasonOf(cause), cause);
    }
  }

  #temporaryPath(): string {
    return path.join(path.dirname(this.path), `.maobi-${randomUUID()}.tmp`);
  }
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

function reasonOf(cause: unknown): string {
  const { code } = cause as { code?: string };
  return reasons[code ?? ''] ?? `the system says ${code ?? 'no'}`;
}
