import type { Brief, StudioClient, Template, TemplateProblem } from '@maobi/contract';
import { UsageError } from '../terminal/failures.ts';

/** Throws `UsageError` that names those there are, or what is wrong with the writer's own copy: the bundled one would not be what is asked for. */
export async function templateNamed(client: StudioClient, id: string): Promise<Template> {
  const { templates, problems } = await client.call('listTemplates', {});
  const problem = problems.find(({ fileName }) => fileName === `${id}.md`);
  if (problem) throw new UsageError(placed(problem), problem.hint);
  const template = templates.find((known) => known.id === id);
  if (template) return template;
  throw new UsageError(`There is no template "${id}".`, 'See "maobi templates".');
}

/**
 * The brief with the length that is wanted. Throws `UsageError` for a field that the template does not have or a
 * length that it is not made for, and what the studio says of a form that is not filled in.
 * @param wordsOf what is wanted where this is the usual length: the template's, or the brief's own
 */
export async function briefWithTemplate(client: StudioClient, brief: Brief, wordsOf: (usual: number) => number): Promise<Brief> {
  if (brief.template === null) return { ...brief, words: wordsOf(brief.words) };
  const { id, fields, length } = await templateNamed(client, brief.template);
  const unknown = Object.keys(brief.fields).find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined) throw new UsageError(`The template ${id} has no field "${unknown}".`, `See "maobi templates show ${id}".`);
  const { minimum, maximum } = length;
  const words = wordsOf(length.default[brief.language]);
  if (words < minimum || words > maximum) {
    throw new UsageError(`The template ${id} is made for ${minimum} to ${maximum}, not ${words}.`, 'Choose a length in between.');
  }
  const filled = { ...brief, words };
  await client.call('wordBrief', { body: filled });
  return filled;
}

/** As compilers say it, so that an editor finds the place. */
export function placed({ fileName, line, message }: TemplateProblem): string {
  return `${fileName}${line === null ? '' : `:${line}`}: ${message}`;
}

/** Reads `name=value` of `--field`. */
export function readFields(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
      throw new UsageError(`"${text}" is no field.`, 'Write --field name=value.');
    }),
  );
}
