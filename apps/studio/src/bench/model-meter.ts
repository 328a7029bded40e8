import { StudioError, type Engine, type MeterReading, type ModelMeter } from '@maobi/core';
import type { BenchParts } from './bench-parts.ts';
import { comparisonPlan, type TaskName } from './bench-plan.ts';
import type { BenchResult } from './bench-result.ts';
import { subjectOf } from './installed-subjects.ts';
import { areOthersBusy } from './busy-processor.ts';
import { measureModel, workOf } from './measure-model.ts';

interface MeterParts extends Pick<BenchParts, 'inspect' | 'machine'> {
  /** A new engine that keeps no states: it has to be gone as soon as a writer wants the processor. */
  readonly makeEngine: () => Engine;
}

/** Measures for the models page as `maobi bench` does, with less of everything. */
export function createModelMeter(parts: MeterParts): ModelMeter {
  return {
    work: workOf(comparisonPlan),
    async measure(resolved, onStep, signal) {
      const subject = await subjectOf(resolved, parts);
      const wasBusy = await areOthersBusy(signal);
      const { freeMemoryBytes } = await parts.machine.read();
      const { makeEngine } = parts;
      const result = await measureModel(subject, { plan: comparisonPlan, makeEngine, freeMemoryBytes, onStep }, signal);
      return { ...readingOf(result), wasBusy };
    },
  };
}

/** Throws `model-invalid` for a model that ends its answers at once: its speed cannot be told. */
function readingOf(result: BenchResult): Omit<MeterReading, 'wasBusy'> {
  if (result.decodeTokensPerSecond === 0) throw new StudioError('model-invalid', `${result.name} wrote nothing when it was measured.`);
  const { loadMs, peakBytes, contextTokens, threads, prefillTokensPerSecond, decodeTokensPerSecond, tokensPerCharacter } = result;
  const firstOf = (name: TaskName) => result.tasks.find((task) => task.name === name)?.coldMs ?? 0;
  const firstTokenMs = { short: firstOf('short'), medium: firstOf('medium'), long: firstOf('long') };
  return {
    loadMs,
    peakBytes,
    contextTokens,
    threads,
    readTokensPerSecond: prefillTokensPerSecond,
    writeTokensPerSecond: decodeTokensPerSecond,
    firstTokenMs,
    nextFirstTokenMs: result.firstToken.warmMs,
    thousandCharactersMs: firstTokenMs.short + (1_000_000 * tokensPerCharacter) / decodeTokensPerSecond,
  };
}
