import { countText, withKeptReferences, type Document, type Id, type Run } from '@maobi/contract';
import { polishedParagraphs, usableWording, withWordings, type Paragraph } from '../actions/polish-paragraphs.ts';
import { likelyPolishTokens, polishPrompt, polishTokens, repeatsPassage } from '../actions/polish-text.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { PolishedRun, PolishedSection, PolishingJob } from '../ports/job-store.ts';
import type { NewRun, Store } from '../ports/store.ts';
import { isBeingWritten } from './section-view.ts';
import type { SectionDraftingPorts } from './section-drafting.ts';

/** What a job that polishes does next in one section. */
export interface PolishTask {
  readonly job: PolishingJob;
  readonly document: Document;
  readonly sectionId: Id;
  /** The version whose paragraphs are polished. */
  readonly base: { readonly id: Id; readonly text: string };
  /** `null`: all are; what came of it is offered. */
  readonly paragraph: Paragraph | null;
  /** What came of those before, by their places. */
  readonly wordings: ReadonlyMap<number, string>;
}

type PolishingPorts = Pick<SectionDraftingPorts, 'store' | 'surroundings' | 'runs' | 'models'>;

/** Decided from the store alone, so that a job goes on after a crash with the paragraph where it stopped; `null`: everything is done. */
export async function nextPolish(store: Store, job: PolishingJob, document: Document): Promise<PolishTask | null> {
  const begun = new Map((await store.polishing.sections(job.id)).map((section) => [section.sectionId, section]));
  for (const section of await store.documents.sections(document.id)) {
    const standing = begun.get(section.id);
    if (!isPolished(section, job) || standing?.isDone) continue;
    const base = await baseOf(store, section, standing);
    if (!base) continue;
    const ended = (standing?.runs ?? []).filter(hasVerdict);
    const paragraphs = polishedParagraphs(base.text);
    const paragraph = paragraphs.find(({ place }) => !ended.some((run) => run.place === place)) ?? null;
    return { job, document, sectionId: section.id, base, paragraph, wordings: wordingsOf(ended, paragraphs) };
  }
  return null;
}

/** Whether a job sends this section: what is locked, empty or being written is left alone. */
export function isPolished(section: StoredSection, { sectionIds }: Pick<PolishingJob, 'sectionIds'>): boolean {
  const isWanted = sectionIds === null || sectionIds.includes(section.id);
  return isWanted && !section.isLocked && !isBeingWritten(section) && Boolean(section.version?.text.trim());
}

/** Does it. Resolves with the run's end; `null`: the section is done, and what came of it waits for the writer. */
export async function carryOutPolish(task: PolishTask, ports: PolishingPorts, onRun: (runId: Id) => void): Promise<Run | null> {
  const { job, sectionId, base, paragraph, wordings } = task;
  const { store, surroundings, runs } = ports;
  if (paragraph === null) {
    const text = withWordings(base.text, wordings);
    const place = { jobId: job.id, sectionId, baseId: base.id };
    await store.polishing.finish({ ...place, versionId: surroundings.newId(), text, now: surroundings.now() });
    return null;
  }
  const place = { jobId: job.id, sectionId, baseId: base.id, place: paragraph.place };
  const newRun = await runFor(task, paragraph, ports);
  const run = await store.polishing.addRun(place, newRun, surroundings.now());
  runs.begin(run, { readPrompt: async () => ({ kind: 'messages', messages: newRun.request.messages ?? [] }), urgency: 'job' });
  onRun(run.id);
  return runs.ended(run.id);
}

/** Only the paragraph travels, never the document around it. */
async function runFor(
  { job, document }: PolishTask,
  { text, place }: Paragraph,
  { surroundings, models }: PolishingPorts,
): Promise<NewRun> {
  const { model, seed, kind, instruction } = job.request;
  const { language } = document.brief;
  return {
    id: surroundings.newId(),
    action: 'polish',
    model: await models.choose(model),
    seed: (seed + place * 7_919) >>> 0,
    request: {
      sampling: {},
      overflow: 'refuse',
      messages: polishPrompt(text, kind, language, instruction),
      maxTokens: polishTokens(text, kind, language),
      likelyTokens: likelyPolishTokens(countText(text), kind, language),
      ...(repeatsPassage(kind) ? { reference: text } : {}),
    },
  };
}

async function baseOf(store: Store, { version }: StoredSection, standing: PolishedSection | undefined) {
  return standing ? store.documents.version(standing.baseId) : version;
}

/** One that broke off is done again; one that was cut off by its limit would be again. */
function hasVerdict({ state }: PolishedRun): boolean {
  return state === 'done' || state === 'length';
}

/** A paragraph that was cut off, or became something else than a paragraph, stays as it was; its footnotes and links stay in any case. */
function wordingsOf(ended: readonly PolishedRun[], paragraphs: readonly Paragraph[]): Map<number, string> {
  return new Map(
    ended.flatMap(({ place, state, text }) => {
      const wording = state === 'done' ? usableWording(text) : null;
      const old = paragraphs.find((paragraph) => paragraph.place === place)?.text ?? '';
      return wording === null ? [] : [[place, withKeptReferences(old, wording)] as const];
    }),
  );
}
