import { type BatchDetail, type BatchRow, type Cells, documentMarkdown, documentTitle, type StudioClient } from '@maobi/contract';
import { detectLanguage, NearDuplicates } from '@maobi/core';
import { withStudio, type CommandContext } from '../commands/command-host.ts';
import { waits } from '../document/document-display.ts';
import { templateNamed } from '../document/template-brief.ts';
import { exitCodes, type ExitCode, Stopped } from '../terminal/failures.ts';
import { formatDuration } from '../terminal/measures.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { BatchFolder, type RowProgress } from './batch-folder.ts';
import { batchOfTable } from './batch-in-studio.ts';
import type { BatchRequest } from './batch-request.ts';
import { rowsOfTable } from './batch-table.ts';
import { writeExport } from './export-file.ts';
import { followBatch } from './follow-batch.ts';

/** What the rows of one batch share. */
interface Batch {
  readonly request: BatchRequest;
  readonly client: StudioClient;
  readonly context: CommandContext;
  readonly folder: BatchFolder;
  /** Of the table, in its order. */
  readonly rows: readonly Cells[];
  readonly texts: RowTexts;
}

/** Writes what is not written yet, row by row, as a batch of the studio. A row that fails does not keep the others from being written. */
export async function runBatch(request: BatchRequest, context: CommandContext, stop: AbortSignal): Promise<ExitCode> {
  return withStudio(context, async (connection) => {
    if (stop.aborted) throw new Stopped('stopped before anything was written');
    const { client } = connection;
    const template = await templateNamed(client, request.template);
    const rows = await rowsOfTable(request.table, template.id, client);
    const folder = await BatchFolder.open(request.folder, template.id, request.resumes);
    const batch = { request, client, context, folder, rows, texts: new RowTexts() };
    const startedMs = performance.now();
    const end = await write(batch, stop);
    if (request.exported) await writeExport(request.exported, end.id, detectLanguage(rows[0]?.['topic'] ?? ''), connection);
    if (!stop.aborted) tellRest(end, context);
    return summary(batch, end, { stop, elapsedMs: performance.now() - startedMs });
  });
}

async function write(batch: Batch, stop: AbortSignal): Promise<BatchDetail> {
  const { request, client, context, folder, rows } = batch;
  const { id, rows: standing } = await batchOfTable(client, { template: request.template, rows, earlier: folder.batchId });
  await folder.belongTo(id);
  const missing = standing.filter((_, index) => !isWritten(folder.progressOf(index + 1, rows[index] ?? {})));
  if (missing.length > 0) {
    await client.call('startBatch', { params: { id }, body: { rowIds: missing.map((row) => row.id), options: request.options } });
  }
  const progress = new ProgressLine(context.terminal);
  return followBatch(client, {
    batchId: id,
    stop,
    show: (number, written) => progress.show(`Row ${number} of ${rows.length}: ${written} tokens`),
    waits: (wait) => {
      progress.clear();
      if (request.asJson) context.terminal.line(JSON.stringify({ type: 'waiting', wait }));
      else context.terminal.note(context.terminal.paintNote('dim', waits[wait]));
    },
    ended: async (row, number) => {
      progress.clear();
      await take(row, number, batch);
    },
  });
}

/** Keeps what became of a row as a file, and tells it. */
async function take(row: BatchRow, number: number, batch: Batch): Promise<void> {
  const { folder, rows } = batch;
  const content = rows[number - 1] ?? {};
  const before = folder.progressOf(number, content);
  const progress = isWritten(before) ? before : await keep(row, number, batch);
  tell(number, progress, await batch.texts.twinOf(number, progress, batch.client), batch);
}

async function keep({ documentId, state, error, problems }: BatchRow, number: number, batch: Batch): Promise<RowProgress> {
  const { folder, client, rows } = batch;
  const content = rows[number - 1] ?? {};
  const [problem] = problems;
  if (problem) return folder.keep(number, content, { documentId, state: 'failed', message: problem.message, text: null, title: '' });
  const outcome = { documentId, state: progressState(state), message: error?.message ?? null };
  if (documentId === null) return folder.keep(number, content, { ...outcome, text: null, title: '' });
  const document = await client.call('getDocument', { params: { id: documentId } });
  const hasText = document.sections.some(({ version }) => (version?.text ?? '').trim() !== '');
  const text = hasText ? documentMarkdown(document, document.sections) : null;
  return folder.keep(number, content, { ...outcome, text, title: documentTitle(document) });
}

function progressState(state: BatchRow['state']): RowProgress['state'] {
  return state === 'done' || state === 'short' || state === 'long' || state === 'failed' ? state : 'stopped';
}

function isWritten(progress: RowProgress | null): progress is RowProgress {
  return progress !== null && progress.state !== 'failed' && progress.state !== 'stopped';
}

/** The texts so far, to find those that say the same. */
class RowTexts {
  readonly #known = new NearDuplicates();
  readonly #numbers: number[] = [];

  /** The number of the first row before this one that says nearly the same; `null`: there is none. */
  async twinOf(number: number, { documentId, file }: RowProgress, client: StudioClient): Promise<number | null> {
    if (documentId === null || file === null) return null;
    const document = await client.call('getDocument', { params: { id: documentId } }).catch(() => null); // it may be deleted
    if (!document) return null;
    const found = this.#known.add(documentMarkdown(document, document.sections));
    this.#numbers.push(number);
    return found === null ? null : (this.#numbers[found.of] ?? null);
  }
}

function tell(number: number, progress: RowProgress, likeRow: number | null, { request, context }: Batch): void {
  const { terminal } = context;
  const { documentId, file, state, message } = progress;
  if (request.asJson)
    return terminal.line(JSON.stringify({ type: 'row', row: number, documentId, file, state, message, nearDuplicateOf: likeRow }));
  const remark = [state === 'done' ? '' : state, message ?? '', likeRow === null ? '' : `nearly the same as row ${likeRow}`]
    .filter(Boolean)
    .join(': ');
  terminal.line(`${number}  ${file ?? '-'}${remark === '' ? '' : `  ${remark}`}`);
}

/** Why the studio stopped before the last row, where nobody here asked for it. */
function tellRest({ state, error }: BatchDetail, { terminal }: CommandContext): void {
  if (state !== 'paused') return;
  terminal.note(error?.message ?? 'The batch was paused in the studio, or its night run is over.');
  if (error?.hint) terminal.note(error.hint);
}

function summary(
  { folder, request, context, rows }: Batch,
  { usage: { promptTokens, cachedTokens: cached } }: BatchDetail,
  { stop, elapsedMs }: { readonly stop: AbortSignal; readonly elapsedMs: number },
): ExitCode {
  const states = rows.map((content, index) => folder.progressOf(index + 1, content)?.state ?? 'stopped');
  const count = (wanted: readonly string[]): number => states.filter((state) => wanted.includes(state)).length;
  const [written, failed, left] = [count(['done', 'short', 'long']), count(['failed']), count(['stopped'])];
  const { terminal } = context;
  if (request.asJson) {
    const seconds = Math.round(elapsedMs / 100) / 10;
    const tokens = { read: promptTokens - cached, cached };
    terminal.line(JSON.stringify({ type: 'result', folder: folder.path, rows: rows.length, written, failed, left, tokens, seconds }));
  } else {
    const parts = [`${written} of ${rows.length} written`, failed > 0 ? `${failed} failed` : '', formatDuration(elapsedMs)].filter(Boolean);
    terminal.note(terminal.paintNote('dim', parts.join(' · ')));
  }
  if (failed + left > 0) terminal.note('The same command with --resume writes those that are missing.');
  if (stop.aborted) return exitCodes.stopped;
  return failed + left > 0 ? exitCodes.failed : exitCodes.done;
}
