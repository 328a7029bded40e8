import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../open-store.ts';
import { fill } from '../testing/store-folder.ts';

const pageBytes = 4096;

/** Places are fractions of the file. */
const damages = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
  fc.record({
    kind: fc.constant('zeros' as const),
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    pages: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({
    kind: fc.constant('bytes' as const),
    bytes: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 64,
    }),
  }),
);

type Damage = typeof damages extends fc.Arbitrary<infer T> ? T : never;

function inflict(path: string, damage: Damage): void {
  const bytes = readFileSync(path);
  const place = (at: number): number => Math.floor(at * bytes.length);
  if (damage.kind === 'cut') return truncateSync(path, place(damage.at));
  if (damage.kind === 'zeros') bytes.fill(0, place(damage.at), Math.min(bytes.length, place(damage.at) + damage.pages * pageBytes));
  else for (const [at, byte] of damage.bytes) bytes[place(at)] = byte;
  writeFileSync(path, bytes);
}

describe('a database damaged anyhow', () => {
  const now = () => '2026-03-02T08:00:00.000Z';
  let original: string;
  beforeAll(async () => {
    original = mkdtempSync(join(tmpdir(), 'maobi-damage-'));
    // the second time it is opened, what stands there goes into a backup
    for (const count of [20, 40]) {
      const store = await openSqliteStore({ folder: original, now });
      await fill(store, count, '人工智能如何重塑未来教育'.repeat(20));
      await store[Symbol.asyncDispose]();
    }
  });
  afterAll(() => rmSync(original, { recursive: true, force: true }));

  it('H32 opens, holds at least what the backup held, and can be written', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(damages, async (damage) => {
        const folder = mkdtempSync(join(tmpdir(), 'maobi-damage-'));
        try {
          cpSync(original, folder, { recursive: true });
          inflict(join(folder, 'maobi.sqlite'), damage);
          const store = await openSqliteStore({ folder, now });
          const { conversations, total } = await store.conversations.list({ folder: 'all', inBin: false, limit: 500, before: null });
          expect(total).toBeGreaterThanOrEqual(20);
          for (const { id } of conversations) await store.conversations.messages(id);
          await store.conversations.search('未来', 50);
          await fill(store, 41, 'afterwards');
          expect(await store.conversations.messages('c41')).toHaveLength(1);
          await store[Symbol.asyncDispose]();
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 20, seed: 20260302 },
    );
  });
});
