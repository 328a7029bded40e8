import { templateFieldSchema, templateSchema } from '@maobi/contract';
import { z } from 'zod';

const { isRequired, hint, choices, default: value } = templateFieldSchema.shape;
const { outline, lint } = templateSchema.shape;
const section = outline.unwrap().shape.sections.element;

const fieldSchema = templateFieldSchema.extend({
  isRequired: isRequired.default(false),
  hint: hint.default(null),
  choices: choices.default([]),
  default: value.default(null),
});
const outlineSchema = z.strictObject({
  sections: z.array(section.extend({ points: section.shape.points.default(null), onlyWith: section.shape.onlyWith.default(null) })).min(1),
});

/** What stands in the front matter: a template without its prompts, where what is usual may be left out. */
export const fileSchema = templateSchema.omit({ prompts: true, origin: true }).extend({
  fields: z.array(fieldSchema).default([]),
  outline: outlineSchema.nullable().default(null),
  lint: lint.default([]),
});
export type FileKeys = z.infer<typeof fileSchema>;
