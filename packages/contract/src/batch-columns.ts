import type { BriefColumn } from './batches.ts';
import type { Template } from './templates.ts';

/** The columns that every brief has, by all names they go by in a table. */
const namesOfColumns: Readonly<Record<BriefColumn, readonly string[]>> = {
  topic: ['topic', '题目', '主题', '选题', 'title', '标题'],
  words: ['words', '字数', '长度', 'length'],
  language: ['language', 'lang', '语言'],
  reader: ['reader', '读者', '受众', '写给谁看'],
  tone: ['tone', '语气', '风格'],
  mustInclude: ['include', 'mustinclude', 'must include', '必须写到', '一定要写到', '要点'],
  mustAvoid: ['avoid', 'mustavoid', 'must avoid', '不要出现', '不要写到', '禁用'],
  notes: ['notes', '补充', '备注'],
};

/** The columns that a batch with this template has, in the order in which they are filled in. */
export function batchColumnsOf({ fields }: Pick<Template, 'fields'>): string[] {
  const own = fields.map(({ name }) => `fields.${name}`);
  return ['topic', ...own, 'words', 'language', 'reader', 'tone', 'mustInclude', 'mustAvoid', 'notes'];
}

/** The column that goes by this name in a table, by the template's names and labels first; `null`: there is none. */
export function columnNamed(name: string, { fields }: Pick<Template, 'fields'>): string | null {
  const wanted = name.trim().toLowerCase();
  const field = fields.find((known) => [known.name.toLowerCase(), known.label.zh, known.label.en.toLowerCase()].includes(wanted));
  if (field) return `fields.${field.name}`;
  const columns = Object.keys(namesOfColumns) as BriefColumn[];
  return columns.find((column) => namesOfColumns[column].includes(wanted)) ?? null;
}

/** What is kept of a text that comes from a table: a choice may be given by its label, kept is its value. */
export function cellValue(text: string, column: string, { fields }: Pick<Template, 'fields'>): string {
  const wanted = text.trim();
  const field = fields.find(({ name }) => column === `fields.${name}`);
  const choice = field?.choices.find(({ label }) => label.zh === wanted || label.en.toLowerCase() === wanted.toLowerCase());
  return choice?.value ?? wanted;
}
