import type { Calibration } from '../calibration/calibration.ts';
import type { ComputeShape } from '../ports/engine.ts';
import { LearnedRatio } from './learned-ratio.ts';
import type { RunEstimate, RunEstimator, RunObservation, RunWork } from './run-estimator.ts';
import {
  calibratedCosts,
  contextShare,
  observedCosts,
  readingMs,
  slowdown,
  withGrowth,
  writingMs,
  type TokenCosts,
} from './token-costs.ts';

/** Fewer tokens tell nothing of a machine that nothing is known of. */
const fewestTokens = 8;
/** A run of so many tokens counts half; more count more. */
const halfWeightTokens = 32;

/** Runs this much faster than measured, and so many of them, prove that other programs were at work while it was measured. */
const provenFaster = { ratio: 0.6, runs: 3 };

interface KnownModel {
  shape: ComputeShape | null;
  /** `measuredAt` of the calibration that the costs come from. */
  calibratedAt: string | null;
  costs: TokenCosts | null;
  reading: LearnedRatio;
  writing: LearnedRatio;
}

/**
 * Estimates from calibration, and from what runs really took: calibration says what tokens cost on a quiet machine, runs
 * say how much slower it is today. Either is enough. It keeps nothing; runs of before are told to it at the start.
 */
export class LearningRunEstimator implements RunEstimator {
  readonly #models = new Map<string, KnownModel>();

  /** Starts anew from what was measured; nothing changes when it is known already. */
  learnCalibration(model: string, calibration: Calibration): void {
    const known = this.#known(model);
    known.shape = calibration.shape;
    if (known.calibratedAt === calibration.measuredAt) return;
    const costs = calibratedCosts(calibration);
    if (costs) this.#models.set(model, { ...fresh(costs, 0), shape: calibration.shape, calibratedAt: calibration.measuredAt });
  }

  /** What is known of a model as soon as it is loaded; without it costs do not grow with the context. */
  learnShape(model: string, shape: ComputeShape): void {
    const known = this.#known(model);
    known.shape = shape;
    if (known.costs && known.calibratedAt === null) known.costs = withGrowth(known.costs, shape);
  }

  /** What was learned of a model does not hold for another file in its place. */
  forget(model: string): void {
    this.#models.delete(model);
  }

  /** Whether runs are so much faster than calibration says that it was wrong. Slower ones prove nothing: today may be busy. */
  outruns(model: string): boolean {
    const known = this.#models.get(model);
    if (!known || known.calibratedAt === null) return false;
    return known.writing.seen >= provenFaster.runs && known.writing.at(0) < provenFaster.ratio;
  }

  estimate({ model, promptTokens, cachedTokens, writtenTokens, atOnce = 1 }: RunWork): RunEstimate | null {
    const known = this.#models.get(model);
    if (!known?.costs) return null;
    const { costs, reading, writing } = known;
    const cached = Math.min(cachedTokens, promptTokens);
    const unread = promptTokens - cached;
    const readShare = contextShare(costs.readGrowth, cached, unread);
    const written = writtenTokens ?? 0;
    const writeShare = contextShare(costs.writeGrowth, promptTokens, written);
    return {
      readingMs: readingMs(costs, cached, unread) * reading.at(readShare),
      writingMs: writtenTokens === null ? null : writingMs(costs, promptTokens, written) * writing.at(writeShare) * slowdown(costs, atOnce),
    };
  }

  observe(observation: RunObservation): void {
    const { model, promptTokens, writtenTokens } = observation;
    const cached = Math.min(observation.cachedTokens, promptTokens);
    const read = { position: cached, tokens: promptTokens - cached, ms: observation.readingMs };
    const written = { position: promptTokens, tokens: writtenTokens, ms: observation.writingMs };
    const known = this.#known(model);
    if (!known.costs) {
      const costs = observedCosts({ readTokenMs: tokenMs(read), writeTokenMs: tokenMs(written) }, known.shape);
      if (costs) this.#models.set(model, { ...known, ...fresh(costs, 1) });
      return;
    }
    const { costs } = known;
    teach(known.reading, read, costs.readGrowth, readingMs(costs, read.position, read.tokens));
    teach(known.writing, written, costs.writeGrowth, writingMs(costs, written.position, written.tokens));
  }

  #known(model: string): KnownModel {
    const known = this.#models.get(model) ?? { ...fresh(null, 0), shape: null, calibratedAt: null };
    this.#models.set(model, known);
    return known;
  }
}

interface ObservedTokens {
  /** Tokens in front of them. */
  readonly position: number;
  readonly tokens: number;
  readonly ms: number;
}

function fresh(costs: TokenCosts | null, seen: number): Pick<KnownModel, 'costs' | 'reading' | 'writing'> {
  return { costs, reading: new LearnedRatio(seen), writing: new LearnedRatio(seen) };
}

/** `null` where there were too few to tell. */
function tokenMs({ tokens, ms }: ObservedTokens): number | null {
  return tokens >= fewestTokens && ms > 0 ? ms / tokens : null;
}

function teach(ratio: LearnedRatio, { position, tokens, ms }: ObservedTokens, growth: number, modelledMs: number): void {
  if (tokens <= 0 || modelledMs <= 0) return;
  ratio.learn(ms / modelledMs, contextShare(growth, position, tokens), tokens / (tokens + halfWeightTokens));
}
