import type { RunningServer } from './start-server.ts';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const slowAfterMs = 1_000;
type StopSignal = (typeof stopSignals)[number];

/**
 * Waits for Ctrl+C or an order to end and closes the server, also when `tell.start`, which is done before the waiting, throws.
 * Resolves with the signal that came; a second one ends the process at once. Call it as soon as the server listens: a signal
 * that comes earlier ends the process without closing.
 * @param tell.start what to say once the server listens
 * @param tell.slowEnd what to say when closing takes more than a second
 */
export async function serveUntilStopped(
  server: Pick<RunningServer, 'close'>,
  tell: { readonly start?: () => Promise<void>; readonly slowEnd?: () => void } = {},
): Promise<StopSignal> {
  let isStopping = false;
  let onSignal: (name: StopSignal) => void = () => undefined;
  const stopped = new Promise<StopSignal>((resolve) => {
    onSignal = (name) => {
      if (isStopping) process.exit(130);
      isStopping = true;
      resolve(name);
    };
  });
  for (const name of stopSignals) process.on(name, onSignal);
  try {
    await tell.start?.();
    return await stopped;
  } finally {
    isStopping = true;
    const slow = setTimeout(() => tell.slowEnd?.(), slowAfterMs);
    await server.close();
    clearTimeout(slow);
    for (const name of stopSignals) process.off(name, onSignal);
  }
}
