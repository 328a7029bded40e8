import type { Job } from '@maobi/contract';
import type { Command } from 'commander';
import { exitCodes, UsageError } from '../terminal/failures.ts';
import { formatTable } from '../terminal/measures.ts';
import { harmless } from '../terminal/terminal.ts';
import { refuseUnknownCommand, withStudio, type CommandContext, type CommandHost } from './command-host.ts';

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
    .summary('show what is being written, and let it rest or go on')
    .description('Shows the jobs that write documents: those at work or at rest, then the latest that have ended.')
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Examples:
  maobi jobs
  maobi jobs pause 0190a000
  maobi jobs resume 0190a000`,
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
    const rows = jobs.map((job) => [job.id, job.state, job.createdAt.slice(0, 16).replace('T', ' '), titleOf(job)]);
    for (const line of formatTable(rows)) terminal.line(line);
    return exitCodes.done;
  });
}

function titleOf({ title, error }: Job): string {
  const short = harmless(title).slice(0, longestTitle);
  return error ? `${short} (${error.message})` : short;
}

async function changeJob(wanted: string, endpoint: (typeof changes)[number][1], context: CommandContext) {
  return withStudio(context, async ({ client }) => {
    const { jobs } = await client.call('listJobs', {});
    const found = jobs.filter(({ id }) => id.startsWith(wanted));
    const [job] = found;
    if (!job || found.length > 1) {
      const what = job ? `"${wanted}" is the beginning of ${found.length} jobs.` : `There is no job "${wanted}".`;
      throw new UsageError(what, 'See "maobi jobs".');
    }
    const changed = await client.call(endpoint, { params: { id: job.id }, body: {} });
    context.terminal.note(`${harmless(changed.title)}: ${changed.state}`);
    return exitCodes.done;
  });
}
