import { z } from 'zod';

/** What a studio keeps: texts with every version, images, states that were read already, models, backups, own templates, the log. */
export const storageParts = ['texts', 'images', 'states', 'models', 'backups', 'templates', 'log'] as const;
export type StoragePart = (typeof storageParts)[number];

export const storageSchema = z.object({
  /** Of the data folder; a part lies in it under `name`. Linked models lie elsewhere and are not counted. */
  folder: z.string(),
  parts: z.array(z.object({ part: z.enum(storageParts), name: z.string(), bytes: z.int().min(0) })),
});
export type Storage = z.infer<typeof storageSchema>;
