import { maxSections, type WritingLanguage, type WrittenRow, writtenRows } from '@maobi/contract';

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
 * under each, or behind a length and a colon.
 * @throws Error that says what is wrong with it
 */
export function readOutline(text: string): OutlineRowText[] {
  const rows = text.trimStart().startsWith('{') ? jsonRows(text) : markdownRows(text);
  if (rows.length === 0) throw new Error('it has no sections: neither JSON rows, nor a numbered list, nor headings');
  if (rows.length > maxSections) throw new Error(`it has ${rows.length} sections; ${maxSections} are possible`);
  return rows;
}

/** A row as it was read. */
export interface OutlineRowText {
  readonly heading: string;
  readonly points: readonly string[];
  /** `null`: it has no length of its own. */
  readonly target: number | null;
}

interface OpenRow extends OutlineRowText {
  readonly points: string[];
}

function jsonRows(text: string): OutlineRowText[] {
  return writtenRows(text).map((row) => ({ ...row, target: row.target > 0 ? row.target : null }));
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
