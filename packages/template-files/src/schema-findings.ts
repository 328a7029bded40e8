import { z } from 'zod';
import { fileSchema } from './file-schema.ts';
import type { Finding } from './finding.ts';
import type { SplitFile } from './front-matter.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** How each type of value is called, and how it is written. */
const kinds: Readonly<Record<string, readonly [name: string, form: string]>> = {
  string: ['a text', 'Write a text there, between quotes if it looks like a number or like true.'],
  number: ['a number', 'Write a number there, without quotes.'],
  int: ['a whole number', 'Write a whole number there, without quotes.'],
  boolean: ['true or false', 'Write true or false there, without quotes.'],
  array: ['a list', 'Write each item on a line of its own, behind a hyphen, or all of them between [ and ].'],
  object: ['a group of keys', 'Write its keys below it, each indented by two spaces.'],
  record: ['a group of keys', 'Write its keys below it, each indented by two spaces.'],
};

/** What is wrong with keys and values, each on its line. */
export function schemaFindings({ data, lineOf }: SplitFile, error: z.ZodError): Finding[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key, lineOf));
    return [{ line: lineOf(issue.path), ...explanationOf(issue, valueAt(data, issue.path)) }];
  });
}

function unknownKey(path: Path, key: string, lineOf: SplitFile['lineOf']): Finding {
  const start = path.length === 0 ? 'There' : `In "${nameOf(path)}" there`;
  return {
    line: lineOf([...path, key]),
    message: `${start} is no key "${key.slice(0, 100)}".`,
    hint: `Remove it, or write one of: ${keysAt(path).join(', ')}.`,
  };
}

function explanationOf(issue: Issue, value: unknown): Omit<Finding, 'line'> {
  const name = issue.path.length === 0 ? 'The front matter' : `"${nameOf(issue.path)}"`;
  if (value === undefined) return { message: `${name} is missing.`, hint: `Add it${wantedOf(issue)}.` };
  if (issue.code === 'invalid_type') {
    const [wanted, form] = kinds[issue.expected] ?? [issue.expected, 'Correct it.'];
    return { message: `${name} must be ${wanted}, and it is ${kindOf(value)}.`, hint: form };
  }
  if (issue.code === 'invalid_value') {
    return { message: `${name} cannot be ${shown(value)}.`, hint: `Write one of: ${issue.values.join(', ')}.` };
  }
  if (issue.code === 'invalid_format') {
    return { message: `${name} cannot be ${shown(value)}.`, hint: `It consists of ${issue.message}.` };
  }
  return { message: `${name} cannot be ${shown(value)}.`, hint: `${limitOf(issue)}.` };
}

/** What a missing key should hold, as far as it can be said in few words. */
function wantedOf(issue: Issue): string {
  if (issue.code === 'invalid_value') return `: one of ${issue.values.join(', ')}`;
  const kind = issue.code === 'invalid_type' ? kinds[issue.expected]?.[0] : undefined;
  return kind === undefined ? '' : `: ${kind}`;
}

function limitOf(issue: Issue): string {
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'Write something there';
    if (issue.origin === 'array') return `Give at least ${issue.minimum}`;
    return issue.inclusive ? `It is at least ${issue.minimum}` : `It is more than ${issue.minimum}`;
  }
  return issue.code === 'too_big' ? `It is at most ${issue.maximum}` : issue.message;
}

/** Without places in lists: the line says which it is. */
function nameOf(path: Path): string {
  return path.filter((part) => typeof part === 'string').join('.');
}

function shown(value: unknown): string {
  if (typeof value === 'string' && value !== '') return JSON.stringify(value.slice(0, 100));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === null || value === '') return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'no finite number';
  return kinds[typeof value]?.[0] ?? typeof value;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part], data);
}

function keysAt(path: Path): string[] {
  let schema: unknown = fileSchema;
  for (const part of path) {
    schema = unwrapped(schema);
    if (schema instanceof z.ZodObject) schema = schema.shape[part as string];
    else if (schema instanceof z.ZodArray) schema = schema.element;
  }
  schema = unwrapped(schema);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodNullable ? unwrapped(schema.unwrap()) : schema;
}
