import path from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Brief, Template } from '@maobi/contract';
import { detectLanguage } from '@maobi/core';
import { readText } from '../article/text-file.ts';
import { UsageError } from '../terminal/failures.ts';

/** A row of the table, by the names of its columns. */
export type BatchRow = Readonly<Record<string, string>>;

const mostRows = 10_000;

/**
 * Reads a table with a line of names at its top: CSV with any usual separator (UTF-8 or GB18030), or the first sheet of an XLSX file. Empty lines do not count.
 * Throws `UsageError` that says what is wrong with it, and `CommandError` when it cannot be read.
 */
export async function readTable(file: string, input: NodeJS.ReadableStream): Promise<BatchRow[]> {
  const cells = path.extname(file).toLowerCase() === '.xlsx' ? await sheetCells(file) : await textCells(file, input);
  const [names = [], ...lines] = cells.filter((line) => line.some((cell) => cell.trim() !== ''));
  const columns = names.map((name) => name.replace(/^\uFEFF/u, '').trim());
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`The table has the column "${twice}" twice.`, 'Give each column a name of its own.');
  if (lines.length === 0)
    throw new UsageError(`The table ${file} has no rows.`, 'Its first line names the columns, each further line is one text.');
  if (lines.length > mostRows) throw new UsageError(`The table has ${lines.length} rows; ${mostRows} are possible.`, 'Split it.');
  return lines.map((line) =>
    Object.fromEntries(columns.flatMap((name, index) => (name === '' ? [] : [[name, (line[index] ?? '').trim()]]))),
  );
}

async function textCells(file: string, input: NodeJS.ReadableStream): Promise<string[][]> {
  const { text, name } = await readText(file, input);
  const { default: papa } = await import('papaparse');
  const { data, errors } = papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken)
    throw new UsageError(`The table ${name} is broken in line ${(broken.row ?? 0) + 1}: ${broken.message}.`, 'Close the quotes there.');
  return data;
}

async function sheetCells(file: string): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/node');
  try {
    const rows = await readSheet(await readFile(path.resolve(file)));
    return rows.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))));
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'it does not exist' : 'it is no whole XLSX file';
    throw new UsageError(`The table ${file} cannot be read: ${reason}.`, 'Check the name, or save it as CSV.');
  }
}

/** Columns that every brief has, by all names they go by. */
const standardColumns: Readonly<Record<string, readonly string[]>> = {
  topic: ['topic', '主题', '题目', '选题', 'title', '标题'],
  words: ['words', '字数', '长度', 'length'],
  language: ['language', 'lang', '语言'],
  reader: ['reader', '读者', '受众'],
  tone: ['tone', '语气', '风格'],
  mustInclude: ['include', '必须写到', '要点'],
  mustAvoid: ['avoid', '不要出现', '禁用'],
  notes: ['notes', '补充', '备注'],
};

/** Which part of a brief each column is. Throws `UsageError` for a column that is none, and without one for the topic. */
export function columnsOf(row: BatchRow, template: Template): ReadonlyMap<string, string> {
  const columns = new Map(Object.keys(row).map((column) => [column, partOf(column, template)]));
  const unknown = [...columns].filter(([, part]) => part === null).map(([column]) => column);
  if (unknown.length > 0) {
    throw new UsageError(
      `The template ${template.id} does not know ${unknown.length === 1 ? 'the column' : 'the columns'} ${unknown.map((name) => `"${name}"`).join(', ')}.`,
      `Known are ${[...Object.keys(standardColumns), ...template.fields.map(({ name }) => name)].join(', ')}, and their labels.`,
    );
  }
  if (![...columns.values()].includes('topic'))
    throw new UsageError('The table has no column for the topic.', 'Name it "topic" or "主题".');
  return columns as Map<string, string>;
}

function partOf(column: string, { fields }: Template): string | null {
  const wanted = column.toLowerCase();
  const field = fields.find(({ name, label }) => [name.toLowerCase(), label.zh, label.en.toLowerCase()].includes(wanted));
  if (field) return `fields.${field.name}`;
  return Object.keys(standardColumns).find((part) => standardColumns[part]?.includes(wanted)) ?? null;
}

/** The brief that a row amounts to. Throws `UsageError` where it cannot be one. */
export function briefOfRow(row: BatchRow, columns: ReadonlyMap<string, string>, template: Template): Brief {
  const value = (part: string): string => [...columns].find(([, known]) => known === part)?.[0] ?? '';
  const cell = (part: string): string => row[value(part)] ?? '';
  const topic = cell('topic');
  if (topic === '') throw new UsageError('The topic is empty.', 'Fill it in.');
  const language = languageOf(cell('language'), topic);
  const { minimum, maximum } = template.length;
  const words = cell('words') === '' ? template.length.default[language] : Number(cell('words'));
  if (!Number.isInteger(words) || words < minimum || words > maximum) {
    throw new UsageError(`"${cell('words')}" is no length from ${minimum} to ${maximum}.`, 'Give a whole number.');
  }
  const list = (part: string): string[] =>
    cell(part)
      .split(/[；;\n]/u)
      .map((item) => item.trim())
      .filter(Boolean);
  const fields = template.fields.flatMap(({ name }) => (cell(`fields.${name}`) === '' ? [] : [[name, cell(`fields.${name}`)] as const]));
  return {
    topic,
    language,
    words,
    template: template.id,
    fields: Object.fromEntries(fields),
    reader: cell('reader'),
    tone: cell('tone'),
    mustInclude: list('mustInclude'),
    mustAvoid: list('mustAvoid'),
    notes: cell('notes'),
  };
}

function languageOf(given: string, topic: string): Brief['language'] {
  if (given === '') return detectLanguage(topic);
  if (/^(?:zh|中文|汉语)/iu.test(given)) return 'zh';
  if (/^(?:en|英文|英语)/iu.test(given)) return 'en';
  throw new UsageError(`"${given}" is no language.`, 'Write zh or en.');
}
