/** A model, and how long measuring it took or would take by its measured rates; `null`: not known of itself. */
export interface KnownMeasuring {
  readonly model: string;
  readonly sizeBytes: number;
  readonly knownMs: number | null;
}

/** Files that differ by more than this say nothing about one another. */
const farthestRatio = 6;

/**
 * What measuring each model will probably take. Every token goes through the whole file, so a model of which nothing is known takes as
 * much longer than the nearest one as its file is larger.
 */
export function expectedMeasuring(models: readonly KnownMeasuring[]): Map<string, number | null> {
  return new Map(models.map((model) => [model.model, model.knownMs ?? scaled(model, models)]));
}

function scaled({ sizeBytes }: KnownMeasuring, models: readonly KnownMeasuring[]): number | null {
  const ratioTo = (other: KnownMeasuring) => Math.max(sizeBytes, other.sizeBytes) / Math.max(1, Math.min(sizeBytes, other.sizeBytes));
  const [nearest] = models.filter(({ knownMs }) => knownMs !== null).toSorted((a, b) => ratioTo(a) - ratioTo(b));
  if (!nearest || nearest.knownMs === null || ratioTo(nearest) > farthestRatio) return null;
  return nearest.knownMs * (sizeBytes / nearest.sizeBytes);
}
