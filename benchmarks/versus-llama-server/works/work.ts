import type { Arena } from '../arena.ts';
import type { Findings, Outcome } from '../findings.ts';

/** One thing that writers do, done by both sides. */
export interface Work {
  readonly name: string;
  readonly about: string;
  /** What was found by the time that something fails is kept. */
  measure(arena: Arena, findings: Findings): Promise<Outcome>;
}
