import { z } from 'zod';
import { maxMessageLength, messageRoles, titleSchema } from './conversations.ts';
import { errorBodySchema } from './errors.ts';
import { idSchema, runActions, runSchema, timestampSchema } from './runs.ts';

export const writingLanguages = ['zh', 'en'] as const;
export const writingLanguageSchema = z.enum(writingLanguages);
export type WritingLanguage = (typeof writingLanguages)[number];

/** Of a whole document, in 字 of Chinese or words of English. */
export const documentWordsRange = { minimum: 50, maximum: 100_000, default: 800 } as const;
/** Of one section. */
export const sectionWordsRange = { minimum: 10, maximum: 5_000 } as const;
export const maxSections = 200;
export const maxHeadingLength = 200;
/** Of a section. */
export const mostPoints = 20;
/** In characters. */
export const longestPoint = 500;

const shortText = z.string().trim().max(500);

const wordingSchema = z.object({ system: z.string().max(10_000), request: z.string().min(1).max(50_000) });

/** What the writer wants, before anything is written. */
export const briefSchema = z.object({
  topic: z.string().trim().min(1).max(2_000),
  language: writingLanguageSchema,
  /** Of the whole, in 字 or words. */
  words: z.int().min(documentWordsRange.minimum).max(documentWordsRange.maximum),
  /** Id of the template; `null`: free writing. */
  template: z.string().min(1).max(100).nullable(),
  /** Of the template's own form, by the name of the field. */
  fields: z.record(z.string().max(100), z.string().max(20_000)),
  reader: shortText,
  tone: shortText,
  mustInclude: z.array(shortText.min(1)).max(50),
  mustAvoid: z.array(shortText.min(1)).max(50),
  notes: z.string().trim().max(20_000),
  /** The writer writes without a length in mind: no text is short or long, and `words` only serves a plan that is asked for. Absent: no. */
  isOpenEnded: z.literal(true).optional(),
  /** The writer's own wording of the prompt, in place of the template's or the usual one. */
  wording: z
    .object({
      ...wordingSchema.shape,
      /** What stood there when the writer began to change it. Where the form says something else now, it was changed since. */
      insteadOf: wordingSchema.optional(),
    })
    .optional(),
});
export type Brief = z.infer<typeof briefSchema>;

/** A brief for free writing that wishes for nothing but what is said here. */
export function plainBrief(said: Pick<Brief, 'topic' | 'language' | 'words'> & Partial<Brief>): Brief {
  return { template: null, fields: {}, reader: '', tone: '', mustInclude: [], mustAvoid: [], notes: '', ...said };
}

export const versionSources = ['user', 'model', 'polish'] as const;

/** The text of a section as it was at one time. Never changed once its last run has ended. */
export const versionSchema = z.object({
  id: idSchema,
  sectionId: idSchema,
  /** The version it was made from. */
  parentId: idSchema.nullable(),
  source: z.enum(versionSources),
  /** With what its runs have written so far. */
  text: z.string(),
  createdAt: timestampSchema,
  /** The last run that wrote into it. */
  run: runSchema.nullable(),
  /** Seq of the last chunk of that run contained in `text`, to go on streaming from; 0: none. */
  lastSeq: z.int().min(0),
});
export type Version = z.infer<typeof versionSchema>;

export const sectionStates = [
  'empty',
  'queued',
  'reading',
  'writing',
  'done',
  'short',
  'long',
  'stopped',
  'interrupted',
  'failed',
] as const;
/**
 * `empty`: nothing is written; `queued`, `reading`, `writing`: a run is at it; `done`, `short`, `long`: how the text compares with
 * the target (0.9 to 1.2 of it is `done`); `stopped`, `interrupted`, `failed`: its last run broke off, and the text can be
 * continued.
 */
export type SectionState = (typeof sectionStates)[number];

const headingSchema = z.string().trim().min(1).max(maxHeadingLength);
const pointsSchema = z.array(z.string().trim().min(1).max(longestPoint)).max(mostPoints);
const targetSchema = z.int().min(sectionWordsRange.minimum).max(sectionWordsRange.maximum);

/** One row of an outline, as the writer edits it. */
export const outlineRowSchema = z.object({
  id: idSchema,
  heading: headingSchema,
  points: pointsSchema,
  /** In 字 or words. */
  target: targetSchema,
  /** The model changes neither the row nor its text. */
  isLocked: z.boolean(),
});
export type OutlineRow = z.infer<typeof outlineRowSchema>;

/** Another wording of a section, until the writer has accepted or dismissed it. */
export const suggestionSchema = z.object({
  /** Of the version that holds it. */
  id: idSchema,
  /** What the section would be: paragraphs that the writer changed since the wording was made stay as they are. */
  text: z.string(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const sectionSchema = outlineRowSchema.extend({
  documentId: idSchema,
  /** The one that counts; `null`: nothing was written yet. */
  version: versionSchema.nullable(),
  suggestion: suggestionSchema.nullable(),
  /** Of the version's text. */
  count: z.int().min(0),
  state: z.enum(sectionStates),
});
export type Section = z.infer<typeof sectionSchema>;

export const jobStates = ['open', 'paused', 'done', 'stopped', 'failed'] as const;
export const jobKinds = ['write', 'polish'] as const;
/** `write`: sections that are not written yet; `polish`: every paragraph of what is written, as suggestions. */
export type JobKind = (typeof jobKinds)[number];
const jobWaits = ['turn', 'night'] as const;
/**
 * An ordered set of runs over the sections of a document, one after the other. `open`: at work or waiting; it goes on by itself after a
 * restart. `paused`: until the writer lets it go on.
 */
export const jobSchema = z.object({
  id: idSchema,
  kind: z.enum(jobKinds),
  documentId: idSchema,
  /** Title of the document, else its topic. */
  title: z.string(),
  state: z.enum(jobStates),
  /** Why an open job does not work now: another one has its `turn`, or it waits for the `night` run. */
  wait: z.enum(jobWaits).nullable(),
  /** Those it was asked to work on; `null`: every section that is not written yet, or for a polish every one that is. */
  sectionIds: z.array(idSchema).nullable(),
  createdAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
  error: errorBodySchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const documentSchema = z.object({
  id: idSchema,
  /** Empty until the writer or the outline names it. */
  title: z.string(),
  brief: briefSchema,
  /** Grows by one with every change of title, brief or outline; sent back for compare-and-set. */
  revision: z.int().min(1),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  binnedAt: timestampSchema.nullable(),
});
export type Document = z.infer<typeof documentSchema>;

/** The batch that a document was written for. Title and template are empty once it is gone for good. */
export const documentBatchSchema = z.object({ id: idSchema, title: z.string(), template: z.string() });
export type DocumentBatch = z.infer<typeof documentBatchSchema>;

export const documentSummarySchema = documentSchema.extend({
  /** `null`: it is no row of a batch. */
  batch: documentBatchSchema.nullable(),
  sectionCount: z.int().min(0),
  /** What its sections count together. */
  count: z.int().min(0),
  /** Its open or paused job. */
  jobState: z.enum(jobStates).nullable(),
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

export const documentDetailSchema = documentSchema.extend({
  batch: documentBatchSchema.nullable(),
  sections: z.array(sectionSchema),
  /** The job that writes it, or the last one that did. */
  job: jobSchema.nullable(),
  /** The outline that is being written, or the last one that was. */
  outlineRun: runSchema.nullable(),
});
export type DocumentDetail = z.infer<typeof documentDetailSchema>;

/** Options of a job or an outline that the writer may set. */
export const writingOptionsSchema = z.object({
  model: z.string().min(1).max(1000).optional(),
  seed: z.int().min(0).max(0xffffffff).optional(),
});
export type WritingOptions = z.infer<typeof writingOptionsSchema>;

export const createDocumentSchema = z.object({ id: idSchema, title: z.string().trim().max(200).optional(), brief: briefSchema });
export const updateDocumentSchema = z.object({ revision: z.int().min(1), title: titleSchema.optional(), brief: briefSchema.optional() });
/** The whole outline in its order. A section that is left out goes, with its text, to where `restoreSection` finds it. */
export const replaceOutlineSchema = z.object({
  revision: z.int().min(1),
  sections: z.array(outlineRowSchema).max(maxSections),
  /** Earlier versions that count again, together with it: what takes a split or a merge back. */
  versions: z
    .array(z.object({ sectionId: idSchema, versionId: idSchema, baseId: idSchema.nullable() }))
    .max(maxSections)
    .optional(),
  /** Texts of the writer's own that come with the rows, each as a version of its section: what a file holds. */
  texts: z
    .array(z.object({ sectionId: idSchema, id: idSchema, baseId: idSchema.nullable(), text: z.string().max(maxMessageLength) }))
    .max(maxSections)
    .optional(),
});
export const splitSectionSchema = z.object({
  revision: z.int().min(1),
  /** The version that the writer saw. */
  baseId: idSchema,
  /** Where in its text the second part begins: one of `splitPlaces`. */
  at: z.int().min(1),
  /** Of the second part; absent: taken from its beginning. */
  heading: headingSchema.optional(),
  /** Of the section that comes to be. */
  newSectionId: idSchema,
  /** Of the two texts that come to be. */
  firstVersionId: idSchema,
  secondVersionId: idSchema,
});
export const mergeSectionsSchema = z.object({
  revision: z.int().min(1),
  baseId: idSchema.nullable(),
  /** The section that follows in the outline, as the writer saw it. */
  nextId: idSchema,
  nextBaseId: idSchema.nullable(),
  /** Of the text that comes to be. */
  versionId: idSchema,
});
export const writeOutlineSchema = z.object({
  runId: idSchema,
  /** How many sections; absent: as many as suit the length, or the template's own. */
  sectionCount: z.int().min(1).max(maxSections).optional(),
  /** Of the job that writes all of it as soon as the outline stands, whole; absent: none begins by itself. */
  jobId: idSchema.optional(),
  options: writingOptionsSchema.optional(),
});
export const suggestRowsSchema = z.object({
  runId: idSchema,
  sectionId: idSchema,
  /** Default 3. */
  count: z.int().min(1).max(5).optional(),
  options: writingOptionsSchema.optional(),
});
export const startJobSchema = z.object({
  id: idSchema,
  /** Absent: every section that is not written yet. */
  sectionIds: z.array(idSchema).min(1).max(maxSections).optional(),
  options: writingOptionsSchema.optional(),
});
export const rewriteKinds = ['rewrite', 'extend', 'condense'] as const;
/** `rewrite`: another version from nothing; `extend`: one more paragraph; `condense`: down to the target. The old version stays. */
export type RewriteKind = (typeof rewriteKinds)[number];
export const rewriteSectionSchema = z.object({
  /** Of the job that does it. */
  jobId: idSchema,
  /** Of the version that comes to be. */
  versionId: idSchema,
  kind: z.enum(rewriteKinds),
  options: writingOptionsSchema.optional(),
});
export const addVersionSchema = z.object({
  id: idSchema,
  /** The version that the writer saw; another one at this time: `conflict`. */
  baseId: idSchema.nullable(),
  source: z.enum(['user', 'polish']),
  text: z.string().max(maxMessageLength),
  /** The suggestion that is settled by it: it no longer waits for a verdict. */
  suggestionId: idSchema.optional(),
});
/** Texts that the writer changed together, as replacing words does: all of them come to count, or none. */
export const replaceTextsSchema = z.object({
  /** Of the versions that are made. Default: `user`. */
  source: addVersionSchema.shape.source.optional(),
  texts: z
    .array(addVersionSchema.pick({ id: true, baseId: true, text: true }).extend({ sectionId: idSchema }))
    .min(1)
    .max(maxSections),
});
export const dismissSuggestionSchema = z.object({ suggestionId: idSchema });
export const chooseVersionSchema = z.object({ versionId: idSchema, baseId: idSchema.nullable() });

/** How a brief is put to the model, before an outline stands under it. */
export const wordedBriefSchema = z.object({ system: z.string(), request: z.string() });

export const warmDocumentSchema = z.object({
  /** The section that the writer turned to. Absent: the first one that is still to be written. */
  sectionId: idSchema.optional(),
});

/** The next prompt of a section, word for word as the engine will get it. */
export const sectionPromptSchema = z.object({
  /** What that run will do. */
  action: z.enum(runActions),
  /** The model that will read it. */
  model: z.string(),
  messages: z.array(z.object({ role: z.enum(messageRoles), text: z.string() })),
  /** `null`: the model is not loaded, so nobody can count. */
  tokens: z.int().min(0).nullable(),
  /** Of these, what need not be read again: held in memory or kept on disk. `null` as above. */
  heldTokens: z.int().min(0).nullable(),
  /** What reading the others takes; `null`: nobody knows yet how fast the model is here. */
  readingMs: z.number().min(0).nullable(),
});
export type SectionPrompt = z.infer<typeof sectionPromptSchema>;

/** What writing a document will cost on this machine; `null`: nobody knows yet how fast the model is here. */
export const costSchema = z.object({
  words: z.int(),
  sectionCount: z.int(),
  readTokens: z.int(),
  writtenTokens: z.int(),
  milliseconds: z.number().nullable(),
});
export type Cost = z.infer<typeof costSchema>;
export const estimateCostSchema = z.object({
  brief: briefSchema,
  /** Write as much as this time allows, in place of the brief's length. */
  minutes: z.number().min(1).max(1440).optional(),
  /** The writer's own outline has so many sections: nothing is planned. */
  sectionCount: z.int().min(1).max(maxSections).optional(),
  model: z.string().min(1).max(1000).optional(),
});

/** A brief that is to be written with this model, by default the usual one. */
export const checkBriefSchema = estimateCostSchema.pick({ brief: true, model: true });

export const polishKinds = [
  'improve',
  'shorten',
  'expand',
  'rephrase',
  'formal',
  'plain',
  'warm',
  'lively',
  'grammar',
  'translate',
  'continue',
  'own',
] as const;
/** `translate`: a Chinese passage into English, any other into Chinese. */
export type PolishKind = (typeof polishKinds)[number];
/** Longest text that is polished at once, in characters: a few paragraphs. */
export const maxPolishLength = 8_000;
export const polishSchema = z.object({
  runId: idSchema,
  text: z.string().trim().min(1).max(maxPolishLength),
  /** Where the text is from; absent: it stands in no section. A locked one is refused either way. */
  sectionId: idSchema.optional(),
  kind: z.enum(polishKinds),
  /** With `own`: what to do with the text. */
  instruction: z.string().trim().min(1).max(2_000).optional(),
  options: writingOptionsSchema.optional(),
});

/** What can be done to a whole document, paragraph by paragraph: what keeps each paragraph one. */
export const wholePolishKinds = ['improve', 'shorten', 'grammar', 'formal', 'plain', 'own'] as const satisfies readonly PolishKind[];
export type WholePolishKind = (typeof wholePolishKinds)[number];
const wholePolish = {
  kind: z.enum(wholePolishKinds),
  /** Absent: every section that is written and not locked. */
  sectionIds: z.array(idSchema).min(1).max(maxSections).optional(),
};
export const startPolishSchema = z.object({
  /** Of the job that does it. */
  id: idSchema,
  ...wholePolish,
  /** With `own`: what to do with each paragraph. */
  instruction: z.string().trim().min(1).max(2_000).optional(),
  options: writingOptionsSchema.optional(),
});
export const estimatePolishSchema = z.object({ ...wholePolish, model: z.string().min(1).max(1000).optional() });
/** What polishing a document will cost on this machine; `null`: nobody knows yet how fast the model is here. */
export const polishCostSchema = z.object({
  sectionCount: z.int(),
  /** Paragraphs that are sent, one by one. */
  paragraphCount: z.int(),
  /** What they count together. */
  words: z.int(),
  readTokens: z.int(),
  writtenTokens: z.int(),
  milliseconds: z.number().nullable(),
});
export type PolishCost = z.infer<typeof polishCostSchema>;
