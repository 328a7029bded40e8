import { z } from 'zod';
import { idSchema } from './runs.ts';

/** One row of the table. Path parameters are written `:name`. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  /** `null`: the endpoint takes no body. */
  readonly body: z.ZodType | null;
  readonly response: z.ZodType;
  /** Of a success; default 200. */
  readonly status?: 202;
}

export const nothing = z.object({});
export const pathId = z.object({ id: idSchema });
