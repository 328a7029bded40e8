import { maxSections, sectionWordsRange, type WritingLanguage, type WrittenRow, writtenRows } from '@maobi/contract';

/** A heading with its length, and points behind a colon. */
const withLength = /^(?<heading>.*?)\s*[（(]\s*(?:约|about)?\s*(?<target>\d+)\s*(?:字|words?)?\s*[）)]\s*(?:[：:](?<points>.*))?$/iu;
const numbered = /^\s*\d+[.、)]\s*(?<rest>.+)$/u;
const headed = /^\s{0,3}#{2,6}\s+(?<rest>.+)$/u;
const bullet = /^\s*[-*+]\s+(?<point>.+)$/u;

/** An outline as people read and edit it; `readOutline` reads it again. */
export function outlineText(rows: readonly WrittenRow[], language: WritingLanguage): string {
  return rows
    .map(({ heading, points, target: words }, index) => {
      const length = language === 'zh' ? `（约${words}字）` : ` (about ${words} words)`;
      return [`${index + 1}. ${heading}${length}`, ...points.map((point) => `   - ${point}`)].join('\n');
    })
    .join('\n');
}

/**
 * Reads an outline: JSON as `--outline-only --json` gives it, a numbered list, or headings of the second level and below, with points as list items
 * under each, or behind a length and a colon. A row without a length gets an even share of what is left.
 * @throws Error that says what is wrong with it
 */
export function readOutline(text: string, words: number): WrittenRow[] {
  const rows = text.trimStart().startsWith('{') ? writtenRows(text) : markdownRows(text);
  if (rows.length === 0) throw new Error('it has no sections: neither JSON rows, nor a numbered list, nor headings');
  if (rows.length > maxSections) throw new Error(`it has ${rows.length} sections; ${maxSections} are possible`);
  return withTargets(rows, words);
}

interface OpenRow {
  readonly heading: string;
  readonly points: string[];
  readonly target: number | null;
}

function markdownRows(text: string): OpenRow[] {
  const rows: OpenRow[] = [];
  for (const line of text.split(/\r?\n/u)) {
    const rest = (numbered.exec(line) ?? headed.exec(line))?.groups?.['rest'];
    const point = bullet.exec(line)?.groups?.['point'];
    if (rest !== undefined) rows.push(rowOf(rest.trim()));
    else if (point !== undefined) rows.at(-1)?.points.push(point.trim());
  }
  return rows.filter(({ heading }) => heading !== '');
}

function rowOf(line: string): OpenRow {
  const { heading = line, target = null, points = '' } = withLength.exec(line)?.groups ?? {};
  return {
    heading: heading.trim(),
    points: points
      .split(/[；;]/u)
      .map((point) => point.trim())
      .filter(Boolean),
    target: target === null ? null : Number(target),
  };
}

function withTargets(rows: readonly (OpenRow | WrittenRow)[], words: number): WrittenRow[] {
  const open = rows.filter(({ target: own }) => !own).length;
  const given = rows.reduce((sum, { target: own }) => sum + (own ?? 0), 0);
  const share = open === 0 ? 0 : Math.max(0, words - given) / open;
  const within = (count: number): number => Math.min(sectionWordsRange.maximum, Math.max(sectionWordsRange.minimum, Math.round(count)));
  return rows.map(({ heading, points, target: own }) => ({ heading, points: [...points], target: within(own || share) }));
}
