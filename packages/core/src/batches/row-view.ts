import type { Batch, BatchRow, BatchRowState, Template } from '@maobi/contract';
import { lengthState } from '../length/length-state.ts';
import type { RowDocument, StoredBatchRow } from '../ports/batch-store.ts';
import { briefOfRow, isSameBrief } from './row-brief.ts';

/** A row as pages and programs see it. How far it is follows from its document alone. @param template `null`: there is no such template */
export function rowView(row: StoredBatchRow, common: Batch['common'], template: Template | null): BatchRow {
  const { id, cells } = row;
  const document = standingDocument(row);
  const { brief, problems } = template ? briefOfRow(cells, common, template) : { brief: null, problems: [] };
  const followed = document?.brief ?? brief;
  return {
    id,
    cells,
    ...outcomeOf(row, document),
    target: followed?.words ?? null,
    language: followed?.language ?? null,
    isEdited: document !== null && brief !== null && !isSameBrief(document.brief, brief),
    problems: [...problems],
  };
}

function outcomeOf(
  row: StoredBatchRow,
  document: RowDocument | null,
): Pick<BatchRow, 'documentId' | 'runId' | 'state' | 'count' | 'error'> {
  const { documentId, isWanted } = row;
  const state = stateOf(row, document);
  if (document === null) return { documentId: null, runId: null, state, count: 0, error: isWanted ? null : row.error };
  const error = isWanted ? null : (document.job?.error ?? row.error);
  const runId = document.run && stateOfRun(document.run) ? document.run.id : null;
  return { documentId, runId, state, count: countOf(document), error };
}

function countOf({ sections }: RowDocument): number {
  return sections.reduce((sum, { count }) => sum + count, 0);
}

/** Its document, unless that is gone or lies in the bin. */
export function standingDocument({ document }: StoredBatchRow): RowDocument | null {
  return document && !document.isBinned ? document : null;
}

/** Whether its text stands: however long it became, nobody stopped it and nothing failed. */
export function isWritten({ state }: Pick<BatchRow, 'state'>): boolean {
  return state === 'done' || state === 'short' || state === 'long';
}

function stateOf({ isWanted, error }: StoredBatchRow, document: RowDocument | null): BatchRowState {
  const running = document?.run ? stateOfRun(document.run) : null;
  if (running) return running;
  if (isWanted) return 'waiting';
  if (document === null) return error === null ? 'empty' : 'failed';
  return restingState(document, error !== null);
}

/** Only runs that plan or write the text; a passage that is being polished is another matter. */
function stateOfRun({ action, state }: NonNullable<RowDocument['run']>): BatchRowState | null {
  if (action === 'suggest' || action === 'polish') return null;
  if (state === 'queued') return 'waiting';
  return action === 'outline' ? 'planning' : state === 'reading' ? 'reading' : 'writing';
}

function restingState(document: RowDocument, hasFailed: boolean): BatchRowState {
  const { job } = document;
  if (job?.state === 'failed' || (job?.error ?? null) !== null || hasFailed) return 'failed';
  if (job?.state === 'open') return 'waiting';
  if (job?.state === 'paused' || job?.state === 'stopped') return 'stopped';
  if (countOf(document) === 0) return job ? 'stopped' : 'empty';
  return writtenState(document);
}

function writtenState(document: RowDocument): BatchRowState {
  const { sections, brief } = document;
  if (sections.every((section) => lengthState(section.count, section.target) === 'done')) return 'done';
  return countOf(document) < brief.words ? 'short' : 'long';
}
