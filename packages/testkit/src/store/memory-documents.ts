import {
  type Document,
  type DocumentHit,
  type DocumentSort,
  type DocumentSummary,
  freeWriting,
  type Id,
  isDocumentDone,
  type OutlineRow,
  type Run,
  type RunAction,
} from '@maobi/contract';
import {
  type DocumentChange,
  type DocumentQuery,
  type DocumentStore,
  type NewDocument,
  type NewVersion,
  type OutlineChange,
  type StoredSection,
  type StoredVersion,
  StudioError,
  titleOrder,
  type VersionChoice,
} from '@maobi/core';
import {
  batchOfDocument,
  change,
  countOf,
  documentOf,
  sectionOf,
  sectionsOf,
  shownSection,
  shownVersion,
  touch,
  versionOf,
} from './memory-document-state.ts';
import { removeComments } from './memory-comments.ts';
import { searchMemoryDocuments } from './memory-search.ts';
import { addRun, type MemorySection, type MemoryState, removeConversation, runOf } from './memory-state.ts';

export class MemoryDocuments implements DocumentStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async list(query: DocumentQuery): Promise<{ documents: DocumentSummary[]; total: number }> {
    const { sort, before, skip, limit } = query;
    const found = [...this.#state.documents.values()].map(({ document }) => this.#summarize(document));
    const matching = found.filter((summary) => isListed(summary, query));
    const page = matching.filter(({ updatedAt }) => before === null || updatedAt < before);
    const sorted = sort === 'title' ? page.sort(orders.title) : page.reverse().sort(orders[sort]);
    return { documents: sorted.slice(skip, skip + limit), total: matching.length };
  }

  async summary(id: Id): Promise<DocumentSummary | null> {
    const stored = this.#state.documents.get(id);
    return stored ? this.#summarize(stored.document) : null;
  }

  async create({ id, title, brief, batchId = null, now }: NewDocument): Promise<Document> {
    if (!this.#state.documents.has(id)) {
      const document = { id, title, brief: structuredClone(brief), revision: 1, createdAt: now, updatedAt: now, binnedAt: null };
      this.#state.documents.set(id, { document, batchId, outlineRunId: null });
    }
    return structuredClone(documentOf(this.#state, id).document);
  }

  async update(id: Id, { revision, title, brief, firstHeading, now }: DocumentChange): Promise<Document> {
    this.#checkRevision(id, revision);
    const [first] = sectionsOf(this.#state, id);
    if (first && firstHeading !== undefined) first.row = { ...first.row, heading: firstHeading };
    const fields = { ...(title === undefined ? {} : { title }), ...(brief === undefined ? {} : { brief }) };
    return change(this.#state, id, { ...fields, updatedAt: now, revision: revision + 1 });
  }

  async bin(id: Id, now: string): Promise<Document> {
    const { document } = documentOf(this.#state, id);
    return document.binnedAt === null ? change(this.#state, id, { binnedAt: now, updatedAt: now }) : structuredClone(document);
  }

  async restore(id: Id, now: string): Promise<Document> {
    const { document } = documentOf(this.#state, id);
    return document.binnedAt === null ? structuredClone(document) : change(this.#state, id, { binnedAt: null, updatedAt: now });
  }

  async delete(id: Id): Promise<void> {
    const { conversations, documents, sections, versions, jobs, polishes, runs } = this.#state;
    const { binnedAt } = documentOf(this.#state, id).document;
    if (binnedAt === null) throw new StudioError('conflict', 'Only a document in the bin can be deleted for good.');
    for (const version of versions.values()) if (sections.get(version.sectionId)?.documentId === id) versions.delete(version.id);
    for (const { documentId, row } of sections.values()) if (documentId === id) sections.delete(row.id);
    removeComments(this.#state, id);
    for (const job of jobs.values()) if (job.documentId === id && jobs.delete(job.id)) polishes.delete(job.id);
    for (const { run } of runs.values()) if (run.documentId === id) runs.delete(run.id);
    for (const conversation of conversations.values()) if (conversation.documentId === id) removeConversation(this.#state, conversation.id);
    documents.delete(id);
  }

  async sections(id: Id): Promise<StoredSection[]> {
    documentOf(this.#state, id);
    return sectionsOf(this.#state, id).map((section) => shownSection(this.#state, section));
  }

  async section(id: Id): Promise<StoredSection> {
    return shownSection(this.#state, sectionOf(this.#state, id));
  }

  async replaceOutline(id: Id, outline: OutlineChange): Promise<Document> {
    return allOrNothing(this.#state, () => this.#replaceOutline(id, outline));
  }

  #replaceOutline(id: Id, { revision, rows, outlineRunId, versions = [], now }: OutlineChange): Document {
    const stored = documentOf(this.#state, id);
    if (outlineRunId !== undefined && this.#isUsedUp(id, outlineRunId)) return structuredClone(stored.document);
    if (revision !== null) this.#checkRevision(id, revision);
    const ids = new Set(rows.map((row) => row.id));
    if (ids.size < rows.length) throw new StudioError('invalid-request', 'Each section needs its own id.');
    for (const sectionId of [...ids, ...versions.map((version) => version.sectionId)]) {
      if ((this.#state.sections.get(sectionId)?.documentId ?? id) === id) continue;
      throw new StudioError('conflict', 'A section with this id belongs to another document.');
    }
    for (const section of sectionsOf(this.#state, id)) section.isRemoved = !ids.has(section.row.id);
    for (const [position, row] of rows.entries()) this.#placeSection(id, position, row);
    for (const version of versions) {
      if ('versionId' in version) this.#choose(version.sectionId, version);
      else this.#add(version);
    }
    if (outlineRunId !== undefined) stored.outlineRunId = outlineRunId;
    return change(this.#state, id, { updatedAt: now, revision: stored.document.revision + 1 });
  }

  async versions(sectionId: Id): Promise<StoredVersion[]> {
    sectionOf(this.#state, sectionId);
    const ofSection = [...this.#state.versions.values()].filter((version) => version.sectionId === sectionId);
    return ofSection.reverse().map((version) => shownVersion(this.#state, version));
  }

  async version(id: Id): Promise<StoredVersion> {
    return shownVersion(this.#state, versionOf(this.#state, id));
  }

  async addVersion(version: NewVersion): Promise<StoredVersion> {
    return this.#add(version);
  }

  #add(version: NewVersion): StoredVersion {
    const { id, sectionId, source, text, baseId, rootId = id, run, suggestionId, now } = version;
    const standing = this.#state.versions.get(id);
    if (standing?.sectionId === sectionId) return shownVersion(this.#state, standing);
    const section = sectionOf(this.#state, sectionId);
    if (standing) throw new StudioError('conflict', 'A version with this id belongs to another section.');
    checkBase(section, baseId);
    if (rootId !== id) this.#checkPlace(sectionId, rootId);
    if (run && this.#state.runs.has(run.id)) throw new StudioError('conflict', 'A run with this id writes into another text.');
    this.#state.versions.set(id, { id, sectionId, parentId: baseId, rootId, source, text, createdAt: now });
    const { documentId } = section;
    if (run) addRun(this.#state, run, { documentId, versionId: id, now });
    section.versionId = id;
    if (suggestionId !== undefined) settle(section, suggestionId);
    touch(this.#state, documentId, now);
    return shownVersion(this.#state, versionOf(this.#state, id));
  }

  async chooseVersion(sectionId: Id, choice: { versionId: Id; baseId: Id | null; now: string }): Promise<void> {
    this.#choose(sectionId, choice);
  }

  #choose(sectionId: Id, choice: Omit<VersionChoice, 'sectionId'>): void {
    const section = sectionOf(this.#state, sectionId);
    this.#checkPlace(sectionId, choice.versionId);
    if (section.versionId === choice.versionId) return;
    checkBase(section, choice.baseId);
    section.versionId = choice.versionId;
    settle(section, choice.versionId);
    touch(this.#state, section.documentId, choice.now);
  }

  async dismissSuggestion(sectionId: Id, suggestionId: Id, now: string): Promise<void> {
    const section = sectionOf(this.#state, sectionId);
    if (settle(section, suggestionId)) touch(this.#state, section.documentId, now);
  }

  async latestRun(id: Id, action: RunAction): Promise<Run | null> {
    const runs = [...this.#state.runs.values()].filter(({ run }) => run.documentId === id && run.action === action);
    return structuredClone(runs.at(-1)?.run ?? null);
  }

  async unusedOutlines(): Promise<Run[]> {
    const runs = [...this.#state.runs.values()].map(({ run }) => run);
    const unused = runs.filter(
      ({ id, action, documentId, endedAt }) =>
        documentId !== null && action === 'outline' && endedAt !== null && !this.#isUsedUp(documentId, id),
    );
    return structuredClone(unused);
  }

  async search(query: string, limit: number): Promise<DocumentHit[]> {
    return searchMemoryDocuments(this.#state, query, limit);
  }

  #summarize(document: Document): DocumentSummary {
    const sections = sectionsOf(this.#state, document.id);
    const job = [...this.#state.jobs.values()].find(({ documentId, endedAt }) => documentId === document.id && endedAt === null);
    return {
      ...structuredClone(document),
      batch: batchOfDocument(this.#state, document.id),
      sectionCount: sections.length,
      count: sections.reduce((sum, section) => sum + countOf(this.#state, section), 0),
      jobState: job?.state ?? null,
    };
  }

  #placeSection(documentId: Id, position: number, { id, heading, points, target, isLocked }: OutlineRow): void {
    const { versionId = null, suggestionId = null } = this.#state.sections.get(id) ?? {};
    const row = { id, heading, points: [...points], target, isLocked };
    this.#state.sections.set(id, { documentId, row, position, versionId, suggestionId, isRemoved: false });
  }

  #checkRevision(id: Id, revision: number): void {
    const { document } = documentOf(this.#state, id);
    if (document.revision === revision) return;
    throw new StudioError('conflict', 'The document was changed elsewhere in the meantime.', { details: { revision: document.revision } });
  }

  /** Also when the rows of a later run stand there already: they are not to be replaced by older ones. */
  #isUsedUp(documentId: Id, runId: Id): boolean {
    if (runOf(this.#state, runId).run.documentId !== documentId) {
      throw new StudioError('conflict', 'The outline was written for another document.');
    }
    const { outlineRunId } = documentOf(this.#state, documentId);
    const ids = [...this.#state.runs.keys()];
    return outlineRunId !== null && ids.indexOf(runId) <= ids.indexOf(outlineRunId);
  }

  /** Throws `not-found` for an unknown version and `invalid-request` for one of another section. */
  #checkPlace(sectionId: Id, versionId: Id): void {
    if (versionOf(this.#state, versionId).sectionId === sectionId) return;
    throw new StudioError('invalid-request', 'The version belongs to another section.');
  }
}

function isListed(summary: DocumentSummary, { inBin, texts, template, progress }: DocumentQuery): boolean {
  const { binnedAt, batch, brief } = summary;
  if ((binnedAt !== null) !== inBin || (texts !== 'all' && (texts === 'batch') !== (batch !== null))) return false;
  if (template !== null && (brief.template ?? freeWriting) !== template) return false;
  return progress === null || (progress === 'done') === isDocumentDone(summary);
}

const orders: Readonly<Record<DocumentSort, (one: DocumentSummary, other: DocumentSummary) => number>> = {
  updated: (one, other) => compare(other.updatedAt, one.updatedAt),
  created: (one, other) => compare(other.createdAt, one.createdAt),
  title: (one, other) => compare(titleOrder(one.title || one.brief.topic), titleOrder(other.title || other.brief.topic)),
  length: (one, other) => other.count - one.count,
};

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Another suggestion that has come meanwhile stays. */
function settle(section: MemorySection, suggestionId: Id): boolean {
  const isStill = section.suggestionId === suggestionId;
  if (isStill) section.suggestionId = null;
  return isStill;
}

/** As a transaction: what failed has changed nothing. */
function allOrNothing<T>(state: MemoryState, work: () => T): T {
  const before = structuredClone({ documents: state.documents, sections: state.sections, versions: state.versions, runs: state.runs });
  try {
    return work();
  } catch (error) {
    for (const name of ['documents', 'sections', 'versions', 'runs'] as const) {
      state[name].clear();
      for (const [id, row] of before[name]) (state[name] as Map<Id, unknown>).set(id, row);
    }
    throw error;
  }
}

function checkBase({ versionId }: MemorySection, baseId: Id | null): void {
  if (versionId === baseId) return;
  throw new StudioError('conflict', 'The text of the section was changed elsewhere in the meantime.', { details: { versionId } });
}
