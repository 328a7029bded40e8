import { z } from 'zod';
import { idSchema, timestampSchema } from './runs.ts';

/** Of a remark, in characters. */
export const maxCommentLength = 10_000;
/** Of the words that it is about, as Markdown. */
export const maxQuoteLength = 20_000;
/** Of what is kept on either side of them. */
export const maxSurroundingsLength = 200;

/** The words of a section's Markdown that a comment is about, and what stood around them: by these they are found again. */
const anchor = {
  quote: z.string().min(1).max(maxQuoteLength),
  before: z.string().max(maxSurroundingsLength),
  after: z.string().max(maxSurroundingsLength),
};
const remarkSchema = z.string().trim().min(1).max(maxCommentLength);

/** A remark of the writer's to themself. Nothing that is written or exported has it. */
export const commentSchema = z.object({
  id: idSchema,
  documentId: idSchema,
  /** In which it was made; its words may stand in another one by now. */
  sectionId: idSchema,
  ...anchor,
  text: z.string(),
  /** Grows by one with every change; sent back for compare-and-set. */
  revision: z.int().min(1),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  /** `null`: it is open. */
  resolvedAt: timestampSchema.nullable(),
});
export type Comment = z.infer<typeof commentSchema>;

export const addCommentSchema = z.object({ id: idSchema, ...anchor, text: remarkSchema });
export const updateCommentSchema = z.object({
  revision: z.int().min(1),
  text: remarkSchema.optional(),
  isResolved: z.boolean().optional(),
});
