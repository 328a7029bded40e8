import { timeOfDaySchema, type NightPlan, type NightSummary, type StudioClient } from '@maobi/contract';
import type { Command } from 'commander';
import { exitCodes, UsageError } from '../terminal/failures.ts';
import { formatDuration } from '../terminal/measures.ts';
import { harmless, type Terminal } from '../terminal/terminal.ts';
import { withStudio, type CommandContext, type CommandHost } from './command-host.ts';

interface NightOptions {
  readonly from?: string;
  readonly until?: string;
  readonly nightly?: true;
  readonly off?: true;
  readonly json?: true;
}

export function addNightCommand(jobs: Command, host: CommandHost): void {
  jobs
    .command('night')
    .summary('let jobs work at night only, or show the night run')
    .description(
      'Lets open jobs work in a time of the night only. At its end what is being written stops and is kept. The studio has to run meanwhile ("maobi serve"). Without options it shows the night run, and what the last one did.',
    )
    .option('--until <time>', 'when it ends, e.g. 7:00')
    .option('--from <time>', 'when it begins, e.g. 23:00; default: now')
    .option('--nightly', 'every night; default: once')
    .option('--off', 'open jobs work at any time again')
    .addHelpText(
      'after',
      `
Examples:
  maobi jobs night --until 7:00
  maobi jobs night --from 23:00 --until 7:00 --nightly
  maobi jobs night --off`,
    )
    // --json belongs to "jobs", and goes with this as well
    .action(host.action(async (_: NightOptions, command: Command) => night(command.optsWithGlobals<NightOptions>(), host.context)));
}

/** What a night run did, where the writer was not told of it yet. */
export async function showNewSummary(client: StudioClient, terminal: Terminal): Promise<void> {
  const { summary } = await client.call('getNightRun', {});
  if (!summary || summary.isSeen) return;
  showSummary(summary, terminal);
  await client.call('seeNightSummary', { body: {} });
}

async function night({ from, until, nightly, off, json }: NightOptions, context: CommandContext) {
  if (off && (from ?? until ?? nightly) !== undefined) throw new UsageError('--off goes with no other option.', 'maobi jobs night --off');
  if (!off && until === undefined && (from ?? nightly) !== undefined) {
    throw new UsageError('It is not said when the night run ends.', 'maobi jobs night --until 7:00');
  }
  const wanted =
    until === undefined ? null : { until: timeOf('--until', until), ...(from === undefined ? {} : { from: timeOf('--from', from) }) };
  return withStudio(context, async ({ client }) => {
    if (wanted) await client.call('setNightRun', { body: { ...wanted, isNightly: nightly === true } });
    if (off) await client.call('cancelNightRun', {});
    const plan = await client.call('getNightRun', {});
    if (json) context.terminal.line(JSON.stringify({ type: 'result', ...plan }));
    else showPlan(plan, context.terminal);
    return exitCodes.done;
  });
}

function showPlan({ nightRun, summary }: NightPlan, terminal: Terminal): void {
  if (!nightRun) terminal.note('There is no night run: open jobs work at any time.');
  else {
    const again = nightRun.isNightly ? 'every night' : 'once';
    terminal.note(
      `Jobs work from ${nightRun.from ?? 'now'} until ${nightRun.until}, ${again}. The studio has to run meanwhile: maobi serve`,
    );
  }
  if (summary) showSummary(summary, terminal);
}

function showSummary({ startedAt, endedAt, documents, leftCount, workedMs, usage }: NightSummary, terminal: Terminal): void {
  terminal.note(`Night run, ${clock(startedAt)} to ${clock(endedAt)}:`);
  for (const { title, sectionCount, words, jobState, error } of documents) {
    const why = error ? `, ${error.message}` : '';
    terminal.note(`  ${harmless(title)}: ${sectionCount} sections, ${words} words, ${jobState}${why}`);
  }
  if (documents.length === 0) terminal.note('  nothing was written');
  if (leftCount > 0) terminal.note(`  ${leftCount} not finished`);
  const { promptTokens, cachedTokens, writtenTokens } = usage;
  const tokens = `${promptTokens} tokens read (${cachedTokens} of them held already), ${writtenTokens} written`;
  if (documents.length > 0) terminal.note(`  the model worked for ${formatDuration(workedMs)}: ${tokens}`);
}

/** Of this computer, e.g. `23:05`. */
function clock(iso: string): string {
  const time = new Date(iso);
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Reads a time of day; `7:00` is `07:00`. */
function timeOf(option: string, text: string): string {
  const time = timeOfDaySchema.safeParse(/^\d:/u.test(text) ? `0${text}` : text);
  if (time.success) return time.data;
  throw new UsageError(`${option} must be a time of day such as 7:00 or 23:30, not "${text}".`);
}
