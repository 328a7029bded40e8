import { batchColumnsOf, type BatchDetail, type Template } from '@maobi/contract';
import type { TFunction } from 'i18next';
import type { Language } from '../language/language.ts';

/** One column of the table that is filled in. */
export interface BatchColumn {
  readonly name: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly isLong: boolean;
  /** What can be chosen; empty: anything. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** In pixels. */
  readonly width: number;
  readonly hint: string;
}

const usual = new Set(['topic', 'words']);
const widths: Readonly<Record<string, number>> = { topic: 200, words: 84, language: 84 };
const width = { short: 140, long: 220 };

/** The columns that are shown: the topic, the form's own, the length, and whatever else is filled in or was added here. */
export function shownColumns(columns: readonly BatchColumn[], { common, rows }: BatchDetail, added: ReadonlySet<string>): BatchColumn[] {
  const isFilled = (name: string) => Boolean(common[name]) || rows.some(({ cells }) => Boolean(cells[name]));
  return columns.filter(({ name }) => usual.has(name) || name.startsWith('fields.') || added.has(name) || isFilled(name));
}

/** Every column that a batch with this form can have. */
export function allColumns(template: Template, t: TFunction, language: Language): BatchColumn[] {
  return batchColumnsOf(template).map((name) => ownColumn(name, template, language) ?? briefColumn(name, t));
}

function ownColumn(name: string, { fields }: Template, language: Language): BatchColumn | null {
  const field = fields.find((known) => name === `fields.${known.name}`);
  if (!field) return null;
  const isLong = field.kind === 'list' || field.kind === 'long-text';
  return {
    name,
    label: field.label[language],
    isRequired: field.isRequired && (field.default ?? '') === '',
    isLong,
    choices: field.choices.map(({ value, label }) => ({ value, label: label[language] })),
    width: isLong ? width.long : width.short,
    hint: field.hint?.[language] ?? '',
  };
}

function briefColumn(name: string, t: TFunction): BatchColumn {
  const choices = name === 'language' ? [['zh', '中文'] as const, ['en', 'English'] as const] : [];
  return {
    name,
    label: t(`batch.column.${name as 'topic'}`),
    isRequired: name === 'topic',
    isLong: ['mustInclude', 'mustAvoid', 'notes'].includes(name),
    choices: choices.map(([value, label]) => ({ value, label })),
    width: widths[name] ?? width.short,
    hint: '',
  };
}

/** A cell has two lines, which hold less; all of a long text would be laid out with each row. In characters. */
const mostShown = 200;

/** What a cell shows: the label of what was chosen, else the beginning of what stands there. */
export function shownCell(text: string, { choices }: BatchColumn): string {
  return choices.find(({ value }) => value === text)?.label ?? beginningOf(text);
}

export function beginningOf(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}
