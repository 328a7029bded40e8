import type { Template, TemplateProblem } from '@maobi/contract';
import { fillTemplate, StudioError } from '@maobi/core';
import { fileSchema } from './file-schema.ts';
import type { Finding } from './finding.ts';
import { splitFile, type SplitFile } from './front-matter.ts';
import { fieldFindings, keyFindings } from './key-findings.ts';
import { promptFindings } from './prompt-findings.ts';
import { languages, promptSections, promptsOf, type PromptSection } from './prompt-sections.ts';
import { schemaFindings } from './schema-findings.ts';
import { soundKeys, type SoundKeys } from './sound-keys.ts';

/** So many are told of one file; who mends them sees the next. */
const mostProblems = 20;

/** It fills a slot for an example, where the file names none that is right. */
const unknownLength: Template['length'] = { default: { zh: 1, en: 1 }, minimum: 1, maximum: 1 };

export type ParsedTemplate =
  | {
      readonly template: Template;
      /** Line of its id, for those who find it used twice. */
      readonly idLine: number;
    }
  | { readonly problems: TemplateProblem[] };

export interface TemplateText {
  /** For what is said about it. */
  readonly fileName: string;
  readonly text: string;
  readonly origin: Template['origin'];
}

/** Reads one file. See docs/specs/templates.md. Everything that is wrong is told at once, in the order of its lines. */
export function parseTemplate({ fileName, text, origin }: TemplateText): ParsedTemplate {
  const parsed = parse(text.replaceAll('\r\n', '\n'), origin);
  if (!Array.isArray(parsed)) return parsed;
  const inOrder = parsed.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
  return { problems: inOrder.slice(0, mostProblems).map((finding) => ({ fileName, ...finding })) };
}

function parse(text: string, origin: Template['origin']): Exclude<ParsedTemplate, { problems: unknown }> | Finding[] {
  const file = splitFile(text);
  if (Array.isArray(file)) return file;
  const { sections, findings } = promptSections(file);
  const keys = soundKeys(file.data);
  findings.push(
    ...keyFindings(keys, file.lineOf),
    ...promptFindings(keys, sections, file.lineOf),
    ...exampleFillings(keys, sections, file.lineOf),
  );
  if (file.broken) return [file.broken, ...findings];
  const checked = fileSchema.safeParse(file.data);
  if (!checked.success) return [...schemaFindings(file, checked.error), ...findings];
  if (findings.length > 0) return findings;
  return { template: { ...checked.data, prompts: promptsOf(sections), origin }, idLine: file.lineOf(['id']) };
}

/** An example that cannot be used shows nobody what the form wants. Fields that are wrong themselves are left out: what they want is not known. */
function exampleFillings(keys: SoundKeys, sections: readonly PromptSection[], lineOf: SplitFile['lineOf']): Finding[] {
  const { example, length } = keys;
  if (!example) return [];
  const fields = keys.fields.flatMap((field, index) => (field && fieldFindings(field, index, keys, lineOf).length === 0 ? [field] : []));
  const form = { fields, length: length ?? unknownLength, prompts: promptsOf(sections) };
  return languages.flatMap((language) => fillings(form, language, { ...example[language] }, lineOf));
}

/** Each value that is wrong: what was told of is filled in for the next one to be found. */
function fillings(
  form: Pick<Template, 'fields' | 'length' | 'prompts'>,
  language: (typeof languages)[number],
  values: Record<string, string>,
  lineOf: SplitFile['lineOf'],
): Finding[] {
  try {
    fillTemplate(form, language, values);
    return [];
  } catch (caught) {
    const { message, details } = StudioError.from(caught);
    const name = String(details?.['field']);
    const finding = {
      line: lineOf(['example', language, name]),
      message: `The example cannot be filled in: ${message}`,
      hint: `Mend "${name}" in the example.`,
    };
    const right = form.fields.find((field) => field.name === name)?.choices[0]?.value ?? 'x';
    return values[name] === right ? [finding] : [finding, ...fillings(form, language, { ...values, [name]: right }, lineOf)];
  }
}
