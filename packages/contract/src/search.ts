import { z } from 'zod';
import { documentBatchSchema } from './documents.ts';
import { idSchema, timestampSchema } from './runs.ts';

/** Text around the match, in order; the pieces that match are marked. */
const partsSchema = z.array(z.object({ text: z.string(), match: z.boolean() }));

export const searchHitSchema = z.object({
  conversationId: idSchema,
  messageId: idSchema.nullable(),
  title: z.string(),
  /** Title of the document that the conversation is about, else its topic; `null`: it is about none. */
  documentTitle: z.string().nullable(),
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
  /** `null`: it is no row of a batch. */
  batch: documentBatchSchema.nullable(),
  /** In how many of its sections all words of the query stand. */
  matchingSections: z.int().min(0),
  parts: partsSchema,
  updatedAt: timestampSchema,
});
export type DocumentHit = z.infer<typeof documentHitSchema>;

/** What the writer remarked to themself on words of a document. */
export const commentHitSchema = z.object({
  commentId: idSchema,
  documentId: idSchema,
  /** Title of the document, else its topic. */
  title: z.string(),
  parts: partsSchema,
  updatedAt: timestampSchema,
});
export type CommentHit = z.infer<typeof commentHitSchema>;
