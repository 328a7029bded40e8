import { setTimeout as delay } from 'node:timers/promises';
import { StudioError } from '@maobi/core';
import type { CatalogueEntry, CatalogueSource } from './catalogue.ts';
import { guardedFetch, type Network } from './guarded-fetch.ts';
import { TransferFailure } from './transfer-failure.ts';
import { withWatchdog } from './watchdog.ts';

export interface ProbeLimits {
  /** A source is asked this long after the one before it, unless that one has failed already. */
  readonly probeStaggerMs: number;
  readonly probeTimeoutMs: number;
}

export interface RefusedSource {
  readonly source: CatalogueSource;
  readonly failure: TransferFailure;
}

/**
 * The first of the sources that answers for the file. They are asked in their order, each a moment after the one before, so
 * a source further down is taken only when those before it are slow or gone. Throws what `noSource` makes of the
 * failures when none answers.
 */
export async function chooseSource(
  entry: Pick<CatalogueEntry, 'sizeBytes' | 'sha256'>,
  sources: readonly CatalogueSource[],
  surroundings: { network: Network; limits: ProbeLimits },
  outer: AbortSignal,
): Promise<CatalogueSource> {
  const [only] = sources;
  if (only && sources.length === 1) return only;
  const losers = new AbortController();
  const signal = AbortSignal.any([outer, losers.signal]);
  const refused: RefusedSource[] = [];
  let previousFailed: Promise<unknown> = Promise.resolve();
  const probes = sources.map(async (source, index) => {
    const mayStart = Promise.race([delay(index * surroundings.limits.probeStaggerMs, undefined, { signal }), previousFailed]);
    const probe = mayStart.then(() => probeSource(entry, source, surroundings, signal));
    previousFailed = new Promise((resolve) => void probe.catch(resolve));
    return probe.then(
      () => source,
      (failure: unknown) => {
        if (failure instanceof TransferFailure) refused.push({ source, failure });
        throw failure;
      },
    );
  });
  try {
    return await Promise.any(probes);
  } catch {
    outer.throwIfAborted();
    throw noSource(refused);
  } finally {
    losers.abort();
  }
}

/** The error when no source is left: `offline` when none could even be reached. */
export function noSource(refused: readonly RefusedSource[]): StudioError {
  const isOffline = refused.length > 0 && refused.every(({ failure }) => failure.kind === 'unreachable');
  if (isOffline) return new StudioError('offline', 'No source of model files can be reached.');
  const reasons = refused.map(({ source, failure }) => `${sourceTitles[source.name]}: ${failure.message}`).join('; ');
  return new StudioError('download-failed', `The download has failed (${reasons}).`);
}

const sourceTitles = { huggingface: 'Hugging Face', 'hf-mirror': 'hf-mirror', modelscope: 'ModelScope' } as const;

async function probeSource(
  entry: Pick<CatalogueEntry, 'sizeBytes' | 'sha256'>,
  source: CatalogueSource,
  { network, limits }: { network: Network; limits: ProbeLimits },
  signal: AbortSignal,
): Promise<void> {
  await withWatchdog(limits.probeTimeoutMs, signal, async (watchdog) => {
    const { response, hub } = await guardedFetch({ url: source.url, method: 'HEAD', headers: {} }, network, watchdog.signal);
    // 405 and 501: it answers, only not to HEAD
    const isThere = response.status < 400 || response.status === 405 || response.status === 501;
    if (!isThere) throw new TransferFailure('unusable', `it answered with status ${response.status}`);
    const hasAnother =
      (hub.sizeBytes !== null && hub.sizeBytes !== entry.sizeBytes) ||
      (hub.sha256 !== null && entry.sha256 !== null && hub.sha256 !== entry.sha256);
    if (hasAnother) throw new TransferFailure('unusable', 'it has another version of the file than the catalogue');
  });
}
