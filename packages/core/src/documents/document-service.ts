import {
  documentTitle,
  documentWordsRange,
  maxHeadingLength,
  plainBrief,
  type Brief,
  type Cost,
  type Document,
  type DocumentChecks,
  type DocumentDetail,
  type DocumentExportFormat,
  type DocumentHit,
  type DocumentSummary,
  type EndpointBody,
  type EndpointResponse,
  type Id,
  type OutlineRow,
  type Run,
  type SectionPrompt,
  type StudioEvent,
  type Template,
  type Version,
  type WritingLanguage,
} from '@maobi/contract';
import { briefRequest, documentStart, systemOf } from '../actions/document-head.ts';
import { StudioError } from '../errors.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import type { ImageService } from '../images/image-service.ts';
import { brokenOff } from '../length/length-governor.ts';
import type { ModelService } from '../models/model-service.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { Engine } from '../ports/engine.ts';
import type { MakePage } from '../ports/page-maker.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { StudioFile, TableFiles } from '../ports/table-files.ts';
import type { ReadAhead } from '../runs/read-ahead.ts';
import type { RunName } from '../runs/queue-overview.ts';
import type { RunService } from '../runs/run-service.ts';
import type { StudioDocuments } from '../studio.ts';
import { promptPieces } from '../templates/prompt-pieces.ts';
import { agreedHead, type FixedOutline, type HeadPorts, type TemplateWording } from './agreed-head.ts';
import { contextTokensOf, loadedContextTokens } from './context-tokens.ts';
import { documentChecks } from './document-checks.ts';
import { documentFile } from './document-export.ts';
import { documentCost, wordsWithin } from './document-cost.ts';
import type { DocumentRuns } from './document-runs.ts';
import { evenOutline, fixedRows } from './fixed-rows.ts';
import type { JobService } from './job-service.ts';
import { nextPrompt, preparedPrompt } from './next-prompt.ts';
import { isKept } from './outline-merge.ts';
import { refuseBinned } from './refuse-binned.ts';
import { refuseLongBrief } from './refuse-long-brief.ts';
import { refuseProblems } from './refuse-problems.ts';
import { replaceTexts } from './replace-texts.ts';
import { mergeSections, splitSection } from './section-shaping.ts';
import { isBeingWritten, requireQuiet, sectionView, versionView } from './section-view.ts';
import { templateForm, templateOutline } from './template-wording.ts';

export interface DocumentServicePorts extends HeadPorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly models: ModelService;
  readonly runs: RunService;
  readonly readAhead: ReadAhead;
  readonly estimator: RunEstimator;
  readonly engine: Engine;
  readonly jobs: JobService;
  readonly documentRuns: DocumentRuns;
  readonly images: ImageService;
  readonly tables: Pick<TableFiles, 'archive'>;
  readonly makePage: MakePage;
  readonly publish: (event: StudioEvent) => void;
}

const usualList = { inBin: false, sort: 'updated', template: null, progress: null, limit: 100, skip: 0, before: null } as const;
/** About one document, far more than anybody has. */
const mostConversations = 10_000;
const millisecondsPerMinute = 60_000;

/** Documents made of sections: what the writer wants, plans, writes and changes by hand. */
export class DocumentService implements StudioDocuments {
  readonly #ports: DocumentServicePorts;

  constructor(ports: DocumentServicePorts) {
    this.#ports = ports;
  }

  list(query: Parameters<StudioDocuments['list']>[0]): ReturnType<StudioDocuments['list']> {
    const texts = query.inBin === true ? 'all' : 'own';
    return this.#ports.store.documents.list({ ...usualList, texts, ...query });
  }

  /** @param batchId the batch that it is written for */
  async create({ id, title = '', brief }: EndpointBody<'createDocument'>, batchId: Id | null = null): Promise<DocumentDetail> {
    const { store, surroundings } = this.#ports;
    const outline = await this.#formOf(brief);
    const isNew = (await store.documents.summary(id)) === null;
    await store.documents.create({ id, title, brief, batchId, now: surroundings.now() });
    if (isNew && outline) {
      const rows = fixedRows(outline, brief.words).map((row): OutlineRow => ({ ...row, id: surroundings.newId(), isLocked: false }));
      await store.documents.replaceOutline(id, { revision: null, rows, now: surroundings.now() });
    }
    return this.#changed(id);
  }

  async get(id: Id): Promise<DocumentDetail> {
    const { documents, jobs } = this.#ports.store;
    const outlineRun = await documents.latestRun(id, 'outline');
    // else it would look for a moment as if nothing had come of it
    if (outlineRun !== null && outlineRun.endedAt !== null) await this.#ports.documentRuns.takenOver(outlineRun.id);
    const summary = await this.#require(id);
    const [sections, job] = await Promise.all([documents.sections(id), jobs.latest(id)]);
    const { sectionCount: _sections, count: _count, jobState: _job, ...document } = summary;
    return {
      ...document,
      sections: sections.map((each) => sectionView(each, document.brief)),
      job: job && this.#ports.jobs.view(job),
      outlineRun,
    };
  }

  async update(id: Id, change: EndpointBody<'updateDocument'>): Promise<DocumentDetail> {
    const { revision, title, brief } = change;
    if (brief) await this.#formOf(brief);
    const { documents } = this.#ports.store;
    const fields = { ...(title === undefined ? {} : { title }), ...(brief === undefined ? {} : { brief }) };
    const heading = firstHeadingWith(fields, await this.#require(id), (await documents.sections(id))[0]?.heading);
    const named = heading === null ? fields : { ...fields, firstHeading: heading };
    await documents.update(id, { revision, ...named, now: this.#ports.surroundings.now() });
    return this.#changed(id);
  }

  /** What is being written in it, and about it, stops and is kept; its job rests. */
  async bin(id: Id): Promise<DocumentDetail> {
    const { store, surroundings, jobs } = this.#ports;
    await this.#require(id);
    await jobs.pauseDocument(id);
    await this.stopWork(id);
    await store.documents.bin(id, surroundings.now());
    return this.#changed(id);
  }

  async restore(id: Id): Promise<DocumentDetail> {
    await this.#ports.store.documents.restore(id, this.#ports.surroundings.now());
    return this.#changed(id);
  }

  async delete(id: Id): Promise<void> {
    const { store, images, publish } = this.#ports;
    const { binnedAt } = await this.#require(id);
    if (binnedAt !== null) await this.stopWork(id);
    await store.documents.delete(id);
    publish({ type: 'document-deleted', id });
    images.tidySoon();
  }

  search(query: string, limit: number): Promise<DocumentHit[]> {
    return this.#ports.store.documents.search(query, limit);
  }

  async replaceOutline(id: Id, input: EndpointBody<'replaceOutline'>): Promise<DocumentDetail> {
    const { revision, sections, versions = [], texts = [] } = input;
    const { store, surroundings, runs, images } = this.#ports;
    if (new Set(sections.map((row) => row.id)).size < sections.length) {
      throw new StudioError('invalid-request', 'A section stands twice in the outline.', { hint: 'Give each section an id of its own.' });
    }
    const standing = await store.documents.sections(id);
    const removed = standing.filter((section) => !sections.some((row) => row.id === section.id));
    for (const { sectionId, versionId } of versions) {
      const section = await store.documents.section(sectionId);
      if (section.version?.id !== versionId) requireQuiet(section);
    }
    for (const text of texts) {
      const section = standing.find((known) => known.id === text.sectionId);
      if (section && section.version?.id !== text.id) requireQuiet(section);
    }
    const kept = await Promise.all(
      texts.map(async (text) => ({ ...text, source: 'user' as const, text: await images.withFiles(text.text) })),
    );
    const now = surroundings.now();
    const counting = [...versions, ...kept].map((version) => ({ ...version, now }));
    await store.documents.replaceOutline(id, { revision, rows: sections, versions: counting, now });
    const writing = removed.filter(isBeingWritten).flatMap(({ version }) => version?.run?.id ?? []);
    await Promise.all(writing.map((runId) => runs.stop(runId)));
    return this.#changed(id);
  }

  async replaceTexts(id: Id, input: EndpointBody<'replaceTexts'>): Promise<DocumentDetail> {
    await replaceTexts(id, input, this.#ports);
    return this.#changed(id);
  }

  writeOutline(id: Id, input: EndpointBody<'writeOutline'>): Promise<Run> {
    return this.#started(id, () => this.#ports.documentRuns.writeOutline(id, input));
  }

  suggestRows(id: Id, input: EndpointBody<'suggestRows'>): Promise<Run> {
    return this.#started(id, () => this.#ports.documentRuns.suggestRows(id, input));
  }

  polishText(id: Id, input: EndpointBody<'polishText'>): Promise<Run> {
    return this.#started(id, () => this.#ports.documentRuns.polishText(id, input));
  }

  nextPrompt(sectionId: Id): Promise<SectionPrompt> {
    return nextPrompt(sectionId, this.#ports);
  }

  async versions(sectionId: Id): Promise<Version[]> {
    return (await this.#ports.store.documents.versions(sectionId)).map(versionView);
  }

  async addVersion(sectionId: Id, { id, baseId, source, text, suggestionId }: EndpointBody<'addVersion'>): Promise<DocumentDetail> {
    const { store, surroundings, images } = this.#ports;
    const section = await store.documents.section(sectionId);
    if (section.version?.id !== id) {
      requireQuiet(section);
      const settled = suggestionId === undefined ? {} : { suggestionId };
      const kept = await images.withFiles(text);
      await store.documents.addVersion({ id, sectionId, baseId, source, text: kept, ...settled, now: surroundings.now() });
    }
    return this.#changed(section.documentId);
  }

  async chooseVersion(sectionId: Id, { versionId, baseId }: EndpointBody<'chooseVersion'>): Promise<DocumentDetail> {
    const { store, surroundings } = this.#ports;
    const section = await store.documents.section(sectionId);
    if (section.version?.id !== versionId) {
      requireQuiet(section);
      await store.documents.chooseVersion(sectionId, { versionId, baseId, now: surroundings.now() });
    }
    return this.#changed(section.documentId);
  }

  async dismissSuggestion(sectionId: Id, { suggestionId }: EndpointBody<'dismissSuggestion'>): Promise<DocumentDetail> {
    const { store, surroundings } = this.#ports;
    const { documentId } = await store.documents.section(sectionId);
    await store.documents.dismissSuggestion(sectionId, suggestionId, surroundings.now());
    return this.#changed(documentId);
  }

  async export(id: Id, format: DocumentExportFormat): Promise<StudioFile> {
    const { store, tables, makePage, templateOf } = this.#ports;
    return documentFile(await this.get(id), format, {
      readImage: (name) => store.images.read(name),
      tables,
      makePage,
      // a template of the writer's own may be gone
      presetOf: async ({ brief }) => (await templateOf(brief).catch(() => null))?.exportPreset ?? 'plain',
    });
  }

  async check(id: Id): Promise<DocumentChecks> {
    return documentChecks(id, (await this.#require(id)).brief, this.#ports);
  }

  async splitSection(sectionId: Id, input: EndpointBody<'splitSection'>): Promise<DocumentDetail> {
    return this.#changed(await splitSection(sectionId, input, this.#ports));
  }

  async mergeSections(sectionId: Id, input: EndpointBody<'mergeSections'>): Promise<DocumentDetail> {
    return this.#changed(await mergeSections(sectionId, input, this.#ports));
  }

  async estimateCost({ brief, minutes, sectionCount, model }: EndpointBody<'estimateCost'>): Promise<Cost> {
    const { models, estimator, engine, templateOf } = this.#ports;
    const chosen = await models.choose(model ?? null);
    const writer = { model: chosen, sectionWords: await models.sectionWords(chosen), contextTokens: contextTokensOf(chosen, engine) };
    const template = await templateOf(brief);
    const form = {
      outline: sectionCount === undefined ? template && templateOutline(template, brief) : evenOutline(sectionCount),
      wording: wordingSoFar(template, brief),
    };
    const costOf = (words: number) => documentCost({ ...brief, words }, form, writer, estimator);
    if (minutes === undefined) return costOf(brief.words);
    const range = template?.length ?? documentWordsRange;
    const words = wordsWithin(minutes * millisecondsPerMinute, range, costOf) ?? brief.words;
    return costOf(Math.min(range.maximum, Math.max(range.minimum, words)));
  }

  async wordBrief(brief: Brief): Promise<EndpointResponse<'wordBrief'>> {
    const wording = await this.#ports.wordingOf(brief);
    return { system: systemOf(brief.language, wording?.system ?? null), request: briefRequest(brief, wording?.request ?? null) };
  }

  async checkBrief({ brief, model }: EndpointBody<'checkBrief'>): Promise<void> {
    const chosen = await this.#ports.models.choose(model ?? null);
    await refuseLongBrief({ brief, asked: await this.wordBrief(brief), model: chosen }, this.#ports);
  }

  /**
   * Reads ahead what a section will be asked for with, because the writer turned to it; without one, the first that is still to be written. Of a
   * document that is written to its end, only its head.
   */
  async warm(id: Id, sectionId?: Id): Promise<void> {
    const { brief } = await this.#require(id);
    const { readAhead, engine, store } = this.#ports;
    readAhead.begin(async () => {
      const sections = await store.documents.sections(id);
      const next = sections.find((section) => (sectionId === undefined ? isUnwritten(section) : section.id === sectionId));
      if (next) return (await preparedPrompt(next.id, this.#ports)).prompt;
      const { head } = await agreedHead(id, this.#ports);
      return { kind: 'messages', messages: documentStart(head, brief.language, loadedContextTokens(engine)) };
    });
  }

  async warmTemplate(template: string, language: WritingLanguage): Promise<void> {
    const { readAhead, templateOf } = this.#ports;
    const found = await templateOf(plainBrief({ topic: '', language, words: 0, template }));
    // what stands behind the first slot differs from text to text
    const system = found ? promptPieces(found.prompts[language].system)[0] : undefined;
    if (system?.kind !== 'text') return;
    readAhead.begin(async () => ({ kind: 'messages', messages: [{ role: 'system', text: system.text }] }));
  }

  /** In the queue: its title or topic, and the section that is written. */
  async nameOf({ documentId, versionId }: Run): Promise<RunName> {
    const { documents } = this.#ports.store;
    const summary = documentId === null ? null : await documents.summary(documentId);
    if (!summary) return { title: '', section: null };
    const title = summary.title || summary.brief.topic;
    if (versionId === null) return { title, section: null };
    const { sectionId } = await documents.version(versionId);
    return { title, section: (await documents.section(sectionId)).heading };
  }

  /** What is being written in it, and about it, ends as `stopped` with its text kept. */
  async stopWork(documentId: Id): Promise<void> {
    const { store, runs } = this.#ports;
    await runs.stopDocument(documentId);
    const of = { folder: 'all', documentId, limit: mostConversations, before: null } as const;
    const lists = [await store.conversations.list({ ...of, inBin: false }), await store.conversations.list({ ...of, inBin: true })];
    for (const { id } of lists.flatMap(({ conversations }) => conversations)) await runs.stopConversation(id);
  }

  /** Tells every open page how this document stands now. */
  async announce(id: Id): Promise<void> {
    const document = await this.#ports.store.documents.summary(id);
    if (document) this.#ports.publish({ type: 'document', document });
  }

  async #changed(id: Id): Promise<DocumentDetail> {
    await this.announce(id);
    return this.get(id);
  }

  async #started(id: Id, start: () => Promise<Run>): Promise<Run> {
    refuseBinned(await this.#require(id));
    const run = await start();
    await this.announce(id);
    return run;
  }

  async #require(id: Id): Promise<DocumentSummary> {
    const summary = await this.#ports.store.documents.summary(id);
    if (!summary) throw new StudioError('not-found', 'There is no such document.');
    return summary;
  }

  /** The form that the template fixes. Refuses one that is not filled in, and what cannot be had, before anything is kept or written. */
  async #formOf(brief: Brief): Promise<FixedOutline | null> {
    const template = await this.#ports.templateOf(brief);
    const outline = template && templateForm(template, brief).outline;
    refuseProblems(brief, template);
    return outline;
  }
}

/** A form that is not filled in yet is worded as usual: what it will say costs nearly the same. */
function wordingSoFar(template: Template | null, brief: Brief): TemplateWording | null {
  try {
    return template ? templateForm(template, brief).wording : (brief.wording ?? null);
  } catch (error) {
    if (error instanceof StudioError && error.code === 'invalid-request') return brief.wording ?? null;
    throw error;
  }
}

/** Nothing stands there, or less than was to be written. */
function isUnwritten(section: StoredSection): boolean {
  return !isKept(section) || (section.version?.run != null && brokenOff.includes(section.version.run.state));
}

/** A first section that is called as the document is goes on being called so: else the old title would become a heading. `null`: it is not, or cannot be. */
function firstHeadingWith(
  fields: { title?: string; brief?: Brief },
  document: Pick<Document, 'title' | 'brief'>,
  heading?: string,
): string | null {
  const name = documentTitle({ ...document, ...fields });
  return heading === documentTitle(document) && heading !== name && name.length <= maxHeadingLength ? name : null;
}
