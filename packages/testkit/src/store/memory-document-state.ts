import { countText, type Document, type DocumentBatch, type Id } from '@maobi/contract';
import { type StoredJob, type StoredSection, type StoredSuggestion, type StoredVersion, StudioError } from '@maobi/core';
import {
  type MemoryDocument,
  type MemoryJob,
  type MemorySection,
  type MemoryState,
  type MemoryVersion,
  type StoredRun,
  textOf,
} from './memory-state.ts';

export function documentOf(state: MemoryState, id: Id): MemoryDocument {
  const stored = state.documents.get(id);
  if (!stored) throw new StudioError('not-found', 'There is no such document.');
  return stored;
}

export function sectionOf(state: MemoryState, id: Id): MemorySection {
  const section = state.sections.get(id);
  if (!section) throw new StudioError('not-found', 'There is no such section.');
  return section;
}

export function versionOf(state: MemoryState, id: Id): MemoryVersion {
  const version = state.versions.get(id);
  if (!version) throw new StudioError('not-found', 'There is no such version.');
  return version;
}

/** The batch that it was written for. */
export function batchOfDocument(state: MemoryState, documentId: Id): DocumentBatch | null {
  const { batchId } = documentOf(state, documentId);
  if (batchId === null) return null;
  const { title = '', template = '' } = state.batches.get(batchId)?.batch ?? {};
  return { id: batchId, title, template };
}

/** Something under the document changed. */
export function touch(state: MemoryState, id: Id, now: string): void {
  change(state, id, { updatedAt: now });
}

export function change(state: MemoryState, id: Id, fields: Partial<Document>): Document {
  const stored = documentOf(state, id);
  stored.document = { ...stored.document, ...structuredClone(fields) };
  return structuredClone(stored.document);
}

/** In the order of the outline, without those that were taken away. */
export function sectionsOf(state: MemoryState, documentId: Id): MemorySection[] {
  return [...state.sections.values()]
    .filter((section) => section.documentId === documentId && !section.isRemoved)
    .sort((one, other) => one.position - other.position);
}

export function shownSection(state: MemoryState, section: MemorySection): StoredSection {
  const { documentId, row, versionId, isRemoved } = section;
  const version = versionId === null ? null : shownVersion(state, versionOf(state, versionId));
  return { ...structuredClone(row), documentId, version, suggestion: suggestionOf(state, section), isRemoved };
}

function suggestionOf(state: MemoryState, { suggestionId }: MemorySection): StoredSuggestion | null {
  if (suggestionId === null) return null;
  const { id, text, parentId } = versionOf(state, suggestionId);
  return parentId === null ? null : { id, text, baseText: shownVersion(state, versionOf(state, parentId)).text };
}

export function shownVersion(state: MemoryState, version: MemoryVersion): StoredVersion {
  const runs = runsInto(state, version.id);
  const last = runs.at(-1);
  const first = version.text === '' ? [] : [{ run: null, text: version.text }];
  const written = runs.map((stored) => ({
    run: { id: stored.run.id, action: stored.run.action, state: stored.run.state },
    text: textOf(stored),
  }));
  const pieces = [...first, ...written];
  return {
    ...version,
    text: pieces.map(({ text }) => text).join(''),
    pieces,
    run: last ? structuredClone(last.run) : null,
    lastSeq: last?.chunks.at(-1)?.seq ?? 0,
  };
}

export function countOf(state: MemoryState, section: MemorySection): number {
  return countText(endedTextOf(state, section));
}

/** Of the version that counts, without what is still being written. */
export function endedTextOf(state: MemoryState, { versionId }: MemorySection): string {
  if (versionId === null) return '';
  const ended = runsInto(state, versionId).filter(({ run }) => run.endedAt !== null);
  return versionOf(state, versionId).text + ended.map(textOf).join('');
}

function runsInto(state: MemoryState, versionId: Id): StoredRun[] {
  return [...state.runs.values()].filter(({ run }) => run.versionId === versionId);
}

export function shownJob(state: MemoryState, job: MemoryJob): StoredJob {
  const { title, brief } = documentOf(state, job.documentId).document;
  const { task, position: _position, ...fields } = structuredClone(job);
  return { ...fields, ...task, title: title || brief.topic };
}
