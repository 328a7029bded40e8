import { z } from 'zod';

const deepest = 32;
const mostNodes = 2000;

/** A JSON schema small enough to become a grammar: deeper or wider ones could exhaust the engine. */
export const jsonSchemaSchema = z
  .record(z.string(), z.unknown())
  .refine(isModest, `a schema of at most ${deepest} levels and ${mostNodes} values is expected`);

/** Walks with a list of its own: a hostile depth must not exhaust the stack. */
function isModest(schema: Record<string, unknown>): boolean {
  const open: { value: unknown; depth: number }[] = [{ value: schema, depth: 1 }];
  let nodes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    nodes += 1;
    if (nodes > mostNodes || next.depth > deepest) return false;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const value of Object.values(next.value)) open.push({ value, depth: next.depth + 1 });
  }
  return true;
}
