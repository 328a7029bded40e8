import { isReached, type Finding, type Goal, type WorkResult } from './findings.ts';
import type { Sample } from './statistics.ts';

/** Everything that one run found out. */
export interface Report {
  readonly date: string;
  readonly machine: string;
  readonly model: string;
  /** What was compared, and how it was started. */
  readonly contestants: readonly { readonly name: string; readonly version: string; readonly flags: string }[];
  readonly command: string;
  readonly works: readonly (WorkResult & { readonly name: string; readonly about: string; readonly seconds: number })[];
}

/** The contestant that the ratios are about. */
const ours = 'Maobi';
const digits = 3;

/** One work for a terminal. */
export function workLines(result: WorkResult): string[] {
  return [
    ...result.findings.flatMap((finding) => [`  ${finding.what} (${finding.unit})`, ...valueLines(finding)]),
    ...result.goals.map((goal) => `  ${isReached(goal) ? '✔' : '✘'} ${goalText(goal)}`),
    ...result.notes.map((note) => `  ${note}`),
  ];
}

/** The whole report as a page. */
export function markdownReport(report: Report): string {
  const goals = report.works.flatMap(({ goals }) => goals);
  return [
    `Measured on ${report.date}, on ${report.machine}, with ${report.model}.`,
    '',
    '```',
    report.command,
    '```',
    '',
    '| | version | started as |',
    '|---|---|---|',
    ...report.contestants.map(({ name, version, flags }) => `| ${name} | ${version} | \`${flags}\` |`),
    '',
    '## Goals',
    '',
    '| goal | bound | measured | |',
    '|---|---|---|---|',
    ...goals.map((goal) => `| ${goal.name} | ${boundText(goal)} | ${valueText(goal)} | ${stateText(goal)} |`),
    ...report.works.flatMap(workSection),
    '',
  ].join('\n');
}

function workSection({ name, about, findings, notes, seconds }: Report['works'][number]): string[] {
  const columns = [...new Set(findings.flatMap(({ samples }) => Object.keys(samples)))];
  return [
    '',
    `## ${name}: ${about}`,
    '',
    `| | unit | ${columns.map((column) => (column === ours ? column : `${column} | ${ours} against it`)).join(' | ')} |`,
    `|---|---|${columns.map((column) => (column === ours ? '---|' : '---|---|')).join('')}`,
    ...findings.map((finding) => `| ${finding.what} | ${finding.unit} | ${columns.map((column) => cells(finding, column)).join(' | ')} |`),
    '',
    ...notes.map((note) => `${note}\n`),
    `This part took ${Math.round(seconds)} s.`,
  ];
}

function cells(finding: Finding, column: string): string {
  const sample = finding.samples[column];
  if (column === ours) return sample ? sampleText(sample) : '';
  return sample ? `${sampleText(sample)} | ${advantage(finding, sample)}` : ' | ';
}

function valueLines(finding: Finding): string[] {
  const width = Math.max(...Object.keys(finding.samples).map((name) => name.length));
  return Object.entries(finding.samples).map(([name, sample]) => {
    const compared = name === ours ? '' : `   ${ours} against it: ${advantage(finding, sample)}`;
    return `    ${name.padEnd(width)}  ${sampleText(sample)}${compared}`;
  });
}

/** How much more Maobi has of what there should be more of, or less of what there should be less. */
function advantage(finding: Finding, other: Sample): string {
  const sample = finding.samples[ours];
  if (!sample || sample.median <= 0 || other.median <= 0) return '';
  return finding.better === 'more' ? `${figure(sample.median / other.median)}x` : `${figure(sample.median / other.median)}x of it`;
}

function sampleText({ median, minimum, maximum, count }: Sample): string {
  return count === 1 ? figure(median) : `${figure(median)} (${figure(minimum)}-${figure(maximum)}, n=${count})`;
}

function goalText(goal: Goal): string {
  return `${goal.name}: ${valueText(goal)} (${boundText(goal)}) ${stateText(goal)}`;
}

function stateText(goal: Goal): string {
  if (Number.isNaN(goal.measured)) return 'not measured';
  const { measured, bound, kind, possible } = goal;
  const limit =
    kind === 'at most' && measured > bound && possible !== undefined ? `, the machine allows ${figure(possible)} ${goal.unit}` : '';
  return `${isReached(goal) ? 'reached' : 'not reached'}${limit}`;
}

function valueText({ measured, unit }: Goal): string {
  return Number.isNaN(measured) ? '' : `${figure(measured)} ${unit}`;
}

function boundText({ bound, kind, unit }: Goal): string {
  return `${kind} ${figure(bound)} ${unit}`;
}

/** Three digits that say something; whole numbers from 100 on. */
export function figure(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(digits)));
}
