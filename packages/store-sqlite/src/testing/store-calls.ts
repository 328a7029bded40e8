import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NewRun, type Store, StudioError } from '@maobi/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { openSqliteStore } from '../open-store.ts';

/** The same call on both stores; small pools of ids, so that calls meet each other. */
interface Call {
  readonly name: string;
  readonly make: (store: Store, now: string) => Promise<unknown>;
}

export function call<T>(
  name: string,
  values: fc.Arbitrary<T>,
  make: (store: Store, values: T, now: string) => Promise<unknown>,
): fc.Arbitrary<Call> {
  return values.map((given) => ({ name: `${name} ${JSON.stringify(given)}`, make: (store, now) => make(store, given, now) }));
}

export function pick(prefix: string, count: number): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: count }).map((number) => `${prefix}${number}`);
}

export function newRun(id: string): NewRun {
  return { id, model: 'demo', seed: 1, request: { sampling: {}, maxTokens: null, overflow: 'refuse' } };
}

export async function outcome(action: Promise<unknown>): Promise<unknown> {
  try {
    return { value: await action };
  } catch (error) {
    return { code: error instanceof StudioError ? error.code : String(error) };
  }
}

export const firstTime = '2026-03-01T00:00:00.000Z';

interface Comparison {
  /** A new, empty store of the other kind. */
  readonly createMemoryStore: () => Store;
  readonly calls: fc.Arbitrary<Call>;
  /** What stands in both at first. */
  readonly begin: (store: Store) => Promise<unknown>;
  /** Everything that can be asked of a store. */
  readonly everything: (store: Store) => Promise<unknown>;
}

/** Makes any calls on the SQLite store and the memory store, and expects the same of both, also after the file was opened again. */
export async function expectAlike({ createMemoryStore, calls, begin, everything }: Comparison): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 10, maxLength: 60 }), async (sequence) => {
      const path = mkdtempSync(join(tmpdir(), 'maobi-model-'));
      const open = () => openSqliteStore({ folder: path, now: () => firstTime });
      try {
        const memory = createMemoryStore();
        const sqlite = await open();
        for (const store of [memory, sqlite]) await begin(store);
        for (const [index, { name, make }] of sequence.entries()) {
          const now = new Date(Date.UTC(2026, 2, 1) + index * 1000).toISOString();
          expect({ name, outcome: await outcome(make(sqlite, now)) }).toEqual({ name, outcome: await outcome(make(memory, now)) });
        }
        const expected = await everything(memory);
        expect(await everything(sqlite)).toEqual(expected);
        await sqlite[Symbol.asyncDispose]();
        const again = await open();
        expect(await everything(again)).toEqual(expected);
        await again[Symbol.asyncDispose]();
      } finally {
        rmSync(path, { recursive: true, force: true });
      }
    }),
    { numRuns: 25, seed: 20260301 },
  );
}
