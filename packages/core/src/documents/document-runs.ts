import {
  type Brief,
  countText,
  type EndpointBody,
  type Id,
  lengthUnit,
  maxSections,
  type Run,
  sectionWordsRange,
  type WritingOptions,
  writtenRows,
} from '@maobi/contract';
import { firstOutlinePart, nextOutlinePart } from '../actions/outline-parts.ts';
import { likelyOutlineTokens, outlineSchema, outlineTokens, suggestionPrompt } from '../actions/plan-outline.ts';
import { likelyPolishTokens, polishPrompt, polishTokens, repeatsPassage } from '../actions/polish-text.ts';
import { StudioError } from '../errors.ts';
import { sectionCountFor } from '../length/section-count.ts';
import type { ModelService } from '../models/model-service.ts';
import type { NewRun, RunRequestRecord, Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { retried } from '../runs/retried.ts';
import type { NextPart } from '../runs/run-parts.ts';
import type { RunService } from '../runs/run-service.ts';
import type { HeadPorts } from './agreed-head.ts';
import { isKept, mergedOutline } from './outline-merge.ts';
import { refuseLockedPassage } from './refuse-locked.ts';

interface DocumentRunsPorts extends HeadPorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly models: ModelService;
  readonly runs: RunService;
  /** Tells every open page how this document stands now. */
  readonly announce: (documentId: Id) => Promise<void>;
  /** Has a document written; the same id again starts nothing. */
  readonly startJob: (documentId: Id, job: EndpointBody<'startJob'>) => Promise<unknown>;
}

interface Asked {
  readonly runId: Id;
  readonly action: NonNullable<NewRun['action']>;
  readonly options: WritingOptions | undefined;
  /** Default `interactive`. */
  readonly urgency?: 'interactive' | 'job';
  readonly request: Pick<RunRequestRecord, 'messages' | 'maxTokens'> & Partial<RunRequestRecord>;
  /** Default: it has one part. */
  readonly nextPart?: NextPart;
}

const usualSuggestions = 3;

/** Runs for a document that write into none of its sections: the writer waits for them in front of the screen. */
export class DocumentRuns {
  readonly #ports: DocumentRunsPorts;
  readonly #takingOver = new Map<Id, Promise<void>>();
  readonly #retrying = new Set<Promise<void>>();
  readonly #shutdown = new AbortController();

  constructor(ports: DocumentRunsPorts) {
    this.#ports = ports;
  }

  /** @param urgency `job` where nobody waits in front of the screen */
  async writeOutline(
    documentId: Id,
    { runId, sectionCount, jobId, options }: EndpointBody<'writeOutline'>,
    urgency: NonNullable<Asked['urgency']> = 'interactive',
  ): Promise<Run> {
    const { store, wordingOf, models } = this.#ports;
    const { brief } = await this.#document(documentId);
    const sections = await store.documents.sections(documentId);
    const kept = sections.filter(isKept);
    const model = await models.choose(options?.model ?? null);
    const wanted = sectionCount ?? sectionCountFor(brief.words, await models.sectionWords(model));
    requireRoom(wanted, brief);
    const count = wanted - kept.length;
    if (count < 1) {
      throw new StudioError('conflict', `All ${kept.length} sections are locked or written, so there is nothing to plan.`, {
        hint: 'Unlock some, or ask for more sections.',
      });
    }
    const request = { brief, count, fixed: kept, system: (await wordingOf(brief))?.system ?? null };
    const run = await this.#begin(documentId, {
      runId,
      action: 'outline',
      options,
      urgency,
      request: {
        ...firstOutlinePart(request),
        maxTokens: outlineTokens(count, brief),
        likelyTokens: likelyOutlineTokens(count, brief),
        ...(jobId !== undefined && { thenJob: { id: jobId, ...(options && { options }) } }),
      },
      nextPart: (written) => {
        const part = nextOutlinePart(request, written);
        return part && { prompt: { kind: 'messages', messages: part.messages }, jsonSchema: part.jsonSchema };
      },
    });
    if (run.endedAt === null && !this.#takingOver.has(run.id)) this.#takeOverWhenEnded(run.id);
    return run;
  }

  async suggestRows(documentId: Id, { runId, sectionId, count = usualSuggestions, options }: EndpointBody<'suggestRows'>): Promise<Run> {
    const { brief } = await this.#document(documentId);
    const sections = await this.#ports.store.documents.sections(documentId);
    const index = sections.findIndex(({ id }) => id === sectionId);
    if (index < 0) throw new StudioError('not-found', 'The outline has no such section.');
    return this.#begin(documentId, {
      runId,
      action: 'suggest',
      options,
      request: {
        messages: suggestionPrompt(brief, sections, { index, count }),
        maxTokens: outlineTokens(count, brief),
        likelyTokens: likelyOutlineTokens(count, brief),
        jsonSchema: outlineSchema(count, brief),
      },
    });
  }

  async polishText(documentId: Id, { runId, text, sectionId, kind, instruction, options }: EndpointBody<'polishText'>): Promise<Run> {
    const { language } = (await this.#document(documentId)).brief;
    if (kind === 'own' && instruction === undefined) {
      throw new StudioError('invalid-request', 'It is not said what to do with the text.', { hint: 'Give an instruction.' });
    }
    refuseLockedPassage(await this.#ports.store.documents.sections(documentId), text, sectionId);
    return this.#begin(documentId, {
      runId,
      action: 'polish',
      options,
      request: {
        messages: polishPrompt(text, kind, language, instruction),
        maxTokens: polishTokens(text, kind, language),
        likelyTokens: likelyPolishTokens(countText(text), kind, language),
        ...(repeatsPassage(kind) ? { reference: text } : {}),
      },
    });
  }

  /** Outlines whose rows were not taken over before the program ended. */
  async takeOverUnused(): Promise<void> {
    for (const run of await this.#ports.store.documents.unusedOutlines()) await this.#takeOver(run);
  }

  /** Resolves when every outline that has ended stands in its document; what cannot be kept is left to the next start. */
  async settled(): Promise<void> {
    this.#shutdown.abort();
    await Promise.all(this.#takingOver.values());
    await Promise.all(this.#retrying);
  }

  /** Resolves when the rows of this outline, which has ended, stand in its document, or could not be kept yet. */
  async takenOver(runId: Id): Promise<void> {
    await this.#takingOver.get(runId);
  }

  async #begin(documentId: Id, { runId, action, options, urgency = 'interactive', request, nextPart }: Asked): Promise<Run> {
    const { store, surroundings, models, runs } = this.#ports;
    const record: RunRequestRecord = { sampling: {}, overflow: 'refuse', ...request };
    const model = await models.choose(options?.model ?? null);
    const seed = options?.seed ?? surroundings.randomSeed();
    const run = await store.runs.addToDocument(documentId, { id: runId, action, model, seed, request: record }, surroundings.now());
    const readPrompt = async () => ({ kind: 'messages' as const, messages: (await store.runs.request(runId)).messages ?? [] });
    if (run.endedAt === null) runs.begin(run, { readPrompt, urgency, ...(nextPart && { nextPart }) });
    return run;
  }

  #takeOverWhenEnded(runId: Id): void {
    const { runs, surroundings } = this.#ports;
    const takeOver = async () => this.#takeOver(await runs.ended(runId));
    const work = takeOver()
      .catch((error: unknown) => {
        surroundings.log.error({ runId, error: String(error) }, 'an outline could not be taken over and is tried again');
        this.#retry(takeOver);
      })
      .finally(() => this.#takingOver.delete(runId));
    this.#takingOver.set(runId, work);
  }

  #retry(takeOver: () => Promise<void>): void {
    const work = retried(takeOver, this.#shutdown.signal, this.#ports.surroundings).finally(() => this.#retrying.delete(work));
    this.#retrying.add(work);
  }

  /** Whole rows count, also of an outline that was stopped. */
  async #takeOver({ id, documentId, state }: Run): Promise<void> {
    const { store, surroundings, announce } = this.#ports;
    if (documentId === null) return;
    const { brief } = await this.#document(documentId);
    const written = writtenRows(await store.runs.text(id));
    const standing = await store.documents.sections(documentId);
    const rows = written.length === 0 ? standing : mergedOutline(standing, written, { words: brief.words, newId: surroundings.newId });
    await store.documents.replaceOutline(documentId, { revision: null, rows, outlineRunId: id, now: surroundings.now() });
    await announce(documentId);
    const { thenJob } = await store.runs.request(id);
    // one that was stopped, was cut short or failed is for the writer to look at first
    if (thenJob && state === 'done') await this.#beginWriting(documentId, thenJob);
  }

  /** The rows stand by now: where their text cannot be begun, they are not taken over once more for that. */
  async #beginWriting(documentId: Id, job: EndpointBody<'startJob'>): Promise<void> {
    const begin = async () => void (await this.#ports.startJob(documentId, job));
    try {
      await begin();
    } catch (error) {
      this.#ports.surroundings.log.warn({ documentId, error: String(error) }, 'a text could not be begun after its outline');
      if (StudioError.from(error).retryable) this.#retry(begin);
    }
  }

  async #document(id: Id) {
    const document = await this.#ports.store.documents.summary(id);
    if (!document) throw new StudioError('not-found', 'There is no such document.');
    return document;
  }
}

/** Throws `invalid-request` where so many sections cannot share the length that was asked for. */
function requireRoom(sectionCount: number, { words, language }: Brief): void {
  const { minimum, maximum } = sectionWordsRange;
  if (sectionCount * minimum <= words && words <= sectionCount * maximum) return;
  const unit = lengthUnit(language);
  const message = `${sectionCount} sections of ${minimum} to ${maximum} ${unit} each cannot have ${words} ${unit} together.`;
  throw new StudioError('invalid-request', message, {
    hint: `Ask for ${Math.ceil(words / maximum)} to ${Math.min(maxSections, Math.floor(words / minimum))} sections, or for another length.`,
    details: { field: 'sectionCount' },
  });
}
