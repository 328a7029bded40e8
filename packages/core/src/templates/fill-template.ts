import type { Bilingual, Template, TemplateField } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import { promptPieces } from './prompt-pieces.ts';

type Language = keyof Bilingual;
type Values = Readonly<Record<string, string>>;
type FillableForm = Pick<Template, 'fields' | 'length' | 'prompts'>;
type FixedSection = NonNullable<Template['outline']>['sections'][number];

/** What the prompts of every template may use besides its own fields. Lists arrive joined. */
export const standardValueNames = ['topic', 'words', 'reader', 'tone', 'include', 'avoid', 'notes'] as const;

const topicLabel: Bilingual = { zh: '题目', en: 'Topic' };

/**
 * The prompts of a template with these values in their slots. A line with a slot whose value is empty is left out. What is not given is the
 * field's default; `words` then is the template's usual length. Values stand there as they are: braces in them mean nothing. Throws
 * `invalid-request` when a required field or a needed topic is empty, and for a choice that is none.
 */
export function fillTemplate(template: FillableForm, language: Language, values: Values): { system: string; brief: string } {
  const filled = filledValues(template, language, values);
  const { system, brief } = template.prompts[language];
  requireTopic([system, brief], language, filled);
  return { system: fillPrompt(system, filled), brief: fillPrompt(brief, filled) };
}

/** The sections of a fixed outline that these values call for; `null`: the template has none. */
export function filledOutline({ outline, fields }: Template, values: Values): FixedSection[] | null {
  if (!outline) return null;
  const isEmpty = (name: string) =>
    givenOf(
      fields.find((field) => field.name === name),
      name,
      values,
    ) === '';
  return outline.sections.filter(({ onlyWith }) => onlyWith === null || !isEmpty(onlyWith));
}

function filledValues(template: FillableForm, language: Language, values: Values): Map<string, string> {
  const standard = standardValueNames.map((name) => [name, withoutOuterSpace(given(values, name) ?? '')] as const);
  const own = template.fields.map((field) => [field.name, fieldValue(field, language, values)] as const);
  const filled = new Map<string, string>([...standard, ...own]);
  if (filled.get('words') === '') filled.set('words', String(template.length.default[language]));
  return filled;
}

function fieldValue(field: TemplateField, language: Language, values: Values): string {
  const value = givenOf(field, field.name, values);
  const label = field.label[language];
  if (value === '') {
    if (field.isRequired) throw missing(field.name, label);
    return '';
  }
  if (field.kind !== 'choice') return value;
  const choice = field.choices.find((one) => one.value === value);
  if (choice) return choice.label[language];
  throw new StudioError('invalid-request', `"${value.slice(0, 100)}" cannot be chosen for "${label}".`, {
    hint: `Choose one of: ${field.choices.map((one) => one.value).join(', ')}.`,
    details: { field: field.name },
  });
}

/** Without a topic nothing would be left of the request itself. */
function requireTopic(prompts: readonly string[], language: Language, filled: ReadonlyMap<string, string>): void {
  const isUsed = prompts.some((prompt) => promptPieces(prompt).some(({ kind, text }) => kind === 'slot' && text === 'topic'));
  if (isUsed && filled.get('topic') === '') throw missing('topic', topicLabel[language]);
}

function missing(field: string, label: string): StudioError {
  return new StudioError('invalid-request', `"${label}" is empty, and this template needs it.`, {
    hint: `Fill in "${label}" and try again.`,
    details: { field },
  });
}

function fillPrompt(prompt: string, values: ReadonlyMap<string, string>): string {
  const kept: string[] = [];
  for (const line of prompt.split('\n')) {
    const filled = fillLine(line, values);
    if (filled === null) continue;
    const followsNothing = kept.length === 0 || kept.at(-1) === '';
    if (filled.trim() !== '') kept.push(filled);
    else if (!followsNothing) kept.push('');
  }
  return kept.join('\n').trimEnd();
}

/** `null`: a slot is empty. A slot that nobody knows is empty. */
function fillLine(line: string, values: ReadonlyMap<string, string>): string | null {
  const pieces = promptPieces(line).map(({ kind, text }) => (kind === 'slot' ? (values.get(text) ?? '') : text));
  const hasEmptySlot = promptPieces(line).some(({ kind, text }) => kind === 'slot' && !values.get(text));
  return hasEmptySlot ? null : pieces.join('');
}

function givenOf(field: TemplateField | undefined, name: string, values: Values): string {
  return withoutOuterSpace(given(values, name) ?? field?.default ?? '');
}

/** Only what somebody gave: a field may be called `constructor`. */
function given(values: Values, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** The first line of code keeps its indentation. */
function withoutOuterSpace(value: string): string {
  return value.includes('\n') ? value.replace(/^(?:[^\S\n]*\n)+/u, '').trimEnd() : value.trim();
}
