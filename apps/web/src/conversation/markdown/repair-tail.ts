import remend from 'remend';

// what a line may consist of while it is not yet known what it will become: a list, a heading, a rule, a fence ...
const undecidedLine =
  /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:[-*+=_#|: \t]+|\d{1,9}[.)]?|`{1,2}|`{3,}[^`\s]*|~{1,2}|~{3,}\S*|\$\$?|\\\[?|!?\[[ xX]?\]?)[ \t]*$/;
const tableRow = /^[ \t]*\|.*\S/;
const delimiterRow = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/**
 * The unfinished end of an answer, in a form that looks as it will when more has arrived: bold is bold before it closes, a
 * table is one from its first row, and a line of which only the mark is there is held back.
 */
export function repairTail(tail: string): string {
  const lastLineStart = tail.lastIndexOf('\n') + 1;
  const lastLine = tail.slice(lastLineStart);
  if (isInsideFence(tail)) return /^[ \t]*[`~]+[ \t]*$/.test(lastLine) ? tail.slice(0, lastLineStart) : tail;
  const table = completeTable(tail.slice(0, lastLineStart), lastLine);
  if (table !== null) return table;
  const decided = undecidedLine.test(lastLine) ? tail.slice(0, lastLineStart) : tail.slice(0, lastLineStart) + withoutOpenFormula(lastLine);
  return remend(decided, { htmlTags: false, katex: false, inlineKatex: false, comparisonOperators: false, setextHeadings: false });
}

/** A formula appears when it is whole: until then its source would only flicker by. A price is no formula. */
function withoutOpenFormula(line: string): string {
  // same length, so that a place found here is the same place in the line
  const open = line.replace(finishedSpans, (span) => ' '.repeat(span.length)).search(formulaBeginning);
  return open < 0 || line.length - open > longestOpenFormula ? line : line.slice(0, open);
}
const finishedSpans = /(`+)[^`].*?\1|\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\$[^\s$](?:[^$]*[^\s$])?\$(?!\d)|\\\$/g;
const formulaBeginning = /\\[([]|\\$|\$\$|\$(?![\s\d]|$)/;
const longestOpenFormula = 160;

/** Whether the text's last line stands inside an open code fence. */
function isInsideFence(text: string): boolean {
  let open: string | null = null;
  for (const line of text.split('\n').slice(0, -1)) {
    const mark = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$/.exec(line);
    if (!mark) continue;
    const [, fence = '', rest = ''] = mark;
    if (open === null) {
      if (fence[0] === '~' || !rest.includes('`')) open = fence;
    } else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === '') open = null;
  }
  return open !== null;
}

/** The first rows of a table, given their delimiter row before it has been written; `null` when there is no such table. */
function completeTable(before: string, lastLine: string): string | null {
  const linesBefore = before.split('\n').slice(0, -1);
  const previous = linesBefore.at(-1) ?? '';
  const isHeader = tableRow.test(lastLine) && !tableRow.test(previous);
  if (isHeader) return `${before}${closeRow(lastLine)}\n${delimiters(lastLine)}`;
  const isDelimiter = tableRow.test(previous) && !tableRow.test(linesBefore.at(-2) ?? '') && /^[ \t]*\|?[-:| \t]*$/.test(lastLine);
  if (isDelimiter && !(delimiterRow.test(lastLine) && cellCount(lastLine) === cellCount(previous)))
    return `${before}${delimiters(previous)}`;
  return null;
}

function closeRow(row: string): string {
  return row.trimEnd().endsWith('|') ? row : `${row} |`;
}

function delimiters(header: string): string {
  return `|${' --- |'.repeat(cellCount(header))}`;
}

function cellCount(row: string): number {
  const cells = row.trim().replace(/^\|/, '').replace(/\|$/, '');
  return cells.replace(/\\\|/g, '').split('|').length;
}
