import {
  ClientError,
  countText,
  type Brief,
  type DocumentDetail,
  type EndpointBody,
  type Job,
  type OutlineRow,
  type PolishKind,
  type RewriteKind,
  type Run,
  type Section,
  type Version,
  type WholePolishKind,
} from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import type { RunView } from '../conversation/stream/run-follower.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { newId } from '../studio/new-id.ts';
import { onceAtATime } from '../studio/once-at-a-time.ts';
import {
  changeBetween,
  changeByModel,
  rowsOf,
  stillStands,
  waysBack,
  type ChangeScope,
  type DocumentChange,
} from './history/document-change.ts';
import { historyOf } from './history/document-history.ts';
import type { HistoryDirection } from './history/history-direction.ts';
import { isBeingWritten } from './writing-progress.ts';

/** A text that is to count for a section. */
export interface NewText {
  readonly sectionId: string;
  /** The version that the writer saw. */
  readonly baseId: string | null;
  readonly source: 'user' | 'polish';
  readonly text: string;
  /** The suggestion that is settled by it. */
  readonly suggestionId?: string;
  /** Of the editor that it was written in: what is kept in between is one change. Default: it stands alone. */
  readonly sitting?: string;
}

/** How a step in the history of a document ended. `stale`: what it would take back was changed since. */
export type HistoryStep =
  { readonly outcome: 'done'; readonly change: DocumentChange } | { readonly outcome: 'nothing' | 'stale' | 'busy' };

export interface PolishRequest {
  readonly text: string;
  /** Where it stands; the studio refuses a locked one. */
  readonly sectionId: string;
  readonly kind: PolishKind;
  readonly instruction?: string;
}

/** Whether something is no longer as the writer saw it. */
export function isChangedMeanwhile(error: unknown): boolean {
  return isConflict(error) || (error instanceof ClientError && error.body.code === 'section-locked');
}

export function isConflict(error: unknown): boolean {
  return error instanceof ClientError && error.body.code === 'conflict';
}

/** What the writer can do in one document. Failures are thrown as `ClientError`; what the studio answers is shown at once. */
export class DocumentActions {
  readonly documentId: string;
  readonly #cache: QueryClient;
  readonly #at: { readonly params: { readonly id: string } };

  constructor(cache: QueryClient, documentId: string) {
    this.#cache = cache;
    this.documentId = documentId;
    this.#at = { params: { id: documentId } };
  }

  /** As the page knows it. */
  get detail(): DocumentDetail | undefined {
    return this.#cache.getQueryData<DocumentDetail>(keys.document(this.documentId));
  }

  async reload(): Promise<DocumentDetail> {
    return this.#put(await client.call('getDocument', this.#at));
  }

  /** Writes title or brief, over those that stand there; what was changed elsewhere meanwhile is no reason to refuse. */
  async change({ title, brief }: { readonly title?: string; readonly brief?: (standing: Brief) => Brief }): Promise<void> {
    const write = async (standing: DocumentDetail) => {
      const fields = { ...(title === undefined ? {} : { title }), ...(brief ? { brief: brief(standing.brief) } : {}) };
      const body = { revision: standing.revision, ...fields };
      await this.#change(client.call('updateDocument', { ...this.#at, body }), { naming: true });
    };
    try {
      await write(this.detail ?? (await this.reload()));
    } catch (error) {
      if (!isConflict(error)) throw error;
      await write(await this.reload());
    }
  }

  /** @param title not empty. Where no length was asked for, the title is all that says what the text is about. */
  async rename(title: string): Promise<void> {
    const topic = (standing: Brief) => ({ ...standing, topic: title });
    await this.change(this.detail?.brief.isOpenEnded ? { title, brief: topic } : { title });
  }

  async replaceOutline(rows: readonly OutlineRow[]): Promise<DocumentDetail> {
    const revision = this.detail?.revision ?? 1;
    const body = { revision, sections: rowsOf(rows) };
    return this.#change(client.call('replaceOutline', { ...this.#at, body }), { rows: true });
  }

  /** @param jobId of the job that writes all of it once the outline stands; absent: none */
  writeOutline(runId: string, jobId?: string): Promise<void> {
    return onceAtATime(`outline ${this.documentId}`, async () => {
      const outlineRun = await client.call('writeOutline', { ...this.#at, body: { runId, ...(jobId !== undefined && { jobId }) } });
      this.#patch((detail) => ({ ...detail, outlineRun }));
    });
  }

  suggestRows(sectionId: string): Promise<Run> {
    return client.call('suggestRows', { ...this.#at, body: { runId: newId(), sectionId } });
  }

  polish(request: PolishRequest): Promise<Run> {
    return client.call('polishText', { ...this.#at, body: { runId: newId(), ...request } });
  }

  async stopRun(runId: string): Promise<void> {
    await client.call('stopRun', { params: { id: runId }, body: {} });
  }

  /** @param sectionIds `null`: everything that is not written yet */
  startJob(sectionIds: string[] | null, id = newId()): Promise<void> {
    const body = { id, ...(sectionIds === null ? {} : { sectionIds }) };
    return this.#begin(`write ${String(sectionIds)}`, () => client.call('startJob', { ...this.#at, body }));
  }

  rewrite(sectionId: string, kind: RewriteKind): Promise<void> {
    const body = { jobId: newId(), versionId: newId(), kind };
    const before = this.detail?.sections.find(({ id }) => id === sectionId);
    return this.#begin(`${kind} ${sectionId}`, async () => {
      const job = await client.call('rewriteSection', { params: { id: sectionId }, body });
      if (before) historyOf(this.documentId).add(changeByModel(before));
      return job;
    });
  }

  /** Starts the job that words every paragraph anew, as suggestions. */
  polishAll(kind: WholePolishKind, instruction: string): Promise<void> {
    const body = { id: newId(), kind, ...(kind === 'own' ? { instruction } : {}) };
    return this.#begin('polish', () => client.call('startPolish', { ...this.#at, body }));
  }

  /** A document has one job: a second press on the same is not a second one. */
  #begin(what: string, begun: () => Promise<Job>): Promise<void> {
    return onceAtATime(`${this.documentId} ${what}`, async () => this.#putJob(await begun()));
  }

  /** The suggestion waits no more, and nothing else changes. */
  async dismissSuggestion(sectionId: string, suggestionId: string): Promise<void> {
    this.#put(await client.call('dismissSuggestion', { params: { id: sectionId }, body: { suggestionId } }));
  }

  async pauseJob({ id }: Job): Promise<void> {
    this.#putJob(await client.call('pauseJob', { params: { id }, body: {} }));
  }

  async resumeJob({ id }: Job): Promise<void> {
    this.#putJob(await client.call('resumeJob', { params: { id }, body: {} }));
  }

  /** Ends it; what was written is kept. */
  async stopJob({ id }: Job): Promise<void> {
    this.#putJob(await client.call('stopJob', { params: { id }, body: {} }));
  }

  /** Resolves with the id of the version that counts now. */
  async addVersion({ sectionId, sitting, ...text }: NewText): Promise<string> {
    const id = newId();
    const answer = client.call('addVersion', { params: { id: sectionId }, body: { id, ...text } });
    await this.#change(answer, { sectionIds: [sectionId], sitting });
    this.#askForVersions(sectionId);
    return id;
  }

  async chooseVersion(sectionId: string, versionId: string, baseId: string | null): Promise<void> {
    const answer = client.call('chooseVersion', { params: { id: sectionId }, body: { versionId, baseId } });
    await this.#change(answer, { sectionIds: [sectionId] });
    this.#askForVersions(sectionId);
  }

  /** New texts for several sections, all of them or none. Resolves with what takes all of them back at once. */
  async replaceTexts(texts: readonly Omit<NewText, 'source'>[], source: NewText['source'] = 'user'): Promise<() => Promise<void>> {
    const added = texts.map(({ sectionId, baseId, text }) => ({ id: newId(), sectionId, baseId, text }));
    const answer = client.call('replaceTexts', { ...this.#at, body: { source, texts: added } });
    await this.#change(answer, { sectionIds: added.map(({ sectionId }) => sectionId) });
    for (const { sectionId } of added) this.#askForVersions(sectionId);
    const back = added.flatMap(({ id, sectionId, baseId }) => (baseId === null ? [] : [{ sectionId, versionId: baseId, baseId: id }]));
    return () => this.#putBack(this.#standing(), this.#standing().revision, back);
  }

  /** As the page knows the outline. */
  sectionAfter(id: string): Section | undefined {
    const sections = this.detail?.sections ?? [];
    return sections[sections.findIndex((section) => section.id === id) + 1];
  }

  /**
   * Resolves with what takes it back: exactly the rows and texts from before.
   * @param section as the writer saw it when choosing the place
   */
  async splitSection({ id, version }: Section, place: { readonly at: number; readonly heading: string }): Promise<() => Promise<void>> {
    const before = this.#standing();
    const baseId = version?.id ?? '';
    const ids = { newSectionId: newId(), firstVersionId: newId(), secondVersionId: newId() };
    const body = { revision: before.revision, baseId, ...place, ...ids };
    const answer = client.call('splitSection', { params: { id }, body });
    const { revision } = await this.#change(answer, { rows: true, sectionIds: [id] });
    return () => this.#putBack(before, revision, [{ sectionId: id, versionId: baseId, baseId: ids.firstVersionId }]);
  }

  async mergeSections(id: string, nextId: string): Promise<() => Promise<void>> {
    const before = this.#standing();
    const versionOf = (sectionId: string) => before.sections.find((section) => section.id === sectionId)?.version?.id ?? null;
    const body = { revision: before.revision, baseId: versionOf(id), nextId, nextBaseId: versionOf(nextId), versionId: newId() };
    const answer = client.call('mergeSections', { params: { id }, body });
    const { revision, sections } = await this.#change(answer, { rows: true, sectionIds: [id] });
    const mergedId = sections.find((section) => section.id === id)?.version?.id ?? null;
    const isNew = body.baseId !== null && mergedId !== body.baseId;
    return () => this.#putBack(before, revision, isNew ? [{ sectionId: id, versionId: body.baseId ?? '', baseId: mergedId }] : []);
  }

  #standing(): DocumentDetail {
    if (!this.detail) throw new Error('The document is not open.');
    return this.detail;
  }

  /** The outline and texts as they were. Refused as a `conflict` when anything was changed since. */
  async #putBack(
    { sections: rows }: DocumentDetail,
    revision: number,
    versions: NonNullable<EndpointBody<'replaceOutline'>['versions']>,
  ): Promise<void> {
    const answer = client.call('replaceOutline', { ...this.#at, body: { revision, sections: rowsOf(rows), versions } });
    await this.#change(answer, { rows: true, sectionIds: versions.map(({ sectionId }) => sectionId) });
  }

  /**
   * Takes back what was done last, or does again what was taken back last: rows, texts and title as they were, all of them or none. Steps that are
   * asked for one upon the other are taken one after the other, behind what is still being saved.
   */
  stepInHistory(direction: HistoryDirection): Promise<HistoryStep> {
    return historyOf(this.documentId).inTurn(() => this.#step(direction));
  }

  async #step(direction: HistoryDirection): Promise<HistoryStep> {
    const history = historyOf(this.documentId);
    const change = direction === 'undo' ? history.lastDone : history.lastUndone;
    if (!change) return { outcome: 'nothing' };
    const before = this.#standing();
    const isOf = ({ id }: Section) => change.texts.some(({ sectionId }) => sectionId === id);
    if (before.sections.some((section) => isOf(section) && isBeingWritten(section))) return { outcome: 'busy' };
    const move = (back: DocumentChange | null) => (direction === 'undo' ? history.moveBack(back) : history.moveForth(back));
    if (!stillStands(change, before)) {
      move(null);
      return { outcome: 'stale' };
    }
    const after = await this.#turnBack(change, before);
    const sectionIds = change.texts.map(({ sectionId }) => sectionId);
    move(changeBetween(before, after, { rows: change.rows !== null, sectionIds, naming: change.naming !== null }));
    for (const sectionId of sectionIds) this.#askForVersions(sectionId);
    return { outcome: 'done', change };
  }

  async #turnBack(change: DocumentChange, standing: DocumentDetail): Promise<DocumentDetail> {
    const { revision } = standing;
    if (!change.naming) {
      const body = { revision, ...waysBack(change, standing) };
      return this.#put(await client.call('replaceOutline', { ...this.#at, body }));
    }
    const { title, brief } = change.naming.before;
    // a title can be changed and never be taken away
    const body = { revision, brief, ...(title === '' ? {} : { title }) };
    return this.#put(await client.call('updateDocument', { ...this.#at, body }));
  }

  /** Shows what the studio answers, and remembers what the writer has changed with it. */
  #change(answer: Promise<DocumentDetail>, scope: ChangeScope): Promise<DocumentDetail> {
    const history = historyOf(this.documentId);
    const shown = answer.then((detail) => {
      const before = this.detail;
      const change = before && changeBetween(before, detail, scope);
      if (change) history.add(change);
      return this.#put(detail);
    });
    history.follow(shown);
    return shown;
  }

  async bin(): Promise<void> {
    this.#put(await client.call('binDocument', { ...this.#at, body: {} }));
  }

  async restore(): Promise<void> {
    this.#put(await client.call('restoreDocument', { ...this.#at, body: {} }));
  }

  /**
   * Asks how a section stands now that the run that was watched has ended: the studio may have cut its text. Until it is known, and where the studio
   * does not answer, it is as the run has left it.
   */
  takeEnd(ended: Version, view: RunView): void {
    const queryKey = keys.document(this.documentId);
    void this.#cache.invalidateQueries({ queryKey }, { throwOnError: true }).catch(() => this.#keepEnd(ended, view));
    this.#askForVersions(ended.sectionId);
  }

  #keepEnd(ended: Version, { text, run, lastSeq }: RunView): void {
    if (!run) return;
    const version = { ...ended, text, run, lastSeq };
    const isOfRun = (section: Section) => section.version?.id === ended.id && isBeingWritten(section);
    this.#patch((detail) => ({
      ...detail,
      sections: detail.sections.map((section) => (isOfRun(section) ? { ...section, version, count: countText(text) } : section)),
    }));
  }

  /** Its rows come with the document: that the run has ended says nothing of them. */
  takeOutlineEnd(): void {
    void this.#cache.invalidateQueries({ queryKey: keys.document(this.documentId) });
  }

  #askForVersions(sectionId: string): void {
    void this.#cache.invalidateQueries({ queryKey: keys.versions(sectionId) });
  }

  #putJob(job: Job): void {
    this.#patch((detail) => ({ ...detail, job }));
  }

  #put(detail: DocumentDetail): DocumentDetail {
    const queryKey = keys.document(this.documentId);
    const isAsked = this.#cache.isFetching({ queryKey }) > 0;
    void this.#cache.cancelQueries({ queryKey }); // an answer still on its way may be older
    this.#cache.setQueryData<DocumentDetail>(queryKey, detail);
    // or newer: it was asked for because of news
    if (isAsked) void this.#cache.invalidateQueries({ queryKey });
    return detail;
  }

  #patch(change: (detail: DocumentDetail) => DocumentDetail): void {
    this.#cache.setQueryData<DocumentDetail>(keys.document(this.documentId), (detail) => detail && change(detail));
  }
}
