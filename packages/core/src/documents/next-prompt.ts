import type { Id, SectionPrompt } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import type { DraftAction } from '../length/length-governor.ts';
import type { ModelService } from '../models/model-service.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { Engine, Prompt } from '../ports/engine.ts';
import type { StoredJob, WritingJob } from '../ports/job-store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { agreedHead, type HeadPorts } from './agreed-head.ts';
import { draftPrompt, nextStep, type PlannedJob } from './section-drafting.ts';

interface NextPromptPorts extends HeadPorts {
  readonly engine: Engine;
  readonly models: ModelService;
  readonly estimator: RunEstimator;
  readonly surroundings: Surroundings;
}

/**
 * What the engine will be given for this section: by the job that is at work, or as if the writer asked for it now. Laid out by the same
 * function as the real prompt, from the same rows, so that it cannot say anything else.
 */
export async function nextPrompt(sectionId: Id, ports: NextPromptPorts): Promise<SectionPrompt> {
  const { action, wanted, prompt } = await preparedPrompt(sectionId, ports);
  const model = await ports.models.choose(wanted);
  return { action, model, messages: [...prompt.messages], ...(await readingOf(model, prompt, ports)) };
}

/** The prompt alone, and the model that was asked for; `null`: the writer's. */
export async function preparedPrompt(
  sectionId: Id,
  ports: Pick<NextPromptPorts, 'engine' | 'surroundings' | keyof HeadPorts>,
): Promise<{ readonly action: DraftAction; readonly wanted: string | null; readonly prompt: MessagesPrompt }> {
  const { store, surroundings } = ports;
  const section = await store.documents.section(sectionId);
  const document = await store.documents.summary(section.documentId);
  if (!document) throw new StudioError('not-found', 'There is no such document.');
  const [sections, latest] = await Promise.all([store.documents.sections(document.id), store.jobs.latest(document.id)]);
  const job = latest && isAboutTo(latest, sectionId) ? latest : null;
  const planned: PlannedJob = job ?? { sectionIds: [sectionId], createdAt: surroundings.now(), request: { kind: null } };
  const step = await nextStep(store, planned, section);
  const action: DraftAction = step.type === 'run' ? step.action : 'draft';
  const { head } = await agreedHead(document.id, ports);
  const next = step.type === 'run' ? withRun(section, action) : { ...section, version: null };
  const prompt = await draftPrompt({ head: job?.request.head ?? head, document, sections, section: next }, ports);
  return { action, wanted: job?.request.model ?? null, prompt };
}

type MessagesPrompt = Extract<Prompt, { kind: 'messages' }>;

function isAboutTo(job: StoredJob, sectionId: Id): job is WritingJob {
  const { kind, state, sectionIds } = job;
  return kind === 'write' && (state === 'open' || state === 'paused') && (sectionIds === null || sectionIds.includes(sectionId));
}

/** As it stands when the run has been added to it. */
function withRun(section: StoredSection, action: DraftAction): StoredSection {
  const { version } = section;
  if (!version) return section;
  const begun = { run: { id: '', action, state: 'queued' as const }, text: '' };
  return { ...section, version: { ...version, pieces: [...version.pieces, begun] } };
}

const unknown: Pick<SectionPrompt, 'tokens' | 'heldTokens' | 'readingMs'> = { tokens: null, heldTokens: null, readingMs: null };

/** Only the loaded model can count its tokens; loading another one just to look would stop whoever writes. */
async function readingOf(model: string, prompt: Prompt, { engine, estimator, surroundings }: NextPromptPorts): Promise<typeof unknown> {
  if (engine.status.state !== 'ready' || engine.status.model !== model) return unknown;
  try {
    const [tokens, held] = await Promise.all([engine.countTokens(prompt), engine.heldTokens(prompt)]);
    const heldTokens = Math.min(held, tokens);
    const estimate = estimator.estimate({ model, promptTokens: tokens, cachedTokens: heldTokens, writtenTokens: null });
    return { tokens, heldTokens, readingMs: estimate?.readingMs ?? null };
  } catch (error) {
    surroundings.log.debug({ error: String(error) }, 'a prompt could not be counted');
    return unknown;
  }
}
