import { countText, type Document, type Id, type Run } from '@maobi/contract';
import type { DocumentHead } from '../actions/document-head.ts';
import { sectionPrompt } from '../actions/write-document.ts';
import { StudioError } from '../errors.ts';
import { withoutImageBytes } from '../images/image-bytes.ts';
import { acceptedLength } from '../length/length-state.ts';
import { brokenOff, type DraftAction, type DraftStep, isOverdue, nextDraftStep } from '../length/length-governor.ts';
import { likelyTokens, tokenBudget } from '../length/token-budget.ts';
import type { ModelService } from '../models/model-service.ts';
import type { StoredSection, StoredVersion } from '../ports/document-store.ts';
import type { Engine, Prompt } from '../ports/engine.ts';
import type { WritingJob } from '../ports/job-store.ts';
import type { NewRun, Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { RunService } from '../runs/run-service.ts';
import { loadedContextTokens } from './context-tokens.ts';

export interface SectionDraftingPorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly runs: RunService;
  readonly models: ModelService;
  readonly engine: Engine;
}

/** Work on one section of a job. */
export interface SectionTask {
  readonly job: WritingJob;
  readonly document: Document;
  /** The whole outline. */
  readonly sections: readonly StoredSection[];
  readonly section: StoredSection;
  readonly step: Exclude<DraftStep, { type: 'finish' }>;
}

/** As much of a job as decides what a section needs. */
export interface PlannedJob extends Pick<WritingJob, 'sectionIds' | 'createdAt'> {
  readonly request: Pick<WritingJob['request'], 'kind'>;
}

/** Least part of its target that a further run of a section may write. */
const leastShare = 0.25;
/** How much of its target a paragraph that the writer asked for may add. */
const extensionShare = 0.4;
/** Against loops, where a first try went round in a circle; why not DRY: docs/decisions/2026-11-26-documents.md. */
const retrySampling = { presencePenalty: 1, frequencyPenalty: 0.3 };

/** The first section that the job still has to work on, and what it needs; `null`: everything is done. */
export async function nextTask(store: Store, job: WritingJob, document: Document): Promise<SectionTask | null> {
  const sections = await store.documents.sections(document.id);
  for (const section of sections) {
    if (job.sectionIds !== null && !job.sectionIds.includes(section.id)) continue;
    const step = await nextStep(store, job, section);
    if (step.type !== 'finish') return { job, document, sections, section, step };
  }
  return null;
}

/** What a section needs next in this job. */
export async function nextStep(store: Store, job: PlannedJob, section: StoredSection): Promise<DraftStep> {
  const { version, isLocked, target } = section;
  if (!version) return { type: 'run', action: 'draft' };
  const isAsked = job.sectionIds !== null;
  const hasText = version.text.trim() !== '';
  if (hasText && isLocked) return { type: 'finish' };
  if (job.request.kind === 'extend') return nextExtension(version, job);
  if (version.source !== 'model' && hasText && !isAsked) return { type: 'finish' };
  const draft = await draftOf(store, section.id, version);
  return nextDraftStep({ ...draft, target, begins: job.request.kind === 'condense' ? 'condense' : 'draft' });
}

/** One more paragraph because the writer wants it, whatever the length is then. */
function nextExtension(version: StoredVersion, job: PlannedJob): DraftStep {
  if (!hasRunOf(version, 'extend', job)) return { type: 'run', action: 'extend' };
  const isBroken = version.run !== null && brokenOff.includes(version.run.state);
  return isBroken ? { type: 'run', action: 'continue' } : { type: 'finish' };
}

/** Since the job came to be. */
function hasRunOf({ pieces, run }: StoredVersion, action: DraftAction, { createdAt }: PlannedJob): boolean {
  return run !== null && run.createdAt >= createdAt && pieces.some((piece) => piece.run?.action === action);
}

async function draftOf(store: Store, sectionId: Id, version: StoredVersion) {
  const versions = await store.documents.versions(sectionId);
  const ofDraft = versions.filter(({ rootId }) => rootId === version.rootId).toReversed();
  return {
    text: version.text,
    runs: ofDraft.flatMap(({ pieces }) => pieces.flatMap(({ run }) => run ?? [])),
    isTrimmed: version.id !== version.rootId && version.pieces.every(({ run }) => run === null),
  };
}

/** Does what the section needs next. Resolves with the run's end; `null`: the text was only trimmed. */
export async function carryOut(task: SectionTask, ports: SectionDraftingPorts, onRun: (runId: Id) => void): Promise<Run | null> {
  const { section, step } = task;
  if (step.type === 'trim') {
    await trim(section, step.text, ports);
    return null;
  }
  const run = await startRun(task, step.action, ports);
  onRun(run.id);
  return ports.runs.ended(run.id);
}

async function trim({ id, version }: StoredSection, text: string, { store, surroundings }: SectionDraftingPorts): Promise<void> {
  const rootId = version?.rootId;
  await store.documents.addVersion({
    id: surroundings.newId(),
    sectionId: id,
    source: 'model',
    text,
    baseId: version?.id ?? null,
    ...(rootId === undefined ? {} : { rootId }),
    now: surroundings.now(),
  });
}

/** Cuts a text that its run has left too long before anybody is told of the end: what does not stay is shown nowhere. One that broke off waits. */
async function trimAtEnd({ job, section: { id } }: SectionTask, runId: Id, ports: SectionDraftingPorts): Promise<void> {
  const section = await ports.store.documents.section(id);
  const run = section.version?.run;
  if (run?.id !== runId || run.endedAt === null || brokenOff.includes(run.state)) return;
  const step = await nextStep(ports.store, job, section);
  if (step.type === 'trim') await trim(section, step.text, ports);
}

async function startRun(task: SectionTask, action: DraftAction, ports: SectionDraftingPorts): Promise<Run> {
  const { section } = task;
  const { store, surroundings, runs } = ports;
  const newRun = await runFor(task, action, ports);
  const standing = section.version?.text ?? '';
  const extended = countText(standing) + section.target * extensionShare;
  const limit = task.job.request.kind === 'extend' ? Math.max(section.target, extended) : section.target;
  const now = surroundings.now();
  const run = section.version ? await store.runs.addToVersion(section.version.id, newRun, now) : await firstRun(section, newRun, ports);
  runs.begin(run, {
    readPrompt: () => promptOf(task, ports),
    urgency: 'job',
    isOverdue: (text) => isOverdue(standing + text, limit),
    onEnded: () => trimAtEnd(task, run.id, ports),
  });
  return run;
}

async function firstRun(section: StoredSection, run: NewRun, { store, surroundings }: SectionDraftingPorts): Promise<Run> {
  const version = await store.documents.addVersion({
    id: surroundings.newId(),
    sectionId: section.id,
    source: 'model',
    text: '',
    baseId: null,
    run,
    now: surroundings.now(),
  });
  if (!version.run) throw new StudioError('internal', 'The section has no run.');
  return version.run;
}

async function runFor(task: SectionTask, action: DraftAction, { store, surroundings, models }: SectionDraftingPorts): Promise<NewRun> {
  const { job, section, document } = task;
  const { target, version } = section;
  const { language } = document.brief;
  const count = countText(version?.text ?? '');
  const isNew = action === 'draft' || action === 'condense';
  const likelyWords = isNew ? target : Math.max(target - count, target * leastShare);
  const mostWords = isNew ? target * acceptedLength.most : likelyWords;
  const parent = action === 'condense' && version?.parentId ? await store.documents.version(version.parentId) : null;
  return {
    id: surroundings.newId(),
    action,
    model: await models.choose(job.request.model),
    seed: seedOf(task),
    request: {
      sampling: action === 'retry' ? retrySampling : {},
      maxTokens: tokenBudget(mostWords, language),
      likelyTokens: likelyTokens(likelyWords, language),
      overflow: 'refuse',
      ...(action === 'extend' && count > 0 ? { opening: '\n\n' } : {}),
      ...(parent ? { reference: parent.text } : {}),
    },
  };
}

/** The same job gives the same text; each run of it has a seed of its own. */
function seedOf({ job, section, sections }: SectionTask): number {
  const place = sections.findIndex(({ id }) => id === section.id);
  const runs = section.version?.pieces.length ?? 0;
  return (job.request.seed + place * 104_729 + runs * 7_919) >>> 0;
}

/** Made from what the store holds when its turn has come, so that what the writer edited meanwhile counts. */
async function promptOf({ job, document, section }: SectionTask, { store, engine }: SectionDraftingPorts): Promise<Prompt> {
  const sections = await store.documents.sections(document.id);
  const written = sections.find(({ id }) => id === section.id) ?? (await store.documents.section(section.id));
  return draftPrompt({ head: job.request.head, document, sections, section: written }, { store, engine });
}

export interface DraftedSection {
  readonly head: DocumentHead;
  readonly document: Pick<Document, 'brief'>;
  /** The whole outline. */
  readonly sections: readonly StoredSection[];
  /** The one that is written, with the run that writes it as the last of its pieces. */
  readonly section: StoredSection;
}

/** The prompt of a run that writes a section. */
export async function draftPrompt(
  { head, document, sections, section }: DraftedSection,
  { store, engine }: Pick<SectionDraftingPorts, 'store' | 'engine'>,
): Promise<Extract<Prompt, { kind: 'messages' }>> {
  const index = sections.findIndex(({ id }) => id === section.id);
  const { version } = section;
  const isCondensed = version?.pieces.some(({ run }) => run?.action === 'condense') === true;
  const longer = isCondensed && version.parentId ? await store.documents.version(version.parentId) : null;
  const written = sections.map((other) => ({ ...other, pieces: other.version?.pieces ?? [] }));
  if (index >= 0) written[index] = { ...section, pieces: (longer ?? version)?.pieces ?? [] };
  const { language } = document.brief;
  const messages = sectionPrompt({
    head,
    language,
    sections: written,
    index,
    contextTokens: loadedContextTokens(engine),
    condensed: longer ? (version?.text ?? '') : null,
  });
  return withoutImageBytes({ kind: 'messages', messages });
}
