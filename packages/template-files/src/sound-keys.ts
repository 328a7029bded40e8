import type { z } from 'zod';
import { fileSchema, type FileKeys } from './file-schema.ts';

/**
 * What of a front matter is right by itself, for whoever looks at how it fits together while other parts are wrong. `null`: it is not right, so
 * that nothing can be said of it.
 */
export interface SoundKeys {
  readonly shape: FileKeys['shape'] | null;
  readonly length: FileKeys['length'] | null;
  readonly outline: FileKeys['outline'];
  readonly lint: FileKeys['lint'] | null;
  readonly example: FileKeys['example'] | null;
  /** In their places. */
  readonly fields: readonly (FileKeys['fields'][number] | null)[];
  /** Of all fields, also of those that are not right; `null`: some are not known. */
  readonly fieldNames: readonly string[] | null;
}

/** @param data `undefined`: the front matter cannot be read */
export function soundKeys(data: unknown): SoundKeys {
  const { shape, length, outline, lint, example, fields } = fileSchema.shape;
  const given = isGroup(data) ? data : {};
  const fieldsGiven = given['fields'] ?? [];
  const items: readonly unknown[] = Array.isArray(fieldsGiven) ? fieldsGiven : [];
  const names = items.flatMap((item) => (isGroup(item) && typeof item['name'] === 'string' ? [item['name']] : []));
  const allNamesAreKnown = isGroup(data) && Array.isArray(fieldsGiven) && names.length === items.length;
  return {
    shape: soundOr(shape, given['shape']),
    length: soundOr(length, given['length']),
    outline: soundOr(outline, given['outline']),
    lint: soundOr(lint, given['lint']),
    example: soundOr(example, given['example']),
    fields: items.map((item) => soundOr(fields.unwrap().element, item)),
    fieldNames: allNamesAreKnown ? names : null,
  };
}

function soundOr<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | null {
  return schema.safeParse(value).data ?? null;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
