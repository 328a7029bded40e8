import { z } from 'zod';
import { idSchema } from './runs.ts';

/** What a text is checked for without a model. `missing-point`: what it should speak of and does not; `unwanted`: what must not be in it. */
export const checkKinds = [
  'connectives',
  'not-but',
  'triple-parallelism',
  'even-sentences',
  'stock-phrases',
  'duplicate-sentences',
  'disagreeing-numbers',
  'missing-point',
  'unwanted',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** A passage of a section's text: its first character, and the one behind its last. */
export const checkedPlaceSchema = z.object({
  sectionId: idSchema,
  start: z.int().min(0),
  end: z.int().min(0),
  /** The passage itself, its beginning where it is long. */
  text: z.string(),
});
export type CheckedPlace = z.infer<typeof checkedPlaceSchema>;

export const checkFindingSchema = z.object({
  kind: z.enum(checkKinds),
  /** Where it stands; `null` for what is missing in the whole text. */
  place: checkedPlaceSchema.nullable(),
  /** The other place, where it takes two: the sentence that comes again, the number that differs. */
  other: checkedPlaceSchema.nullable(),
  /** Of what is missing, or not wanted: the point. */
  point: z.string().nullable(),
});
export type CheckFinding = z.infer<typeof checkFindingSchema>;

/** What a careful reader would find in a document. No model has a part in it. */
export const documentChecksSchema = z.object({
  /** In the order of the text; what the whole lacks comes last. */
  findings: z.array(checkFindingSchema),
  /** Sections whose typography can be mended: the same text, set as it should be. */
  typography: z.array(z.object({ sectionId: idSchema, versionId: idSchema, text: z.string() })),
});
export type DocumentChecks = z.infer<typeof documentChecksSchema>;
