import { StudioError, type MeterReading, type ModelMeter } from '@maobi/core';
import { openBenchFolder } from './bench-folder.ts';
import type { BenchParts } from './bench-parts.ts';
import { comparisonPlan, type TaskName } from './bench-plan.ts';
import type { BenchResult } from './bench-result.ts';
import { subjectOf } from './installed-subjects.ts';
import { areOthersBusy } from './busy-processor.ts';
import { measureModel, workOf } from './measure-model.ts';

/** Measures for the models page as `maobi bench` does, with less of everything. States lie in a folder of their own, which is deleted. */
export function createModelMeter(dataFolder: string, parts: Pick<BenchParts, 'inspect' | 'machine' | 'makeEngine'>): ModelMeter {
  return {
    work: workOf(comparisonPlan),
    async measure(resolved, onStep, signal) {
      const subject = await subjectOf(resolved, parts);
      const wasBusy = await areOthersBusy(signal);
      const { freeMemoryBytes } = await parts.machine.read();
      const folder = await openBenchFolder(dataFolder);
      try {
        const makeEngine = () => parts.makeEngine(folder.path);
        const result = await measureModel(subject, { plan: comparisonPlan, makeEngine, freeMemoryBytes, onStep }, signal);
        return { ...readingOf(result), wasBusy };
      } finally {
        await folder[Symbol.asyncDispose]();
      }
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
