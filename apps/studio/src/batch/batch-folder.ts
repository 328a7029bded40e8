import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Cells, type Id, idSchema } from '@maobi/contract';
import { rowFileName } from '@maobi/core';
import { z } from 'zod';
import { ArticleFile } from '../article/article-file.ts';
import { systemReason } from '../files/system-reason.ts';
import { writeWholeFile } from '../files/whole-file.ts';
import { CommandError, UsageError } from '../terminal/failures.ts';

const progressName = 'maobi-batch.json';

const rowProgressSchema = z.object({
  /** Of what the row said when it was written: a row that was edited since is written anew. */
  content: z.string(),
  documentId: z.string().nullable(),
  file: z.string().nullable(),
  state: z.enum(['done', 'short', 'long', 'failed', 'stopped']),
  message: z.string().nullable(),
});
export type RowProgress = z.infer<typeof rowProgressSchema>;
const progressSchema = z.object({
  template: z.string(),
  /** In the studio; none was noted by earlier versions. */
  batchId: idSchema.nullable().default(null),
  rows: z.record(z.string(), rowProgressSchema),
});

/** The folder that a batch writes into: one file for each row, and how far it is. */
export class BatchFolder {
  readonly path: string;
  readonly #template: string;
  readonly #rows: Map<number, RowProgress>;
  #batchId: Id | null;

  private constructor(folder: string, { template, batchId, rows }: z.infer<typeof progressSchema>) {
    this.path = folder;
    this.#template = template;
    this.#batchId = batchId;
    this.#rows = new Map(Object.entries(rows).map(([row, progress]) => [Number(row), progress]));
  }

  /** The batch that it was written from last; `null`: none yet. */
  get batchId(): Id | null {
    return this.#batchId;
  }

  /** Notes from which batch it is written. */
  async belongTo(batchId: Id): Promise<void> {
    this.#batchId = batchId;
    await this.#save();
  }

  /**
   * Makes the folder, or goes on with what lies in it. Throws `UsageError` when a batch lies there already and nothing was said of
   * resuming, or when it was made with another template, and `CommandError` when it cannot be used.
   */
  static async open(folder: string, template: string, resumes: boolean): Promise<BatchFolder> {
    const full = path.resolve(folder);
    await mkdir(full, { recursive: true }).catch((cause: unknown) => {
      throw new CommandError(`The folder ${full} cannot be made: ${systemReason(cause)}.`, 'Choose another with --out.', cause);
    });
    const known = await readProgress(path.join(full, progressName));
    if (known && !resumes) {
      throw new UsageError(`The folder ${full} has a batch already.`, 'Go on with it with --resume, or choose another folder with --out.');
    }
    if (known && known.template !== template) {
      throw new UsageError(`The batch in ${full} was made with the template ${known.template}.`, 'Use that one, or another folder.');
    }
    const opened = new BatchFolder(full, known ?? { template, batchId: null, rows: {} });
    await opened.#save(); // now, so that a folder that cannot be written is known before the first text
    return opened;
  }

  /** What became of a row; `null` when it was not written, or says something else now. @param row from 1 */
  progressOf(row: number, content: Cells): RowProgress | null {
    const progress = this.#rows.get(row);
    return progress?.content === hashOf(content) ? progress : null;
  }

  /** Writes the text of a row and notes that. */
  async keep(
    row: number,
    content: Cells,
    outcome: Omit<RowProgress, 'content' | 'file'> & { readonly text: string | null; readonly title: string },
  ) {
    const { text, title, ...progress } = outcome;
    const file = text === null ? null : `${rowFileName(row, title)}.md`;
    if (file !== null && text !== null) await (await ArticleFile.prepare(path.join(this.path, file))).save(text);
    const kept: RowProgress = { ...progress, file, content: hashOf(content) };
    this.#rows.set(row, kept);
    await this.#save();
    return kept;
  }

  async #save(): Promise<void> {
    const filePath = path.join(this.path, progressName);
    const rows = Object.fromEntries([...this.#rows].toSorted(([left], [right]) => left - right));
    const progress = { template: this.#template, batchId: this.#batchId, rows };
    await writeWholeFile(filePath, `${JSON.stringify(progress, null, 2)}\n`, 'Choose another folder with --out.');
  }
}

async function readProgress(filePath: string): Promise<z.infer<typeof progressSchema> | null> {
  const text = await readFile(filePath, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return progressSchema.parse(JSON.parse(text));
  } catch {
    throw new CommandError(`The file ${filePath} is damaged.`, 'Delete it to begin anew; the texts beside it stay.');
  }
}

function hashOf(row: Cells): string {
  return createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 16);
}
