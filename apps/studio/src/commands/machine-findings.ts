import type { Machine } from '@maobi/contract';
import { formatBytes } from '../terminal/measures.ts';

/** One thing that `doctor` looked at. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly text: string;
}

const smallDiskBytes = 5e9;

/**
 * Whether this computer is fit for writing with a model.
 * @param lighterModel what is recommended where the usual model does not fit its memory; `null`: it does, or nobody knows
 */
export function machineFindings(
  { totalMemoryBytes, freeDiskBytes, features, architecture }: Machine,
  lighterModel: string | null,
): Finding[] {
  // some systems do not tell what their processor can do
  const isSlow = features.length > 0 && architecture === 'x64' && !features.some((feature) => /^avx(?:2|512)/u.test(feature));
  return [
    {
      name: 'memory',
      state: lighterModel === null ? 'ok' : 'warning',
      text: `${formatBytes(totalMemoryBytes)}${lighterModel === null ? '' : `; choose ${lighterModel}`}`,
    },
    {
      name: 'disk',
      state: freeDiskBytes < smallDiskBytes ? 'warning' : 'ok',
      text: `${formatBytes(freeDiskBytes)} free${freeDiskBytes < smallDiskBytes ? '; the default model needs 5 GB' : ''}`,
    },
    {
      name: 'processor',
      state: isSlow ? 'warning' : 'ok',
      text: isSlow ? 'no AVX2: writing will be slow' : features.join(' ') || architecture,
    },
  ];
}
