import { useEffect, useState } from 'react';

interface Sample {
  readonly atMs: number;
  readonly tokensPerSecond: number;
}

const keptMs = 180_000;

/** Kept while pages come and go: the last minutes are those of the engine, not of a page. */
let samples: readonly Sample[] = [];

/** How fast was written in the last three minutes, oldest first; one more with each new figure. */
export function useRateHistory(tokensPerSecond: number | null): readonly Sample[] {
  const [shown, setShown] = useState(samples);
  useEffect(() => {
    if (tokensPerSecond === null) return;
    const atMs = Date.now();
    samples = [...samples.filter((sample) => atMs - sample.atMs < keptMs), { atMs, tokensPerSecond }];
    setShown(samples);
  }, [tokensPerSecond]);
  return shown;
}

/** The line of these samples in a box of this size, from zero upwards. */
export function rateLine(history: readonly Sample[], { width, height }: { readonly width: number; readonly height: number }): string {
  const last = history.at(-1)?.atMs ?? 0;
  const most = Math.max(...history.map((sample) => sample.tokensPerSecond)) * 1.1;
  return history
    .map(({ atMs, tokensPerSecond }) => {
      const x = width - ((last - atMs) / keptMs) * width;
      return `${x.toFixed(1)},${(height - (tokensPerSecond / most) * height).toFixed(1)}`;
    })
    .join(' ');
}
