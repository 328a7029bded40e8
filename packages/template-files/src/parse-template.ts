import type { Template, TemplateProblem } from '@maobi/contract';
import { fillTemplate, StudioError } from '@maobi/core';
import { fileSchema } from './file-schema.ts';
import type { Finding } from './finding.ts';
import { splitFile, type SplitFile } from './front-matter.ts';
import { keyFindings } from './key-findings.ts';
import { promptFindings } from './prompt-findings.ts';
import { languages, promptSections, promptsOf } from './prompt-sections.ts';
import { schemaFindings } from './schema-findings.ts';

/** So many are told of one file; who mends them sees the next. */
const mostProblems = 20;

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
  const checked = fileSchema.safeParse(file.data);
  if (!checked.success) return [...schemaFindings(file, checked.error), ...findings];
  findings.push(...keyFindings(checked.data, file.lineOf), ...promptFindings(checked.data, sections, file.lineOf));
  if (findings.length > 0) return findings;
  const template: Template = { ...checked.data, prompts: promptsOf(sections), origin };
  const unfilled = exampleFillings(template, file.lineOf);
  return unfilled.length > 0 ? unfilled : { template, idLine: file.lineOf(['id']) };
}

/** An example that cannot be used shows nobody what the form wants. */
function exampleFillings(template: Template, lineOf: SplitFile['lineOf']): Finding[] {
  return languages.flatMap((language) => {
    try {
      fillTemplate(template, language, template.example[language]);
      return [];
    } catch (caught) {
      const { message, details } = StudioError.from(caught);
      const line = lineOf(['example', language, String(details?.['field'])]);
      return [
        { line, message: `The example cannot be filled in: ${message}`, hint: `Mend "${String(details?.['field'])}" in the example.` },
      ];
    }
  });
}
