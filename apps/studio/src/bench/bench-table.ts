import { formatBytes, formatTable } from '../terminal/measures.ts';
import { harmless, type Terminal } from '../terminal/terminal.ts';
import { formatRange, formatRate, formatSeconds } from './bench-figures.ts';
import type { BenchResult, BenchSetting } from './bench-result.ts';

/** Where it is measured. */
export function settingLines({ machine, engineVersion, startedAt }: BenchSetting, terminal: Terminal): string[] {
  const { processor, physicalCores, features, totalMemoryBytes, freeMemoryBytes } = machine;
  const row = (name: string, text: string) => `${terminal.paint('dim', name.padEnd(9))} ${text}`;
  return [
    row('computer', `${processor}, ${physicalCores} cores`),
    row('memory', `${formatBytes(totalMemoryBytes)}, ${formatBytes(freeMemoryBytes)} free`),
    ...(features.length > 0 ? [row('features', features.join(' '))] : []),
    row('engine', engineVersion),
    row('date', `${startedAt.slice(0, 16).replace('T', ' ')} UTC`),
    '',
  ];
}

/** All that was measured of one model, at most 80 columns wide. */
export function modelLines(result: BenchResult, terminal: Terminal): string[] {
  const { loadMs, peakBytes, prefillTokensPerSecond, decodeTokensPerSecond, stop, threads, contextTokens } = result;
  const row = (name: string, text: string) => `  ${terminal.paint('dim', name.padEnd(10))} ${text}`;
  const title = `${harmless(result.name)} ${result.quantisation}`;
  return [
    `${terminal.paint('bold', title)}  ${terminal.paint('dim', `${result.model}, ${formatBytes(result.sizeBytes)}`)}`,
    row('loading', `${formatSeconds(loadMs)}, ${formatBytes(peakBytes)} of memory at its peak`),
    row('reading', `${formatRate(prefillTokensPerSecond)} tokens/s with ${threads} ${threads === 1 ? 'thread' : 'threads'}`),
    row('writing', `${formatRate(decodeTokensPerSecond)} tokens/s`),
    row('stopping', `${formatSeconds(stop.writingMs)} while writing, ${formatSeconds(stop.readingMs)} while reading`),
    '',
    ...indented(taskTable(result), terminal),
    terminal.paint('dim', '  First token of the first question, of the next one, of one after a restart;'),
    terminal.paint('dim', '  REVIEW: Qwen3-4B-Instruct in a published review, on 4 cores and 16 GB.'),
    '',
    ...indented(contextTable(result), terminal),
    terminal.paint('dim', '  NEEDS: with one state. COMPUTED, MEASURED: with those that there was room for.'),
    terminal.paint(
      'dim',
      `  Measured with a context of ${contextTokens} tokens.${result.isQuick ? ' Quick: without --quick more is measured.' : ''}`,
    ),
    '',
  ];
}

/** One row for each model. */
export function comparisonLines(results: readonly BenchResult[], terminal: Terminal): string[] {
  const header = ['COMPARISON', 'LOAD', 'PEAK', 'READ/S', 'WRITE/S', 'COLD', 'NEXT', 'RESTART'];
  const rows = results.map((result) => [
    result.model,
    formatSeconds(result.loadMs),
    formatBytes(result.peakBytes),
    formatRate(result.prefillTokensPerSecond),
    formatRate(result.decodeTokensPerSecond),
    formatSeconds(result.firstToken.coldMs),
    formatSeconds(result.firstToken.warmMs),
    formatSeconds(result.firstToken.snapshotMs),
  ]);
  return indented(formatTable([header, ...rows]), terminal);
}

function taskTable({ tasks }: BenchResult): string[] {
  const rows = tasks.map((task) => [
    task.name,
    String(task.promptTokens),
    formatSeconds(task.coldMs),
    formatSeconds(task.warmMs),
    formatSeconds(task.snapshotMs),
    formatRate(task.tokensPerSecond),
    formatRange(task.reviewed.firstTokenSeconds),
    formatRate(task.reviewed.tokensPerSecond),
  ]);
  return formatTable([['TASK', 'TOKENS', 'COLD', 'NEXT', 'RESTART', 'WRITE/S', 'REVIEW', 'WRITE/S'], ...rows]);
}

function contextTable({ contexts }: BenchResult): string[] {
  const rows = contexts.map(({ contextTokens, neededBytes, fits, loaded }) => [
    String(contextTokens),
    formatBytes(neededBytes),
    fits ? 'yes' : 'no',
    ...(loaded ? [String(loaded.states), formatBytes(loaded.expectedBytes), formatBytes(loaded.peakBytes)] : ['–', '–', '–']),
  ]);
  return formatTable([['CONTEXT', 'NEEDS', 'FITS', 'STATES', 'COMPUTED', 'MEASURED'], ...rows]);
}

function indented([header = '', ...rows]: readonly string[], terminal: Terminal): string[] {
  return [`  ${terminal.paint('dim', header)}`, ...rows.map((row) => `  ${row}`)];
}
