import type { Arena } from '../arena.ts';
import type { WorkResult } from '../findings.ts';

/** One thing that writers do, done by both sides. */
export interface Work {
  readonly name: string;
  readonly about: string;
  measure(arena: Arena): Promise<WorkResult>;
}
