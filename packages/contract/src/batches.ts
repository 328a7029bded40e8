import { z } from 'zod';
import { writingLanguageSchema, writingOptionsSchema } from './documents.ts';
import { errorBodySchema } from './errors.ts';
import { idSchema, timestampSchema } from './runs.ts';

/** More rows than this are several batches. */
export const maxBatchRows = 1_000;
/** In characters. */
export const maxCellLength = 20_000;
/** Columns that every brief has; those of the template's own form are called `fields.` and the name of the field. */
export const briefColumns = ['topic', 'words', 'language', 'reader', 'tone', 'mustInclude', 'mustAvoid', 'notes'] as const;
export type BriefColumn = (typeof briefColumns)[number];

const columnSchema = z.string().regex(new RegExp(`^(?:${briefColumns.join('|')}|fields\\.[a-z][A-Za-z0-9]{0,99})$`));
/** What stands in a row, by column. A column that is not named is empty. */
export const cellsSchema = z.record(columnSchema, z.string().max(maxCellLength));
export type Cells = z.infer<typeof cellsSchema>;

export const batchStates = ['idle', 'open', 'paused'] as const;

/** A table whose rows become texts, all with one template. */
export const batchSchema = z.object({
  id: idSchema,
  /** Empty until the writer names it. */
  title: z.string(),
  /** Id of the template. */
  template: z.string().min(1).max(100),
  /** What counts for every row that says nothing of its own in a column. */
  common: cellsSchema,
  /** `open`: at work or waiting, it goes on by itself after a restart; `paused`: until the writer lets it go on. */
  state: z.enum(batchStates),
  /** Why it was paused, unless the writer did that. */
  error: errorBodySchema.nullable(),
  /** Grows by one with every change of title, template, common values and rows; sent back for compare-and-set. */
  revision: z.int().min(1),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  binnedAt: timestampSchema.nullable(),
});
export type Batch = z.infer<typeof batchSchema>;

export const batchSummarySchema = batchSchema.extend({
  rowCount: z.int().min(0),
  /** Rows whose document's last job that writes is done. */
  writtenCount: z.int().min(0),
  /** Rows that are to be written and are not yet. */
  waitingCount: z.int().min(0),
});
export type BatchSummary = z.infer<typeof batchSummarySchema>;

export const batchRowStates = ['empty', 'waiting', 'planning', 'reading', 'writing', 'done', 'short', 'long', 'stopped', 'failed'] as const;
/** As of a section; `waiting`: its turn comes, `planning`: its outline is being written. */
export type BatchRowState = (typeof batchRowStates)[number];

export const cellProblemCodes = ['missing', 'no-length', 'no-language', 'no-choice', 'too-long', 'contradiction'] as const;
/** Why a row cannot be written. */
export const cellProblemSchema = z.object({
  column: columnSchema,
  code: z.enum(cellProblemCodes),
  /** What is wrong, one sentence. */
  message: z.string(),
  /** What to do about it, one sentence. */
  hint: z.string(),
});
export type CellProblem = z.infer<typeof cellProblemSchema>;

export const batchRowSchema = z.object({
  id: idSchema,
  cells: cellsSchema,
  /** The document it became; `null`: there is none, or it lies in the bin. */
  documentId: idSchema.nullable(),
  /** The run that writes for it at this moment. */
  runId: idSchema.nullable(),
  state: z.enum(batchRowStates),
  /** Of its text, without what is still being written. */
  count: z.int().min(0),
  /** In 字 or words; `null`: the row is not right yet. */
  target: z.int().nullable(),
  /** Of its text: whether that is counted in 字 or in words; `null`: the row is not right yet. */
  language: writingLanguageSchema.nullable(),
  /** The row says something else now than its document was made from. */
  isEdited: z.boolean(),
  problems: z.array(cellProblemSchema),
  error: errorBodySchema.nullable(),
});
export type BatchRow = z.infer<typeof batchRowSchema>;

export const batchDetailSchema = batchSchema.extend({
  rows: z.array(batchRowSchema),
  /** Of all runs that wrote for it: what was sent to the model, and how much of that was not read again. */
  usage: z.object({ promptTokens: z.int().min(0), cachedTokens: z.int().min(0) }),
});
export type BatchDetail = z.infer<typeof batchDetailSchema>;

const newRowSchema = z.object({ id: idSchema, cells: cellsSchema });

export const createBatchSchema = z.object({
  id: idSchema,
  title: z.string().trim().max(200).optional(),
  template: z.string().min(1).max(100),
  common: cellsSchema.optional(),
  rows: z.array(newRowSchema).max(maxBatchRows).optional(),
});
export const updateBatchSchema = z.object({
  revision: z.int().min(1),
  /** Empty: it has no name. */
  title: z.string().trim().max(200).optional(),
  template: z.string().min(1).max(100).optional(),
  common: cellsSchema.optional(),
});
/** What happens to rows. `before`: the row that the others come before; `null`: they come last. */
export const rowChangeSchema = z.discriminatedUnion('type', [
  /** Columns that are not named stay as they are. */
  z.object({ type: z.literal('cells'), rowId: idSchema, cells: cellsSchema }),
  /** One that was removed, and comes back under its id, is as it was. */
  z.object({ type: z.literal('add'), rows: z.array(newRowSchema).min(1).max(maxBatchRows), before: idSchema.nullable() }),
  z.object({ type: z.literal('remove'), rowIds: z.array(idSchema).min(1).max(maxBatchRows) }),
  z.object({ type: z.literal('move'), rowId: idSchema, before: idSchema.nullable() }),
]);
export type RowChange = z.infer<typeof rowChangeSchema>;
export const changeRowsSchema = z.object({
  revision: z.int().min(1),
  changes: z
    .array(rowChangeSchema)
    .min(1)
    .max(2 * maxBatchRows),
});
export const startBatchSchema = z.object({
  /** Absent: every row that is not written, or was edited since. */
  rowIds: z.array(idSchema).min(1).max(maxBatchRows).optional(),
  options: writingOptionsSchema.optional(),
});

export const extendRowsSchema = z.object({
  /** Absent: every row whose text came out short. */
  rowIds: z.array(idSchema).min(1).max(maxBatchRows).optional(),
  options: writingOptionsSchema.optional(),
});

/** What writing the missing rows will cost; `milliseconds` is `null` while nobody knows how fast the model is here. */
export const batchCostSchema = z.object({
  rowCount: z.int().min(0),
  words: z.int().min(0),
  readTokens: z.int().min(0),
  /** Of the beginning that the rows have in common, which is read once. */
  sharedTokens: z.int().min(0),
  writtenTokens: z.int().min(0),
  milliseconds: z.number().nullable(),
  /** Until its next row has its turn: other jobs and the night run go before it. `null`: nobody knows. */
  waitingMs: z.number().min(0).nullable(),
});
export type BatchCost = z.infer<typeof batchCostSchema>;

/** A row whose text says nearly the same as that of an earlier one. */
export const likenessSchema = z.object({
  rowId: idSchema,
  likeRowId: idSchema,
  /** Of what they have in common, up to 1. */
  share: z.number().min(0).max(1),
});
export type Likeness = z.infer<typeof likenessSchema>;

export const batchExportFormats = ['csv', 'xlsx', 'md', 'txt'] as const;
/** `csv` and `xlsx`: one table; `md` and `txt`: a file for each text, in one ZIP. */
export type BatchExportFormat = (typeof batchExportFormats)[number];

/** Largest file with a table, in bytes. */
export const maxTableBytes = 6_000_000;

/** Text that was pasted, or the bytes of a file (CSV or XLSX) in base64. */
export const readTableSchema = z.object({
  /** Of the file; its ending says what it is. */
  name: z.string().max(1000),
  text: z.string().max(7_000_000).optional(),
  bytes: z
    .base64()
    .max((maxTableBytes / 3) * 4)
    .optional(),
  /** Whose fields the columns may be. */
  template: z.string().min(1).max(100),
});
export const tableProblemCodes = ['unknown-column', 'column-twice', 'no-topic', 'no-rows', 'too-many-rows', 'nameless-cells'] as const;
export const tableSchema = z.object({
  /** As the first line names them; `column` is what they are here, `null`: nobody knows. */
  columns: z.array(z.object({ name: z.string(), column: columnSchema.nullable() })),
  rows: z.array(cellsSchema),
  problems: z.array(
    z.object({
      code: z.enum(tableProblemCodes),
      /** The columns it is about; of `nameless-cells` the rows, counted from 1. */
      names: z.array(z.string()),
      message: z.string(),
      hint: z.string(),
    }),
  ),
});
export type Table = z.infer<typeof tableSchema>;
