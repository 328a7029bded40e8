import {
  type Brief,
  type DocumentDetail,
  documentMarkdown,
  documentTitle,
  type Id,
  type StudioClient,
  type Template,
} from '@maobi/contract';
import { withStudio, type CommandContext } from '../commands/command-host.ts';
import { planDocument } from '../document/plan-document.ts';
import { produceDocument } from '../document/produce-document.ts';
import { templateNamed } from '../document/template-brief.ts';
import { describeFailure, exitCodes, type ExitCode, Stopped, UsageError } from '../terminal/failures.ts';
import { formatDuration } from '../terminal/measures.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { BatchFolder, type RowProgress } from './batch-folder.ts';
import type { BatchRequest } from './batch-request.ts';
import { type BatchRow, briefOfRow, columnsOf } from './batch-table.ts';
import { nearDuplicateOf } from './near-duplicates.ts';

interface PreparedRow {
  /** In the table, from 1. */
  readonly number: number;
  readonly content: BatchRow;
  /** What is wrong with it, in place of a brief. */
  readonly brief: Brief | UsageError;
}

/** What the rows of one batch share. */
interface Batch {
  readonly request: BatchRequest;
  readonly client: StudioClient;
  readonly context: CommandContext;
  readonly folder: BatchFolder;
  readonly stop: AbortSignal;
  readonly texts: Map<number, string>;
}

/** Writes what is not written yet, row by row. A row that fails does not keep the others from being written. */
export async function runBatch(request: BatchRequest, context: CommandContext, stop: AbortSignal): Promise<ExitCode> {
  return withStudio(context, async ({ client }) => {
    if (stop.aborted) throw new Stopped('stopped before anything was written');
    const template = await templateNamed(client, request.template);
    const rows = preparedRows(request.rows, template);
    const folder = await BatchFolder.open(request.folder, template.id, request.resumes);
    const batch = { request, client, context, folder, stop, texts: new Map<number, string>() };
    const startedMs = performance.now();
    for (const row of rows) {
      if (stop.aborted) break;
      const before = folder.progressOf(row.number, row.content);
      tell(row, isWritten(before) ? before : await writeRow(row, batch), batch);
    }
    return summary(rows, batch, performance.now() - startedMs);
  });
}

/** What is wrong with the table as a whole is told before anything is written; what is wrong with a row is told with that row. */
function preparedRows(rows: readonly BatchRow[], template: Template): PreparedRow[] {
  const columns = columnsOf(rows[0] ?? {}, template);
  return rows.map((content, index) => ({ number: index + 1, content, brief: briefOrProblem(content, columns, template) }));
}

function briefOrProblem(content: BatchRow, columns: ReadonlyMap<string, string>, template: Template): Brief | UsageError {
  try {
    return briefOfRow(content, columns, template);
  } catch (caught) {
    if (caught instanceof UsageError) return caught;
    throw caught;
  }
}

function isWritten(progress: RowProgress | null): progress is RowProgress {
  return progress !== null && progress.state !== 'failed' && progress.state !== 'stopped';
}

async function writeRow({ number, content, brief }: PreparedRow, batch: Batch): Promise<RowProgress> {
  const { client, folder, context, request, stop, texts } = batch;
  const progress = new ProgressLine(context.terminal);
  let documentId = folder.progressOf(number, content)?.documentId ?? null;
  try {
    if (brief instanceof UsageError) throw brief;
    const label = `Row ${number} of ${request.rows.length}`;
    documentId ??= await planned(brief, batch);
    const show = (written: number): void => progress.show(`${label}: ${written} tokens`);
    const document = await produceDocument(client, documentId, { options: request.options, stop, show });
    const text = documentMarkdown(document, document.sections);
    texts.set(number, text);
    return await folder.keep(number, content, {
      documentId,
      state: stateOf(document),
      message: document.job?.error?.message ?? null,
      text,
      title: documentTitle(document),
    });
  } catch (caught) {
    const isStopped = caught instanceof Stopped;
    const message = isStopped ? null : describeFailure(caught).message;
    return folder.keep(number, content, { documentId, state: isStopped ? 'stopped' : 'failed', message, text: null, title: '' });
  } finally {
    progress.clear();
  }
}

async function planned(brief: Brief, { client, request, stop }: Batch): Promise<Id> {
  const { options } = request;
  const { sectionCount } = await client.call('estimateCost', { body: { brief } });
  const silent = { started: () => undefined, event: () => undefined, stop };
  const { documentId, document } = await planDocument(client, { brief, outline: null, sectionCount, options }, silent);
  if (!document) throw new Stopped('stopped before the text was planned');
  return documentId;
}

function stateOf({ job, sections, brief }: DocumentDetail): RowProgress['state'] {
  if (job?.state === 'failed' || job?.error) return 'failed';
  if (job?.state === 'paused' || job?.state === 'stopped') return 'stopped';
  const count = sections.reduce((sum, section) => sum + section.count, 0);
  if (sections.every(({ state }) => state === 'done')) return 'done';
  return count < brief.words ? 'short' : 'long';
}

function tell({ number }: PreparedRow, progress: RowProgress, { request, context, texts }: Batch): void {
  const { terminal } = context;
  const text = texts.get(number);
  const earlier = [...texts].filter(([other]) => other < number);
  const twin =
    text === undefined
      ? null
      : nearDuplicateOf(
          text,
          earlier.map(([, other]) => other),
        );
  const likeRow = twin === null ? null : (earlier[twin]?.[0] ?? null);
  const { documentId, file, state, message } = progress;
  if (request.asJson)
    return terminal.line(JSON.stringify({ type: 'row', row: number, documentId, file, state, message, nearDuplicateOf: likeRow }));
  const remark = [state === 'done' ? '' : state, message ?? '', likeRow === null ? '' : `nearly the same as row ${likeRow}`]
    .filter(Boolean)
    .join(': ');
  terminal.line(`${number}  ${file ?? '-'}${remark === '' ? '' : `  ${remark}`}`);
}

function summary(rows: readonly PreparedRow[], { folder, request, context, stop }: Batch, elapsedMs: number): ExitCode {
  const states = rows.map(({ number, content }) => folder.progressOf(number, content)?.state ?? 'stopped');
  const count = (wanted: readonly string[]): number => states.filter((state) => wanted.includes(state)).length;
  const [written, failed, left] = [count(['done', 'short', 'long']), count(['failed']), count(['stopped'])];
  const { terminal } = context;
  if (request.asJson) {
    const seconds = Math.round(elapsedMs / 100) / 10;
    terminal.line(JSON.stringify({ type: 'result', folder: folder.path, rows: rows.length, written, failed, left, seconds }));
  } else {
    const parts = [`${written} of ${rows.length} written`, failed > 0 ? `${failed} failed` : '', formatDuration(elapsedMs)].filter(Boolean);
    terminal.note(terminal.paintNote('dim', parts.join(' · ')));
  }
  if (failed + left > 0) terminal.note('The same command with --resume writes those that are missing.');
  if (stop.aborted) return exitCodes.stopped;
  return failed > 0 ? exitCodes.failed : exitCodes.done;
}
