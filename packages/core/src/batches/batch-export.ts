import { batchColumnsOf, type BatchRowState, type BatchExportFormat, type Batch, countText, type Template } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import { withImageFiles, type ReadImage } from '../images/exported-images.ts';
import type { ArchivedFile, StudioFile, TableFiles } from '../ports/table-files.ts';
import { plainText } from '../typography/plain-text.ts';
import type { RowText } from './batch-texts.ts';
import { fileNameOf, rowFileName } from '../files/file-name.ts';
import { rowView } from './row-view.ts';

type Language = 'zh' | 'en';

export interface ExportRequest {
  readonly batch: Batch;
  readonly template: Template;
  readonly texts: readonly RowText[];
  readonly format: BatchExportFormat;
  /** Of the names of columns and states. */
  readonly language: Language;
}

const mediaTypes: Readonly<Record<BatchExportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  md: 'application/zip',
  txt: 'application/zip',
};

/** A batch as a file to keep: one table, or a ZIP with a file for each text. Throws `conflict` when there is no text to put into a ZIP. */
export async function exportBatch(request: ExportRequest, tables: TableFiles, readImage: ReadImage): Promise<StudioFile> {
  const { batch, template, format, language } = request;
  const isTable = format === 'csv' || format === 'xlsx';
  const bytes = isTable ? await tables.write(linesOf(request), format) : await tables.archive(await filesOf(request, readImage));
  const name = fileNameOf(batch.title || template.name[language]);
  return { fileName: `${name}.${isTable ? format : 'zip'}`, mediaType: mediaTypes[format], bytes };
}

/** The columns in which anything stands, as `tableOf` reads them again, and what became of each row. */
function linesOf({ batch, template, texts, language }: ExportRequest): (string | number)[][] {
  const { common } = batch;
  const isUsed = (column: string): boolean => Boolean(common[column]) || texts.some(({ row }) => row.cells[column]);
  const columns = batchColumnsOf(template).filter((column) => column === 'topic' || isUsed(column));
  const lines = texts.map(({ row, text }) => {
    const { state, count } = rowView(row, common, template);
    const cells = columns.map((column) => shownCell(row.cells[column] || (common[column] ?? ''), { column, template, language }));
    return [...cells, text.trim(), text === '' ? 0 : count || countText(text), stateNames[language][state]];
  });
  return [[...columns.map((column) => nameOf(column, template, language)), ...resultNames[language]], ...lines];
}

async function filesOf({ texts, format }: ExportRequest, readImage: ReadImage): Promise<ArchivedFile[]> {
  const files = texts
    .filter(({ text }) => text !== '')
    .map(({ number, title, text }) => ({
      name: `${rowFileName(number, title)}.${format}`,
      content: format === 'txt' ? plainText(text) : text,
    }));
  if (files.length > 0) return format === 'txt' ? files : withImageFiles(files, readImage);
  throw new StudioError('conflict', 'Nothing is written in this batch yet.', { hint: 'Let rows be written first.' });
}

/** A choice by its label, as the table of the studio shows it. */
function shownCell(text: string, { column, template, language }: { column: string; template: Template; language: Language }): string {
  if (column === 'language') return languageNames[text] ?? text;
  const field = template.fields.find(({ name }) => column === `fields.${name}`);
  return field?.choices.find(({ value }) => value === text)?.label[language] ?? text;
}

const languageNames: Readonly<Record<string, string>> = { zh: '中文', en: 'English' };

function nameOf(column: string, { fields }: Template, language: Language): string {
  const field = fields.find(({ name }) => column === `fields.${name}`);
  return field ? field.label[language] : (columnNames[language][column] ?? column);
}

const columnNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: {
    topic: '题目',
    words: '字数',
    language: '语言',
    reader: '写给谁看',
    tone: '语气',
    mustInclude: '一定要写到',
    mustAvoid: '不要写到',
    notes: '补充',
  },
  en: {
    topic: 'Topic',
    words: 'Words',
    language: 'Language',
    reader: 'Reader',
    tone: 'Tone',
    mustInclude: 'Must include',
    mustAvoid: 'Must avoid',
    notes: 'Notes',
  },
};

const resultNames: Readonly<Record<Language, readonly string[]>> = { zh: ['正文', '实写', '状态'], en: ['Text', 'Written', 'State'] };

const stateNames: Readonly<Record<Language, Readonly<Record<BatchRowState, string>>>> = {
  zh: {
    empty: '未写',
    waiting: '排队',
    planning: '拟提纲',
    reading: '在读要求',
    writing: '正在写',
    done: '写完',
    short: '偏短',
    long: '偏长',
    stopped: '已停下',
    failed: '没有写成',
  },
  en: {
    empty: 'not written',
    waiting: 'waiting',
    planning: 'planning',
    reading: 'reading',
    writing: 'writing',
    done: 'done',
    short: 'short',
    long: 'long',
    stopped: 'stopped',
    failed: 'failed',
  },
};
