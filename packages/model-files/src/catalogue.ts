import { modelSourceNames, samplingSchema, type Model } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { z } from 'zod';
import { demoModelId, modelIdSchema } from './model-ids.ts';

/** As far as memory depends on it; see `ModelShape` of core. */
const shapeSchema = z.strictObject({
  /** Tokens that the model was made for. */
  contextLength: z.int().min(1),
  embeddingLength: z.int().min(1),
  feedForwardLength: z.int().min(1),
  /** Of all layers together. */
  keyValueHeads: z.int().min(1),
  keyLength: z.int().min(1),
  valueLength: z.int().min(1),
  vocabularySize: z.int().min(1),
});

const entrySchema = z.strictObject({
  id: modelIdSchema,
  name: z.string().min(1),
  kind: z.enum(['writing', 'embedding']),
  isDefault: z.boolean(),
  quantisation: z.string().min(1),
  sizeBytes: z.int().min(1),
  /** `null` when it is not known: the hub's own hash is used instead. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  licence: z.string().min(1),
  /** `null` when it is not known; memory is then not told before the file is here. */
  shape: shapeSchema.nullable(),
  sampling: samplingSchema,
  /** In the order they are tried. */
  sources: z.array(z.strictObject({ name: z.enum(modelSourceNames), url: z.url({ protocol: /^https?$/ }) })).min(1),
});
export type CatalogueEntry = z.infer<typeof entrySchema>;
export type CatalogueSource = CatalogueEntry['sources'][number];

const catalogueSchema = z.strictObject({
  /** For people who read the file. */
  about: z.string(),
  models: z.array(entrySchema),
});

/** The models that can be downloaded, in the order in which they are shown. */
export type Catalogue = readonly CatalogueEntry[];

/** Checks a catalogue that was read from its file. Throws `internal`, saying what is wrong: it is a part of the program. */
export function parseCatalogue(json: unknown): Catalogue {
  const parsed = catalogueSchema.safeParse(json);
  if (!parsed.success) throw new StudioError('internal', `The catalogue of models is damaged: ${z.prettifyError(parsed.error)}`);
  const { models } = parsed.data;
  const ids = new Set(models.map((entry) => entry.id));
  if (ids.size !== models.length || ids.has(demoModelId)) throw new StudioError('internal', 'The catalogue of models uses an id twice.');
  return models;
}

/** The parts of `Model` that a catalogue entry alone tells. */
export function describeEntry(entry: CatalogueEntry, memoryBytes: Model['memoryBytes']): Omit<Model, 'installed' | 'download'> {
  return {
    id: entry.id,
    name: entry.name,
    kind: entry.kind,
    quantisation: entry.quantisation,
    sizeBytes: entry.sizeBytes,
    licence: entry.licence,
    sha256: entry.sha256,
    memoryBytes,
    sampling: entry.sampling,
    sources: entry.sources,
    isDefault: entry.isDefault,
    isCatalogued: true,
  };
}
