import { setTimeout as delay } from 'node:timers/promises';
import {
  type Brief,
  type DocumentDetail,
  documentTitle,
  type Id,
  maxHeadingLength,
  type Run,
  type RunEvent,
  type StudioClient,
  type WritingOptions,
  type WrittenRow,
  writtenRows,
} from '@maobi/contract';
import { uuidV7 } from '../surroundings/uuid-v7.ts';
import { CommandError } from '../terminal/failures.ts';
import { followRun } from '../terminal/follow-run.ts';

export interface PlanRequest {
  readonly brief: Brief;
  /** `null`: the template's, or one of the model's. */
  readonly outline: readonly WrittenRow[] | null;
  /** How many sections suit its length. */
  readonly sectionCount: number;
  readonly options: WritingOptions;
}

/** What whoever watches learns of the run that plans. */
export interface PlanWatcher {
  readonly started: (run: Run) => void;
  readonly event: (event: RunEvent) => void;
  /** Fired by whoever wants it to stop. */
  readonly stop: AbortSignal;
}

const lookAgainMs = 50;
const longestWaitMs = 5_000;

/**
 * Makes a document with its outline: the one that is given, the template's, one row for a text of one piece, else one that the model writes.
 * `null`: it was stopped before there was one; the document is there. A refusal leaves no document behind.
 */
export async function planDocument(
  client: StudioClient,
  request: PlanRequest,
  watcher: PlanWatcher,
): Promise<{ readonly documentId: Id; readonly document: DocumentDetail | null }> {
  const { brief, outline, sectionCount } = request;
  const id = uuidV7();
  const document = await client.call('createDocument', { body: { id, brief } });
  if (outline === null && document.sections.length > 0) return { documentId: id, document };
  const rows = outline ?? (sectionCount === 1 ? [onePiece(document)] : null);
  try {
    return {
      documentId: id,
      document: rows === null ? await planByModel(id, client, request, watcher) : await withRows(document, rows, client),
    };
  } catch (caught) {
    await discard(client, id);
    throw caught;
  }
}

function onePiece(document: DocumentDetail): WrittenRow {
  return { heading: documentTitle(document).slice(0, maxHeadingLength), points: [], target: document.brief.words };
}

function withRows({ id, revision }: DocumentDetail, rows: readonly WrittenRow[], client: StudioClient): Promise<DocumentDetail> {
  const sections = rows.map((row) => ({ ...row, points: [...row.points], id: uuidV7(), isLocked: false }));
  return client.call('replaceOutline', { params: { id }, body: { revision, sections } });
}

async function planByModel(
  documentId: Id,
  client: StudioClient,
  { sectionCount, options }: PlanRequest,
  watcher: PlanWatcher,
): Promise<DocumentDetail | null> {
  const run = await client.call('writeOutline', { params: { id: documentId }, body: { runId: uuidV7(), sectionCount, options } });
  watcher.started(run);
  let json = '';
  for await (const event of followRun(client, run.id, watcher.stop)) {
    if (event.type === 'text') json += event.text;
    else watcher.event(event);
    if (event.type !== 'ended') continue;
    if (event.run.state === 'stopped') return null;
    requireDone(event.run);
  }
  const rows = writtenRows(json);
  if (rows.length > 0) return whenTakenOver(client, documentId, rows.length);
  throw new CommandError('The model gave no outline.', 'Try another seed or another model; --from-outline takes one of your own.');
}

function requireDone({ state, error }: Run): void {
  if (state !== 'failed' && state !== 'interrupted') return;
  throw new CommandError(error?.message ?? 'The engine ended while it planned.', error?.hint ?? 'Try again.');
}

/** The rows come into the document right after the run has ended. */
async function whenTakenOver(client: StudioClient, id: Id, rowCount: number): Promise<DocumentDetail> {
  for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += lookAgainMs) {
    const document = await client.call('getDocument', { params: { id } });
    if (document.sections.length >= rowCount) return document;
    await delay(lookAgainMs);
  }
  throw new CommandError('The outline did not come into the document.', 'Look at it in the studio: "maobi".');
}

async function discard(client: StudioClient, id: Id): Promise<void> {
  try {
    await client.call('binDocument', { params: { id }, body: {} });
    await client.call('deleteDocument', { params: { id } });
  } catch {
    // the refusal itself is what the writer has to hear
  }
}
