import { z } from 'zod';

const text = z.string().trim().min(1);

/** The same said in Chinese and in English. */
export const bilingualSchema = z.strictObject({ zh: text, en: text });
export type Bilingual = z.infer<typeof bilingualSchema>;

export const templateFieldKinds = ['text', 'long-text', 'choice', 'list'] as const;

/** One question of a template's form, besides those that every brief answers. */
export const templateFieldSchema = z.strictObject({
  /** Of its slot in the prompts. */
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'letters and digits, beginning with a small letter, e.g. openQuestions'),
  label: bilingualSchema,
  kind: z.enum(templateFieldKinds),
  isRequired: z.boolean(),
  /** What to write there, where the label is not enough. */
  hint: bilingualSchema.nullable(),
  /** Of a `choice`: what can be chosen. The label of the chosen one stands in the prompt. Empty for every other kind. */
  choices: z.array(z.strictObject({ value: text, label: bilingualSchema })),
  /** The value of a field that nobody filled in. */
  default: z.string().nullable(),
});
export type TemplateField = z.infer<typeof templateFieldSchema>;

export const templateAudiences = ['students', 'office', 'programmers', 'creators', 'researchers', 'everyone'] as const;
export const exportPresets = ['essay', 'paper', 'report', 'letter', 'script', 'story', 'code', 'plain'] as const;
export type ExportPreset = (typeof exportPresets)[number];

const length = z.int().min(1);
const promptSchema = z.strictObject({ system: text, brief: text });
const exampleSchema = z.record(z.string(), z.string());

/** A form of text that can be chosen: what it asks for, and how the model is asked. See docs/specs/templates.md. */
export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens, e.g. weekly-report'),
  audience: z.enum(templateAudiences),
  name: bilingualSchema,
  /** One sentence. */
  about: bilingualSchema,
  fields: z.array(templateFieldSchema),
  /** `single`: written in one pass, without an outline. */
  shape: z.enum(['sections', 'single']),
  /** In 字 (zh) and words (en). */
  length: z.strictObject({ default: z.strictObject({ zh: length, en: length }), minimum: length, maximum: length }),
  /** `null` with `sections`: the model makes it. */
  outline: z
    .strictObject({
      sections: z
        .array(
          z.strictObject({
            heading: bilingualSchema,
            points: bilingualSchema.nullable(),
            /** Of the whole length; those of all sections add up to 1. */
            share: z.number().gt(0).lte(1),
            /** The field it is about: while that is empty, the section is left out and its share goes to the others. `null`: always there. */
            onlyWith: z.string().nullable(),
          }),
        )
        .min(1),
    })
    .nullable(),
  /** Rules that the finished text is checked with: names of core's lint, and `typography`. */
  lint: z.array(z.string()),
  exportPreset: z.enum(exportPresets),
  prompts: z.strictObject({ zh: promptSchema, en: promptSchema }),
  /** Values that show what the form wants, by the names of the slots. */
  example: z.strictObject({ zh: exampleSchema, en: exampleSchema }),
  /** `own`: a file of the writer's. */
  origin: z.enum(['bundled', 'own']),
});
export type Template = z.infer<typeof templateSchema>;

/** One reason why a file of templates could not be used. */
export const templateProblemSchema = z.object({
  fileName: z.string(),
  /** Counted from 1; `null` when it is about the whole file. */
  line: z.int().min(1).nullable(),
  /** What is wrong, one sentence. */
  message: z.string(),
  /** What to do about it, one sentence. */
  hint: z.string(),
});
export type TemplateProblem = z.infer<typeof templateProblemSchema>;
