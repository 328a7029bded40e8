import type { Brief, StudioClient, Template, TemplateProblem } from '@maobi/contract';
import { UsageError } from '../terminal/failures.ts';

/** Throws `UsageError` that names those there are. */
export async function templateNamed(client: StudioClient, id: string): Promise<Template> {
  const { templates, problems } = await client.call('listTemplates', {});
  const template = templates.find((known) => known.id === id);
  if (template) return template;
  const problem = problems.find(({ fileName }) => fileName === `${id}.md`);
  if (problem) throw new UsageError(placed(problem), problem.hint);
  throw new UsageError(`There is no template "${id}".`, 'See "maobi templates".');
}

/**
 * The brief with its template's usual length, where none was asked for. Throws `UsageError` for a field that the template does not have or a
 * length that it is not made for, and what the studio says of a form that is not filled in.
 */
export async function briefWithTemplate(client: StudioClient, brief: Brief, hasOwnLength: boolean): Promise<Brief> {
  if (brief.template === null) return brief;
  const { id, fields, length } = await templateNamed(client, brief.template);
  const unknown = Object.keys(brief.fields).find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined) throw new UsageError(`The template ${id} has no field "${unknown}".`, `See "maobi templates show ${id}".`);
  const { minimum, maximum } = length;
  if (hasOwnLength && (brief.words < minimum || brief.words > maximum)) {
    throw new UsageError(`The template ${id} is made for ${minimum} to ${maximum}, not ${brief.words}.`, 'Choose a length in between.');
  }
  const filled = hasOwnLength ? brief : { ...brief, words: length.default[brief.language] };
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
