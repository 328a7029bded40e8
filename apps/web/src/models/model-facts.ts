import { fitsMachine, type Machine, type Model, type System } from '@maobi/contract';

/** How a model's memory at 8K tokens of context compares with this machine. */
export type Fit =
  | { readonly kind: 'fits'; readonly neededBytes: number }
  /** Enough is built in, but other programs hold it now. */
  | { readonly kind: 'tight'; readonly neededBytes: number; readonly missingBytes: number }
  | { readonly kind: 'too-big'; readonly neededBytes: number }
  | { readonly kind: 'unknown' };

export function fitOf(model: Model, machine: Machine): Fit {
  const neededBytes = model.memoryBytes?.at8k;
  if (neededBytes === undefined) return { kind: 'unknown' };
  if (!fitsMachine(neededBytes, machine)) return { kind: 'too-big', neededBytes };
  const missingBytes = neededBytes - machine.freeMemoryBytes;
  return missingBytes > 0 ? { kind: 'tight', neededBytes, missingBytes } : { kind: 'fits', neededBytes };
}

/**
 * What to expect of a model on this machine, in tokens per second. Writing reads the whole file once per token, so the
 * rate of the recommended model scales with the file's size.
 */
export function expectedRates(
  model: Model,
  models: readonly Model[],
  { recommended }: Pick<System, 'recommended'>,
): [number, number] | null {
  const known = models.find((other) => other.id === recommended.model);
  if (!recommended.tokensPerSecond || !known || model.kind !== 'writing' || model.sizeBytes === 0) return null;
  const scale = known.sizeBytes / model.sizeBytes;
  const [slowest, fastest] = recommended.tokensPerSecond;
  return [slowest * scale, fastest * scale];
}

/** How fast a model writes here, in tokens per second, as measured or shown by runs; known of the model in use. */
export function measuredRate(model: Model, { activeModel, pace }: Pick<System, 'activeModel' | 'pace'>): number | null {
  return model.id === activeModel ? (pace?.writeTokensPerSecond ?? null) : null;
}

/** One word for what a model is good for, beside the catalogue's default. */
export type ModelRole = 'standard' | 'finer' | 'lighter' | 'embedding' | 'demo' | 'own';

export function roleOf(model: Model, models: readonly Model[]): ModelRole {
  if (model.kind === 'demo') return 'demo';
  if (model.kind === 'embedding') return 'embedding';
  if (!model.isCatalogued) return 'own';
  const standard = models.find((other) => other.isDefault);
  if (!standard || standard.id === model.id) return 'standard';
  return model.sizeBytes > standard.sizeBytes ? 'finer' : 'lighter';
}
