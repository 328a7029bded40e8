import { cellValue, columnNamed, maxBatchRows, maxCellLength, type Table, type Template } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { TableCells } from '../ports/table-files.ts';

/**
 * Takes a table with a line of names at its top apart. Lines without anything do not count. Throws `invalid-request` for a cell that no row can
 * hold.
 */
export function tableOf(lines: TableCells, template: Template): Table {
  const [top = [], ...rest] = lines.filter((line) => line.some((cell) => cell.trim() !== ''));
  const names = top.map((name) => name.replace(/^\uFEFF/u, '').trim());
  const columns = names.map((name) => ({ name, column: name === '' ? null : columnNamed(name, template) }));
  refuseLongCells(rest);
  const rows = rest.map((line) =>
    Object.fromEntries(
      columns.flatMap(({ column }, index) => (column === null ? [] : [[column, cellValue(line[index] ?? '', column, template)]])),
    ),
  );
  return {
    columns: columns.filter(({ name }) => name !== ''),
    rows: rows.slice(0, maxBatchRows),
    problems: [...problemsOf(columns, rows, template), ...namelessCells(rest, names)],
  };
}

/** What stands under no name would be lost: mostly the end of a cell with a separator in it that nobody put in quotes. */
function namelessCells(lines: TableCells, names: readonly string[]): Problem[] {
  const rows = lines.flatMap((line, index) => (line.some((cell, place) => cell.trim() !== '' && !names[place]) ? [String(index + 1)] : []));
  const [first] = rows;
  if (first === undefined) return [];
  const more = rows.length > 1 ? `, as have ${rows.length - 1} more` : '';
  const message = `Row ${first} has text in a cell whose column has no name in the first line${more}.`;
  return [{ code: 'nameless-cells', names: rows, message, hint: 'Name the column, or put a cell with a separator in it into quotes.' }];
}

function refuseLongCells(lines: TableCells): void {
  const index = lines.findIndex((line) => line.some((cell) => cell.trim().length > maxCellLength));
  if (index < 0) return;
  const hint = 'Shorten it, or look for quotes in the table that are never closed.';
  throw new StudioError('invalid-request', `In row ${index + 1} a cell has more than ${maxCellLength} characters.`, { hint });
}

function problemsOf(columns: Table['columns'], rows: Table['rows'], template: Template): Table['problems'] {
  const named = columns.filter(({ name }) => name !== '');
  const unknown = named.filter(({ column }) => column === null).map(({ name }) => name);
  const isTwice = ({ name, column }: Table['columns'][number], index: number) =>
    named.findIndex((other) => other.name === name || (column !== null && other.column === column)) < index;
  const twice = named.filter(isTwice).map(({ name }) => name);
  return [
    ...(rows.length === 0 ? [noRows] : []),
    ...twice.slice(0, 1).map((name) => columnTwice(name)),
    ...(unknown.length > 0 ? [unknownColumns(unknown, template)] : []),
    ...(named.some(({ column }) => column === 'topic') ? [] : [noTopic]),
    ...(rows.length > maxBatchRows ? [tooManyRows(rows.length)] : []),
  ];
}

type Problem = Table['problems'][number];

const noRows: Problem = {
  code: 'no-rows',
  names: [],
  message: 'The table has no rows.',
  hint: 'Its first line names the columns, each further line is one text.',
};
const noTopic: Problem = {
  code: 'no-topic',
  names: [],
  message: 'The table has no column for the topic.',
  hint: 'Name it "topic" or "题目".',
};

function columnTwice(name: string): Problem {
  const message = `The table has the column "${name}" twice.`;
  return { code: 'column-twice', names: [name], message, hint: 'Give each column a name of its own.' };
}

function unknownColumns(names: readonly string[], { id, fields }: Template): Problem {
  const what = names.length === 1 ? 'the column' : 'the columns';
  const known = ['topic', 'words', 'language', 'reader', 'tone', 'include', 'avoid', 'notes', ...fields.map(({ name }) => name)];
  return {
    code: 'unknown-column',
    names: [...names],
    message: `The template ${id} does not know ${what} ${names.map((name) => `"${name}"`).join(', ')}.`,
    hint: `Known are ${known.join(', ')}, and their labels.`,
  };
}

function tooManyRows(count: number): Problem {
  const message = `The table has ${count} rows; ${maxBatchRows} are possible.`;
  return { code: 'too-many-rows', names: [], message, hint: 'Split it.' };
}
