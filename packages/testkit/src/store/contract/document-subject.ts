import { type Document, type Id, type OutlineRow, plainBrief, type RunAction } from '@maobi/contract';
import type { NewJob, NewRun, StoredSection, StoredVersion } from '@maobi/core';
import { newRun, storeSubject, type StoreMaker, type StoreSubject } from './contract-subject.ts';

/** What tests of documents do again and again, besides. */
export interface DocumentSubject extends StoreSubject {
  document(title?: string): Promise<Document>;
  /** A document with a section for each heading. */
  outlined(...headings: string[]): Promise<{ document: Document; sections: StoredSection[] }>;
  /** A version that a person wrote counts from now on. */
  byHand(sectionId: Id, text: string, baseId?: Id | null): Promise<StoredVersion>;
  /** A version that a run is about to write counts from now on. */
  drafted(sectionId: Id, baseId?: Id | null): Promise<{ version: StoredVersion; runId: Id }>;
  /** A run of the document that has written this and ended. */
  outlineRun(documentId: Id, text?: string): Promise<Id>;
}

export function documentSubject(makeStore: StoreMaker): () => DocumentSubject {
  const subject = storeSubject(makeStore);
  return () => withDocuments(subject());
}

function withDocuments(subject: StoreSubject): DocumentSubject {
  const { store, id, now, written } = subject;
  const document = (title = ''): Promise<Document> => store.documents.create({ id: id(), title, brief, now: now() });
  return {
    ...subject,
    document,
    async outlined(...headings) {
      const created = await document();
      const rows = headings.map((heading) => outlineRow(id(), heading));
      const changed = await store.documents.replaceOutline(created.id, { revision: created.revision, rows, now: now() });
      return { document: changed, sections: await store.documents.sections(created.id) };
    },
    byHand: (sectionId, text, baseId = null) =>
      store.documents.addVersion({ id: id(), sectionId, source: 'user', text, baseId, now: now() }),
    async drafted(sectionId, baseId = null) {
      const runId = id();
      const fields = { sectionId, source: 'model', text: '', baseId } as const;
      const version = await store.documents.addVersion({ id: id(), ...fields, run: runOf(runId, 'draft'), now: now() });
      return { version, runId };
    },
    async outlineRun(documentId, text = '{"sections":[]}') {
      const { id: runId } = await store.runs.addToDocument(documentId, runOf(id(), 'outline'), now());
      await written(runId, text);
      return runId;
    },
  };
}

export const brief = plainBrief({
  topic: '人工智能如何重塑未来教育',
  language: 'zh',
  words: 800,
  template: 'essay',
  fields: { school: '第一中学' },
  reader: '高中老师',
  mustInclude: ['课堂'],
});

export function outlineRow(id: Id, heading: string, fields: Partial<OutlineRow> = {}): OutlineRow {
  return { id, heading, points: [`${heading}的要点`], target: 120, isLocked: false, ...fields };
}

/** The row of a section, as the writer sends it back. */
export function rowOf({ id, heading, points, target, isLocked }: OutlineRow): OutlineRow {
  return { id, heading, points, target, isLocked };
}

export function runOf(id: Id, action: RunAction): NewRun {
  return { ...newRun(id), action };
}

/** Stored as it is, whatever it holds. */
export const jobRequest = {
  model: 'demo',
  seed: 7,
  kind: null,
  head: { system: '', request: '写一篇', asksWhole: false },
  headKey: '["写一篇"]',
};

export function newJob(id: Id, documentId: Id, now: string): NewJob {
  return { id, documentId, sectionIds: null, kind: 'write', request: jobRequest, now };
}
