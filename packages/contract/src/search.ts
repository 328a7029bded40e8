import { z } from 'zod';
import { idSchema, timestampSchema } from './runs.ts';

/** Text around the match, in order; the pieces that match are marked. */
const partsSchema = z.array(z.object({ text: z.string(), match: z.boolean() }));

export const searchHitSchema = z.object({
  conversationId: idSchema,
  messageId: idSchema.nullable(),
  title: z.string(),
  parts: partsSchema,
  updatedAt: timestampSchema,
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** A document at the place in it that matches best. */
export const documentHitSchema = z.object({
  documentId: idSchema,
  /** `null`: its title or topic matches. */
  sectionId: idSchema.nullable(),
  /** Title of the document, else its topic. */
  title: z.string(),
  /** Of the section. */
  heading: z.string().nullable(),
  parts: partsSchema,
  updatedAt: timestampSchema,
});
export type DocumentHit = z.infer<typeof documentHitSchema>;
