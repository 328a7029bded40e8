import {
  type Brief,
  type DocumentDetail,
  documentTitle,
  type Id,
  type Job,
  type Run,
  type RunEvent,
  type StudioClient,
} from '@maobi/contract';
import { type CommandContext, withStudio } from '../commands/command-host.ts';
import { uuidV7 } from '../surroundings/uuid-v7.ts';
import { CommandError, exitCodes, type ExitCode, Stopped } from '../terminal/failures.ts';
import { DocumentDisplay } from './document-display.ts';
import { type FollowedJob, followJob } from './follow-job.ts';
import { fittedOutline, lengthOfOutline } from './fitted-outline.ts';
import { outlineText } from './outline-text.ts';
import { planDocument } from './plan-document.ts';
import { DocumentResult, type Outcome } from './document-result.ts';
import { briefWithTemplate } from './template-brief.ts';
import type { WriteRequest } from './write-request.ts';

/** What the steps of one `maobi write` share. */
interface Writing {
  readonly request: WriteRequest;
  readonly client: StudioClient;
  readonly context: CommandContext;
  readonly display: DocumentDisplay;
  readonly result: DocumentResult;
  readonly stop: AbortSignal;
}

/** Plans and writes a document, or goes on with one, and shows it while it comes to be. */
export async function writeDocument(request: WriteRequest, context: CommandContext, stop: AbortSignal): Promise<ExitCode> {
  const { terminal } = context;
  return withStudio(context, async ({ client, request: ask }) => {
    if (stop.aborted) throw new Stopped('stopped before anything was written');
    const showsText = request.file === null || terminal.isOutputShown;
    const result = new DocumentResult(request, context, ask);
    const display = new DocumentDisplay(terminal, { asJson: request.asJson, showsText });
    const writing = { request, client, context, display, result, stop: AbortSignal.any([stop, terminal.outputClosed]) };
    if (request.resume !== null) return resume(writing);
    const document = await planned(writing);
    if (document === null) return result.tell(await documentOf(client, result.documentId), 'stopped');
    return request.isOutlineOnly ? tellOutline(document, writing) : write(document, writing);
  });
}

/** Whether a larger context than the model has can be chosen here. */
async function canGrow(client: StudioClient): Promise<boolean> {
  const { contextTokens, largestContextTokens } = (await client.call('getSystem', {})).engine;
  return (largestContextTokens ?? 0) > (contextTokens ?? 0);
}

/** The new document with its outline; `null`: it was stopped before there was one. */
async function planned(writing: Writing): Promise<DocumentDetail | null> {
  const { request, client, result, display, stop } = writing;
  const { minutes, outline, options } = request;
  const brief = await wantedBrief(request, client);
  const model = options.model === undefined ? {} : { model: options.model };
  await client.call('checkBrief', { body: { brief, ...model } });
  const cost = await client.call('estimateCost', {
    body: { brief, ...(minutes === null ? {} : { minutes }), ...(outline && { sectionCount: outline.length }), ...model },
  });
  if (minutes !== null && cost.milliseconds === null) {
    throw new CommandError(
      'Nobody knows yet how fast the model is on this computer.',
      'Give a length with --words, or let "maobi doctor" measure it.',
    );
  }
  const words = minutes === null ? brief.words : cost.words;
  const rows = outline && fittedOutline(outline, words);
  result.tellCost(cost);
  const plan = { brief: { ...brief, words }, outline: rows, sectionCount: cost.sectionCount, options };
  const watcher = {
    started: (run: Run) => display.started(run),
    event: (event: RunEvent) => {
      display.show({ type: 'run', event });
      if (event.type === 'ended') result.add(event.run);
    },
    stop,
  };
  const { documentId, document } = await planDocument(client, plan, watcher);
  result.documentId = documentId;
  if (document && document.sections.length < cost.sectionCount) {
    result.tellShortPlan(document.sections.length, cost.sectionCount, await canGrow(client));
  }
  if (document) display.outline(document.sections.map(({ heading, points, target }) => ({ heading, points, target })));
  return document;
}

/** An outline that is brought along has a length of its own, where none was asked for. */
function wantedBrief({ brief, hasOwnLength, minutes, outline }: WriteRequest, client: StudioClient): Promise<Brief> {
  return briefWithTemplate(client, brief, (usual) => {
    if (hasOwnLength) return brief.words;
    return outline === null || minutes !== null ? usual : lengthOfOutline(outline, usual);
  });
}

async function write(document: DocumentDetail, writing: Writing): Promise<ExitCode> {
  const { display } = writing;
  const job = await startJob(document.id, writing);
  display.begin(documentTitle(document), document.sections.length);
  return follow({ documentId: document.id, jobId: job.id, written: [] }, writing);
}

async function resume(writing: Writing): Promise<ExitCode> {
  const { request, client, display, result } = writing;
  const job = await jobToResume(request.resume, client);
  const document = await documentOf(client, job?.documentId ?? (request.resume as Id));
  result.documentId = document.id;
  const written = document.sections.flatMap(({ version }) => (version?.run?.endedAt ? [version.run.id] : []));
  const goingOn = job === null ? await startJob(document.id, writing) : await resumed(job, client);
  display.begin(documentTitle(document), document.sections.length);
  return follow({ documentId: document.id, jobId: goingOn.id, written }, writing);
}

/** The job that waits for this document, or that was stopped last; `null`: the document has none that waits. */
async function jobToResume(wanted: string | null, client: StudioClient): Promise<Job | null> {
  const { jobs } = await client.call('listJobs', {});
  const waiting = jobs.filter(({ kind, state }) => kind === 'write' && (state === 'paused' || state === 'open'));
  if (wanted !== 'last') return waiting.find(({ documentId }) => documentId === wanted) ?? null;
  const last = waiting.toSorted((left, right) => right.createdAt.localeCompare(left.createdAt))[0];
  if (!last) throw new CommandError('No document waits to be gone on with.', 'Name one: maobi write --resume DOCUMENT-ID');
  return last;
}

async function resumed(job: Job, client: StudioClient): Promise<Job> {
  return job.state === 'open' ? job : client.call('resumeJob', { params: { id: job.id }, body: {} });
}

function startJob(documentId: Id, { client, request }: Writing): Promise<Job> {
  return client.call('startJob', { params: { id: documentId }, body: { id: uuidV7(), options: request.options } });
}

async function follow(job: FollowedJob, { client, display, result, stop }: Writing): Promise<ExitCode> {
  let hasStarted = false;
  for await (const event of followJob(client, job, stop)) {
    if (event.type === 'section' && !hasStarted && event.section.version?.run) display.started(event.section.version.run);
    if (event.type === 'section') hasStarted = true;
    display.show(event);
    if (event.type === 'run' && event.event.type === 'ended') result.add(event.event.run);
    if (event.type === 'ended') return result.tell(event.document, outcomeOf(event.job), event.job.error);
  }
  throw new CommandError('The job ended without an end.', 'Look at it in the studio: "maobi".');
}

function tellOutline({ id, sections, brief }: DocumentDetail, { request, context, result }: Writing): ExitCode {
  const text = outlineText(sections, brief.language);
  if (request.asJson) result.tellOutline(id, sections);
  else context.terminal.line(text);
  return exitCodes.done;
}

function documentOf(client: StudioClient, id: Id): Promise<DocumentDetail> {
  return client.call('getDocument', { params: { id } });
}

/** A job that rests without a reason was stopped by the writer. */
function outcomeOf({ state, error }: Job): Outcome {
  if (state !== 'paused') return state;
  return error === null ? 'stopped' : 'failed';
}
