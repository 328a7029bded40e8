import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ChildProbe } from '../protocol.ts';
import { temporaryFiles } from '../test-processes.ts';
import { loadDemo } from './load-demo.ts';
import type { LoadedModel } from './loaded-model.ts';
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
    loaded = await loadDemo(files, { sequences: states, batchTokens, threads });
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

  it('K1 measures texts together side by side, in the order of the context, in whatever order states were given back', async () => {
    const leases = [];
    for (const topic of ['海边', '山里', '城里', '村口'])
      leases.push(await loaded.pool.take(loaded.model.tokenize(`${topic}的故事。`.repeat(10)), never));
    for (const { release } of leases.toReversed()) release();
    const lent = loaded.pool.lendAll();
    const placeOf = new Map(lent?.sequences.map(({ native, place }) => [native, place]));
    lent?.giveBack();
    const { sequences, leave } = await placeFor(loaded, { kind: 'together', sequences: 3 }, 12);
    await leave();
    const [first = Number.NaN] = sequences.map((native) => placeOf.get(native) ?? Number.NaN);
    expect(sequences.map((native) => placeOf.get(native))).toEqual([first, first + 1, first + 2]);
  });
});
