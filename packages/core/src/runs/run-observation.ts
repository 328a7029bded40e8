import type { RunEstimator } from '../estimates/run-estimator.ts';
import type { ModelService } from '../models/model-service.ts';
import type { EngineEnd } from '../ports/engine.ts';
import type { Turn } from '../scheduling/scheduler.ts';

/** Fewer tokens than this say nothing about how fast a model writes. */
const tellingTokens = 20;

/** Remembers what a run has shown of this machine's speed; one that failed, rested in between, shared its passes with others or never came
 * to write shows nothing. */
export function observeRun(
  model: string,
  { end, turn }: { readonly end: EngineEnd; readonly turn: Turn },
  { estimator, models }: { readonly estimator: RunEstimator; readonly models: ModelService },
): void {
  const { usage, timings } = end;
  if (end.reason === 'failed' || turn.pause.wasPaused || turn.hadCompany || usage.writtenTokens === 0) return;
  estimator.observe({ model, ...usage, readingMs: timings.readingMs, writingMs: timings.writingMs });
  if (timings.writingMs > 0 && usage.writtenTokens > tellingTokens)
    models.noteRate(model, (usage.writtenTokens / timings.writingMs) * 1000);
}
