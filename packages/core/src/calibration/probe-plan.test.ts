import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Probe } from '../ports/engine.ts';
import { nextProbe } from './probe-plan.ts';
import type { MeasuredProbe, ProbedProcessor } from './probe-table.ts';

interface SimulatedMachine {
  readonly cores: number;
  /** With all cores. */
  readonly readTokensPerSecond: number;
  readonly writeTokensPerSecond: number;
  /** Share of the speed that half of the cores have. */
  readonly halfReads?: number;
  readonly halfWrites?: number;
  /** Speed of a batch over the speed of the largest. */
  readonly batchShare?: (batchTokens: number) => number;
  readonly repetitions?: number;
  readonly preparationMs?: number;
}

function carryOut(probe: Probe, machine: SimulatedMachine): MeasuredProbe {
  const { cores, batchShare = () => 1, repetitions = 5, preparationMs = 0 } = machine;
  const isHalf = probe.kind !== 'together' && probe.threads !== undefined && probe.threads < cores;
  const readRate = (machine.readTokensPerSecond / 1000) * (isHalf ? (machine.halfReads ?? 0.6) : 1);
  const writeMs = 1000 / machine.writeTokensPerSecond / (isHalf ? (machine.halfWrites ?? 0.6) : 1);
  if (probe.kind === 'read') {
    const ms = probe.tokens / (readRate * batchShare(probe.batchTokens));
    return { probe, ms, spentMs: ms + preparationMs };
  }
  const count = probe.kind === 'pass' ? probe.positions : probe.sequences;
  const ms = Math.max(writeMs, writeMs * 0.5 + count / readRate);
  return { probe, ms, spentMs: ms * repetitions + preparationMs };
}

function measureAll(machine: SimulatedMachine): readonly MeasuredProbe[] {
  const processor: ProbedProcessor = { physicalCores: machine.cores, engineThreads: machine.cores };
  const measured: MeasuredProbe[] = [];
  for (let probe = nextProbe(processor, measured); probe !== null; probe = nextProbe(processor, measured)) {
    measured.push(carryOut(probe, machine));
  }
  return measured;
}

function sizesOf(measured: readonly MeasuredProbe[], kind: Probe['kind']): number[] {
  const sizes = measured.flatMap(({ probe }) => {
    if (probe.kind !== kind) return [];
    return [probe.kind === 'read' ? probe.batchTokens : probe.kind === 'pass' ? probe.positions : probe.sequences];
  });
  return [...new Set(sizes)].toSorted((left, right) => left - right);
}

const spentMs = (measured: readonly MeasuredProbe[]): number => measured.reduce((sum, each) => sum + each.spentMs, 0);
const laptop: SimulatedMachine = { cores: 4, readTokensPerSecond: 40, writeTokensPerSecond: 10 };
/** Each doubling of the batch gains a tenth. */
const gaining = (batchTokens: number): number => 1.1 ** (Math.log2(batchTokens) - 8);

describe('the plan of probes', () => {
  it('K1 tries passes and sequences of every size on a usual machine', () => {
    const measured = measureAll({ ...laptop, batchShare: gaining });
    expect(sizesOf(measured, 'pass')).toEqual([1, 2, 3, 4, 6, 8, 16]);
    expect(sizesOf(measured, 'together')).toEqual([1, 2, 4, 8]);
    expect(sizesOf(measured, 'read')).toEqual([32, 64, 128]);
  });

  it('K1 reads no batch larger than one that gained nothing, and then a smaller one', () => {
    expect(sizesOf(measureAll(laptop), 'read')).toEqual([16, 32, 64]);
  });

  it('K1 tries half of the cores, and reads with them only when they write faster', () => {
    const threadsOf = (machine: SimulatedMachine, kind: Probe['kind']) =>
      measureAll(machine).map(({ probe }) => (probe.kind === kind && 'threads' in probe ? probe.threads : undefined));
    expect(threadsOf(laptop, 'pass')).toContain(2);
    expect(threadsOf(laptop, 'read')).not.toContain(2);
    expect(threadsOf({ ...laptop, halfWrites: 1.1 }, 'read')).toContain(2);
    expect(threadsOf({ ...laptop, cores: 2 }, 'pass')).not.toContain(1);
  });

  it('K2 stays below 90 s on two slow cores, and still learns what decides', () => {
    const slow = fc.record({
      cores: fc.constant(2),
      readTokensPerSecond: fc.double({ min: 8, max: 20, noNaN: true }),
      writeTokensPerSecond: fc.double({ min: 6, max: 10, noNaN: true }),
      batchShare: fc.constantFrom(() => 1, gaining),
      repetitions: fc.integer({ min: 1, max: 6 }),
      preparationMs: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(slow, (machine) => {
        const measured = measureAll(machine);
        expect(spentMs(measured)).toBeLessThan(90_000);
        expect(sizesOf(measured, 'read').length).toBeGreaterThanOrEqual(2);
        expect(sizesOf(measured, 'pass')).toEqual(expect.arrayContaining([1, 4, 8]));
      }),
    );
  });

  it('K2 asks for nothing that takes minutes on a machine that can hardly run the model', () => {
    const measured = measureAll({ cores: 1, readTokensPerSecond: 0.5, writeTokensPerSecond: 0.3 });
    expect(spentMs(measured)).toBeLessThan(120_000);
    expect(sizesOf(measured, 'pass')).toContain(1);
  });

  it('K2 never begins a batch that a writer would have to wait for longer than 10 s', () => {
    const batches = measureAll({ ...laptop, cores: 2, readTokensPerSecond: 8, batchShare: gaining }).flatMap(({ probe, ms }) =>
      probe.kind === 'read' ? [(ms * probe.batchTokens) / probe.tokens] : [],
    );
    expect(Math.max(...batches)).toBeLessThanOrEqual(10_000);
  });

  it('K3 goes on wherever it was broken off', () => {
    const whole = measureAll(laptop);
    const processor = { physicalCores: 4, engineThreads: 4 };
    for (let done = 0; done < whole.length; done += 1) {
      expect(nextProbe(processor, whole.slice(0, done))).toEqual(whole[done]?.probe);
    }
    expect(nextProbe(processor, whole)).toBeNull();
  });
});
