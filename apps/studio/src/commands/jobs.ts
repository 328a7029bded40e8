import type { ListedJob, StudioClient } from '@maobi/contract';
import type { Command } from 'commander';
import { exitCodes, UsageError } from '../terminal/failures.ts';
import { formatDuration, formatTable } from '../terminal/measures.ts';
import { harmless } from '../terminal/terminal.ts';
import { refuseUnknownCommand, withStudio, type CommandContext, type CommandHost } from './command-host.ts';
import { addNightCommand, showNewSummary } from './night.ts';

interface JobsOptions {
  readonly json?: true;
}

const longestTitle = 40;
const changes = [
  ['pause', 'pauseJob', 'let a job rest; its text is kept'],
  ['resume', 'resumeJob', 'let a job that rests go on'],
  ['stop', 'stopJob', 'end a job for good; its text is kept'],
] as const;

export function addJobsCommand(program: Command, host: CommandHost): void {
  const jobs = program
    .command('jobs')
    .summary('show what is being written, in which order, and let it rest or go on')
    .description(
      'Shows the jobs that write and polish documents: those at work, waiting or at rest in their order, then the latest that have ended. What a night run did is told once.',
    )
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Examples:
  maobi jobs
  maobi jobs pause 0190a000
  maobi jobs move 0190a000 --first
  maobi jobs night --until 7:00`,
    )
    .action(
      host.action(async (options: JobsOptions) => {
        refuseUnknownCommand(jobs);
        return showJobs(options, host.context);
      }),
    );
  for (const [name, endpoint, summary] of changes) {
    jobs
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
      .argument('<job>', 'id of the job, or the beginning of it')
      .action(host.action(async (id: string) => changeJob(id, endpoint, host.context)));
  }
  addMoveCommand(jobs, host);
  addNightCommand(jobs, host);
}

interface MoveOptions {
  readonly first?: true;
  readonly last?: true;
  readonly before?: string;
}

function addMoveCommand(jobs: Command, host: CommandHost): void {
  jobs
    .command('move')
    .summary('change the order in which jobs are worked on')
    .description('Changes the order in which jobs are worked on. The section that is being written is finished first.')
    .argument('<job>', 'id of the job, or the beginning of it')
    .option('--first', 'before all others')
    .option('--last', 'behind all others')
    .option('--before <job>', 'before this one')
    .action(host.action(async (id: string, options: MoveOptions) => moveJob(id, options, host.context)));
}

async function showJobs({ json }: JobsOptions, context: CommandContext) {
  const { terminal } = context;
  return withStudio(context, async ({ client }) => {
    const { jobs } = await client.call('listJobs', {});
    if (json) {
      for (const job of jobs) terminal.line(JSON.stringify({ type: 'job', ...job }));
      terminal.line(JSON.stringify({ type: 'result', jobs: jobs.length }));
      return exitCodes.done;
    }
    if (jobs.length === 0) terminal.note('Nothing is being written, and nothing was. Begin with: maobi write TOPIC');
    const rows = jobs.map((job) => [job.id, stateOf(job), timeOf(job), titleOf(job)]);
    for (const line of formatTable(rows)) terminal.line(line);
    await showNewSummary(client, terminal);
    return exitCodes.done;
  });
}

/** e.g. `writing 40%`, `waiting`, `paused`. */
function stateOf({ state, wait, kind, progress }: ListedJob): string {
  if (state !== 'open') return state;
  if (wait !== null) return wait === 'night' ? 'at night' : 'waiting';
  const percent = progress && progress.total > 0 ? ` ${Math.floor((progress.done / progress.total) * 100)}%` : '';
  return (kind === 'polish' ? 'polishing' : 'writing') + percent;
}

/** How long it still takes, or when it ended. */
function timeOf({ endedAt, estimate }: ListedJob): string {
  if (endedAt !== null) return endedAt.slice(0, 16).replace('T', ' ');
  return estimate.remainingMs === null ? '-' : `${formatDuration(estimate.remainingMs)} left`;
}

function titleOf({ title, error }: ListedJob): string {
  const short = harmless(title).slice(0, longestTitle);
  return error ? `${short} (${error.message})` : short;
}

async function changeJob(wanted: string, endpoint: (typeof changes)[number][1], context: CommandContext) {
  return withStudio(context, async ({ client }) => {
    const job = await jobNamed(wanted, client);
    const changed = await client.call(endpoint, { params: { id: job.id }, body: {} });
    context.terminal.note(`${harmless(changed.title)}: ${changed.state}`);
    return exitCodes.done;
  });
}

async function moveJob(wanted: string, { first, last, before }: MoveOptions, context: CommandContext) {
  const places = [first && '--first', last && '--last', before !== undefined && '--before'].filter((place) => typeof place === 'string');
  if (places.length !== 1) {
    const what = places.length === 0 ? 'It is not said where the job goes.' : `The job cannot go to two places: ${places.join(', ')}.`;
    throw new UsageError(what, 'Name one of --first, --last and --before JOB.');
  }
  return withStudio(context, async ({ client }) => {
    const job = await jobNamed(wanted, client);
    const { jobs } = await client.call('listJobs', {});
    const top = jobs.find(({ endedAt }) => endedAt === null) ?? job;
    const target = last ? null : before === undefined ? top : await jobNamed(before, client);
    const moved = await client.call('moveJob', { params: { id: job.id }, body: { before: target?.id ?? null } });
    const place = moved.jobs.findIndex(({ id }) => id === job.id);
    context.terminal.note(`${harmless(job.title)}: number ${place + 1} now`);
    return exitCodes.done;
  });
}

/** The one job whose id begins like this. */
async function jobNamed(wanted: string, client: StudioClient): Promise<ListedJob> {
  const { jobs } = await client.call('listJobs', {});
  const found = jobs.filter(({ id }) => id.startsWith(wanted));
  const [job] = found;
  if (job && found.length === 1) return job;
  const what = job ? `"${wanted}" is the beginning of ${found.length} jobs.` : `There is no job "${wanted}".`;
  throw new UsageError(what, 'See "maobi jobs".');
}
