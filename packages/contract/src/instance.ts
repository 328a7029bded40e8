import { z } from 'zod';

/** What a running studio writes into its data folder so that the command line finds and reuses it. */
export const instanceSchema = z.object({
  processId: z.int(),
  port: z.int().min(1).max(65535),
  version: z.string(),
});
export type Instance = z.infer<typeof instanceSchema>;

/** Answer of `GET /health`, open to anyone on an allowed host. */
export const healthSchema = z.object({ name: z.literal('maobi'), version: z.string(), processId: z.int() });
export type Health = z.infer<typeof healthSchema>;
