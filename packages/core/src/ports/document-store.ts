import type {
  Brief,
  Document,
  DocumentHit,
  DocumentSort,
  DocumentSummary,
  Id,
  ListedProgress,
  ListedTexts,
  OutlineRow,
  Run,
  RunAction,
  Version,
} from '@maobi/contract';
import type { NewRun } from './store.ts';

/**
 * Part of the store port: documents made of sections. Versions are rows that are never overwritten; what changes is which of them
 * counts. As everywhere in the store every method is one transaction, times and ids come from the caller, and repeating a call
 * with the same id changes nothing and returns what stands there.
 */
export interface DocumentStore {
  /** One page of those that match, and how many match in all. */
  list(query: DocumentQuery): Promise<{ documents: DocumentSummary[]; total: number }>;
  /** `null` when there is none. */
  summary(id: Id): Promise<DocumentSummary | null>;
  create(document: NewDocument): Promise<Document>;
  /** Throws `conflict` when the stored revision is another (details: `revision`), `not-found` when it is unknown. */
  update(id: Id, change: DocumentChange): Promise<Document>;
  bin(id: Id, now: string): Promise<Document>;
  restore(id: Id, now: string): Promise<Document>;
  /** For good, with sections, versions, runs and jobs. Throws `conflict` when it is not in the bin. */
  delete(id: Id): Promise<void>;
  /** In the order of the outline, without those that were taken away. Throws `not-found`. */
  sections(id: Id): Promise<StoredSection[]>;
  /** Also one that was taken away. Throws `not-found`. */
  section(id: Id): Promise<StoredSection>;
  /**
   * Makes these rows, in this order, the outline. A section that is not named goes away and keeps its versions; named again, it comes back with
   * them. With `versions`, texts change together with the outline, or nothing does. Throws `conflict` for another revision, for a section that
   * belongs to another document, and as `addVersion` and `chooseVersion` do.
   */
  replaceOutline(id: Id, change: OutlineChange): Promise<Document>;
  /** All versions of a section, the newest first. */
  versions(sectionId: Id): Promise<StoredVersion[]>;
  /** Throws `not-found`. */
  version(id: Id): Promise<StoredVersion>;
  /** Adds a version that counts from now on. Throws `conflict` when another one than `baseId` counts (details: `versionId`). */
  addVersion(version: NewVersion): Promise<StoredVersion>;
  /** Makes another version of the same section count; a suggestion that counts waits no more. Throws `conflict` as `addVersion` does. */
  chooseVersion(sectionId: Id, choice: { readonly versionId: Id; readonly baseId: Id | null; readonly now: string }): Promise<void>;
  /** This suggestion waits no more; nothing changes when another one does, or none. */
  dismissSuggestion(sectionId: Id, suggestionId: Id, now: string): Promise<void>;
  /** The latest run of this action; `null` when there was none. */
  latestRun(id: Id, action: RunAction): Promise<Run | null>;
  /** Outline runs that ended without their rows having been taken over (`OutlineChange.outlineRunId`); a crash can come in between. */
  unusedOutlines(): Promise<Run[]>;
  /**
   * Full text outside the bin over titles, topics, headings, points and the texts that count, best first; each document once, at its best place,
   * with how many of its sections are met.
   * All words of the query must be met at the same place.
   */
  search(query: string, limit: number): Promise<DocumentHit[]>;
}

export interface NewDocument {
  readonly id: Id;
  readonly title: string;
  readonly brief: Brief;
  /** The batch that it is written for. It is kept when the batch is deleted. */
  readonly batchId?: Id | null;
  readonly now: string;
}

export interface DocumentQuery {
  readonly inBin: boolean;
  readonly texts: ListedTexts;
  readonly sort: DocumentSort;
  /** Only those with this template; `null`: with any. */
  readonly template: string | null;
  readonly progress: ListedProgress | null;
  readonly limit: number;
  /** So many rows are left out at the beginning. */
  readonly skip: number;
  /** Only rows updated before this time. */
  readonly before: string | null;
}

export interface DocumentChange {
  readonly revision: number;
  readonly title?: string;
  readonly brief?: Brief;
  /** What the first section of the outline is called from then on. Absent: what it was. */
  readonly firstHeading?: string;
  readonly now: string;
}

export interface OutlineChange {
  /** `null`: whatever it is. */
  readonly revision: number | null;
  readonly rows: readonly OutlineRow[];
  /** The run these rows come from, which is used up by that. */
  readonly outlineRunId?: Id;
  /** Texts that are to count with it: new ones, or earlier ones that count again. */
  readonly versions?: readonly (NewVersion | VersionChoice)[];
  readonly now: string;
}

export interface VersionChoice {
  readonly sectionId: Id;
  readonly versionId: Id;
  /** The version that has to count at this moment. */
  readonly baseId: Id | null;
  readonly now: string;
}

export interface StoredSection extends OutlineRow {
  readonly documentId: Id;
  readonly version: StoredVersion | null;
  /** Waits for the writer's verdict. */
  readonly suggestion: StoredSuggestion | null;
  /** The document's outline has it no more. */
  readonly isRemoved: boolean;
}

/** A version that does not count, and the one it was made from. */
export interface StoredSuggestion {
  /** Of the version. */
  readonly id: Id;
  readonly text: string;
  readonly baseText: string;
}

export interface StoredVersion extends Version {
  /** The version that its drafting began with: its own id, unless it is a trimmed form of that one. */
  readonly rootId: Id;
  /** `text` in the order it came to be: what stood there at first, then what each run added. */
  readonly pieces: readonly VersionPiece[];
}

export interface VersionPiece {
  /** `null`: it was there at first. */
  readonly run: Pick<Run, 'id' | 'action' | 'state'> | null;
  readonly text: string;
}

export interface NewVersion {
  readonly id: Id;
  readonly sectionId: Id;
  readonly source: Version['source'];
  readonly text: string;
  /** The version that has to count at this moment; becomes the parent. */
  readonly baseId: Id | null;
  /** Default: the new version's own id. */
  readonly rootId?: Id;
  /** A run that writes into it, in the same transaction. */
  readonly run?: NewRun;
  /** The suggestion that it settles. */
  readonly suggestionId?: Id;
  readonly now: string;
}
