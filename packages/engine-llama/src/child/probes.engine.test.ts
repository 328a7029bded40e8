import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChildProbe } from '../protocol.ts';
import { demoPath, temporaryFiles } from '../test-processes.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';
import { placeFor } from './probe-place.ts';
import { measure } from './probes.ts';

const states = 4;
const batchTokens = 64;
const threads = 1;
const never = new AbortController().signal;

describe('measuring a model', () => {
  let files: ReturnType<typeof temporaryFiles>;
  let loaded: LoadedModel;

  beforeAll(async () => {
    files = temporaryFiles({});
    loaded = await loadModel(
      {
        type: 'load',
        id: 1,
        path: demoPath,
        contextTokens: 1024,
        sequences: states,
        batchTokens,
        threads,
        passCosts: {},
        stateBytesPerToken: 1000,
        snapshots: { folder: files.path('snapshots'), capBytes: 100_000_000, key: 'demo', idleMs: 1000, loadsUnmarked: true },
      },
      { onPercent: () => {}, onRemark: () => {} },
    );
  });
  afterAll(async () => {
    await loaded.llama.dispose();
    files.remove();
  });

  /** Contexts that were made for a probe, and what the states hold then. */
  async function madeFor(probe: ChildProbe): Promise<number> {
    const create = vi.spyOn(loaded.model, 'createContext');
    expect(await measure(loaded, probe, never)).toBeGreaterThan(0);
    const { length } = create.mock.calls;
    create.mockRestore();
    return length;
  }

  it.each<ChildProbe>([
    { kind: 'read', tokens: 128, batchTokens },
    { kind: 'pass', positions: 16 },
    { kind: 'together', sequences: 4 },
    { kind: 'together', sequences: 8 },
  ])('K1 takes no memory of its own for $kind, and leaves the states as they were', async (probe) => {
    const lease = await loaded.pool.take(loaded.model.tokenize('海边的小城在清晨醒来。'), never);
    await lease.sequence.native.evaluateWithoutGeneratingNewTokens(loaded.model.tokenize('海边的小城在清晨醒来。').slice(lease.keptTokens));
    const held = [...lease.sequence.tokens];
    lease.release();
    expect(await madeFor(probe)).toBe(0);
    expect(lease.sequence.tokens).toEqual(held);
    expect(loaded.pool.isIdle).toBe(true);
  });

  it.each<ChildProbe>([
    { kind: 'read', tokens: 128, batchTokens: 2 * batchTokens },
    { kind: 'pass', positions: 4, threads: threads + 1 },
  ])('K1 takes a context for a moment where the one there is does not do: $kind', async (probe) => {
    expect(await madeFor(probe)).toBe(1);
  });

  describe('with states that were given back in another order', () => {
    const topics = ['海边的小城', '山里的早晨', '城里的夜市', '村口的老树'];
    const texts = (what: string) => topics.map((topic) => loaded.model.tokenize(`${topic}，${what}。`.repeat(10)));

    /** Each state holds a text of its own; the one in place 0 was used longest ago, then 3, 1 and 2. */
    beforeEach(async () => {
      const leases = [];
      for (const tokens of texts('从前的故事')) leases.push(await loaded.pool.take(tokens, never));
      const byPlace = new Map(leases.map((lease) => [lease.sequence.place, lease]));
      for (const place of [0, 3, 1, 2]) {
        const { sequence, keptTokens } = byPlace.get(place) ?? {};
        if (keptTokens === 0) await sequence?.native.evaluateWithoutGeneratingNewTokens(loaded.model.tokenize(`${place}号`.repeat(9)));
        byPlace.get(place)?.release();
      }
    });

    it('K1 texts together are measured side by side, in the order of the context', async () => {
      const lent = loaded.pool.lendAll();
      const placeOf = new Map(lent?.sequences.map(({ native, place }) => [native, place]));
      lent?.giveBack();
      const { sequences, leave } = await placeFor(loaded, { kind: 'together', sequences: 3 }, 12);
      await leave();
      expect(sequences.map((native) => placeOf.get(native))).toEqual([0, 1, 2]);
    });

    it('E18 texts written at the same time lie side by side', async () => {
      const leases = [];
      for (const tokens of texts('今天的事').slice(0, 3)) leases.push(await loaded.pool.take(tokens, never));
      expect(leases.map(({ sequence }) => sequence.place).toSorted()).toEqual([0, 1, 2]);
      for (const lease of leases) lease.release();
    });
  });

  it('E14 what is to be saved meanwhile is saved when the probe ends', async () => {
    const tokens = loaded.model.tokenize('山路上起了雾，走在前面的人放慢了脚步。'.repeat(8));
    const lease = await loaded.pool.take(tokens, never);
    await lease.sequence.native.evaluateWithoutGeneratingNewTokens(tokens.slice(lease.keptTokens));
    lease.release();
    const lent = loaded.pool.lendAll();
    const saved = loaded.pool.saveAll(60_000);
    lent?.giveBack();
    await saved;
    expect(readdirSync(files.path('snapshots')).filter((name) => name.endsWith('.state'))).toHaveLength(1);
  });
});
