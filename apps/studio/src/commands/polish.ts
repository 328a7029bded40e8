import { countText, type TypographyRuleName } from '@maobi/contract';
import { lintText, missingPoints, tidyTypography, type LintFinding, type LintRuleName } from '@maobi/core';
import type { Command } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { ArticleFile } from '../article/article-file.ts';
import { confirmOverwriting } from '../article/confirm-overwriting.ts';
import { readText, type ReadText } from '../article/text-file.ts';
import { exitCodes, UsageError, type ExitCode } from '../terminal/failures.ts';
import { harmless, type Terminal } from '../terminal/terminal.ts';
import type { CommandContext, CommandHost } from './command-host.ts';

interface PolishOptions {
  readonly out?: string;
  readonly force?: true;
  readonly diff?: true;
  readonly point?: readonly string[];
  readonly json?: true;
}

interface Polished {
  readonly read: ReadText;
  readonly text: string;
  readonly findings: readonly PlacedFinding[];
  /** Points that it does not speak of. */
  readonly missing: readonly string[];
}

interface PlacedFinding {
  readonly rule: LintRuleName;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** The line of the other place, where a finding takes two. */
  readonly otherLine?: number;
}

/** What a rule says to a person. */
const remarks: Readonly<Record<LintRuleName, string>> = {
  connectives: 'formulaic connective',
  'not-but': 'denies one thing to praise another',
  'triple-parallelism': 'three clauses that begin alike',
  'even-sentences': 'sentences of nearly the same length',
  'stock-phrases': 'stock phrase',
  'duplicate-sentences': 'says again what line % says',
  'disagreeing-numbers': 'another number than in line %',
};

const mostShown = 40;
const longestExcerpt = 32;

export function addPolishCommand(program: Command, host: CommandHost): void {
  program
    .command('polish')
    .summary('set a text well and show where it sounds like a machine')
    .description(
      'Sets a text well: spaces between Chinese and Latin, full-width marks, quotes, ellipses, dashes. Code, links and math stay as they are. Rules that are\nswitched off in the settings are left out.\nShows where it sounds like a machine, says something twice, or where its numbers disagree. No model is asked: it takes no time.',
    )
    .argument('<file>', 'a text or Markdown file, or - for the pipe')
    .option('-o, --out <file>', 'write the text into a file instead of showing it')
    .option('-f, --force', 'overwrite the file when it exists')
    .option('-d, --diff', 'show what changes, as a patch')
    .option('-p, --point <points...>', 'what the text has to speak of; what it does not is named')
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Examples:
  maobi polish article.md --diff
  maobi polish article.md --out article.md --force
  maobi polish report.md --point 预算 工期
  pbpaste | maobi polish - > better.md`,
    )
    .action(host.action((file: string, options: PolishOptions) => polish(file, options, host.context)));
}

async function polish(file: string, options: PolishOptions, { terminal, readSettings }: CommandContext): Promise<ExitCode> {
  if (file.trim() === '') throw new UsageError('No file is named.', 'maobi polish article.md');
  const read = await readText(file, terminal.input);
  const target = options.out === undefined ? null : await ArticleFile.prepareAsIs(options.out);
  if (target) await confirmOverwriting(target, options.force === true, terminal);
  const text = tidyTypography(read.text, await rulesOff(readSettings, terminal));
  const polished = { read, text, findings: placed(text, lintText(text)), missing: missingPoints(text, options.point ?? []) };
  if (target) await target.save(read.asInFile(text));
  if (options.json) tellAsJson(polished, target, terminal);
  else tell(polished, target, options.diff === true, terminal);
  return exitCodes.done;
}

/** As the settings say; where they cannot be read, every rule holds, and that is told. */
async function rulesOff(readSettings: CommandContext['readSettings'], terminal: Terminal): Promise<readonly TypographyRuleName[]> {
  try {
    return (await readSettings()).typographyOff;
  } catch (error) {
    terminal.note(`The settings could not be read, so every rule of typography holds: ${String(error)}`);
    return [];
  }
}

function placed(text: string, findings: readonly LintFinding[]): PlacedFinding[] {
  const lineStarts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)];
  const lineAt = (place: number) => lineStarts.findLastIndex((start) => start <= place) + 1;
  return findings.map(({ rule, start, end, other }) => ({
    rule,
    line: lineAt(start),
    column: start - (lineStarts[lineAt(start) - 1] ?? 0) + 1,
    text: text.slice(start, end),
    ...(other ? { otherLine: lineAt(other.start) } : {}),
  }));
}

function tellAsJson({ read, text, findings, missing }: Polished, target: ArticleFile | null, terminal: Terminal): void {
  for (const finding of findings) terminal.line(JSON.stringify({ type: 'finding', ...finding }));
  const facts = { changed: text !== read.text, count: countText(text), findings: findings.length, missing };
  terminal.line(
    JSON.stringify({ type: 'result', file: read.name, encoding: read.encoding, ...facts, ...(target ? { out: target.path } : {}), text }),
  );
}

function tell({ read, text, findings, missing }: Polished, target: ArticleFile | null, showsDiff: boolean, terminal: Terminal): void {
  if (showsDiff) showDiff(read, text, terminal);
  else if (!target) terminal.write(terminal.isOutputShown ? harmless(text) : read.asInFile(text));
  if (read.encoding !== 'utf-8')
    terminal.note(`${read.name} was read as ${read.encoding === 'big5' ? 'Big5' : 'GB18030'}; what is written is UTF-8.`);
  if (text === read.text) terminal.note('The text is well set; nothing changes.');
  if (target) terminal.note(`Saved to ${target.path}`);
  for (const point of missing) terminal.note(`The text does not speak of “${harmless(point)}”.`);
  for (const finding of findings.slice(0, mostShown)) terminal.note(remark(finding, terminal));
  if (findings.length > mostShown) terminal.note(`… and ${findings.length - mostShown} more; --json has them all.`);
}

function remark({ rule, line, column, text, otherLine }: PlacedFinding, terminal: Terminal): string {
  const oneLine = harmless(text).replaceAll(/\s+/gu, ' ');
  const excerpt = oneLine.length > longestExcerpt ? `${oneLine.slice(0, longestExcerpt)}…` : oneLine;
  return `${terminal.paintNote('dim', `${line}:${column}`)}  ${remarks[rule].replace('%', String(otherLine))}  ${terminal.paintNote('yellow', excerpt)}`;
}

/** A unified diff; nothing when nothing changes, so that it can be tested for. */
function showDiff(read: ReadText, text: string, terminal: Terminal): void {
  if (text === read.text) return;
  const name = read.name.startsWith('/') ? read.name.slice(1) : read.name;
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, read.text, text);
  for (const line of patch.split('\n').slice(1, -1)) terminal.line(painted(terminal.isOutputShown ? harmless(line) : line, terminal));
}

function painted(line: string, terminal: Terminal): string {
  if (line.startsWith('+')) return terminal.paint('green', line);
  if (line.startsWith('-')) return terminal.paint('red', line);
  return line.startsWith('@@') ? terminal.paint('cyan', line) : line;
}
