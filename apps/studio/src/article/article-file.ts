import { existsSync } from 'node:fs';
import path from 'node:path';
import { plainText } from '@maobi/core';
import { tryWholeFile, writeWholeFile } from '../files/whole-file.ts';
import { UsageError } from '../terminal/failures.ts';

/** What becomes of the Markdown; `.html` is a page that the studio makes. */
const formats = new Map<string, (text: string) => string>([
  ['.md', (markdown) => markdown],
  ['.txt', plainText],
  ['.html', (page) => page],
]);

/** What to use in place of a format that is not written. */
const known = 'Use .md (Markdown), .html (a page to print) or .txt (plain text).';
const inPlaceOf = new Map([['.pdf', 'Write .html and print it to a PDF file from a browser.']]);

const advice = 'Choose another place with --out.';

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
    await tryWholeFile(file.path, advice);
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
    await writeWholeFile(this.path, this.#convert(text), advice);
  }
}

function ensureLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
