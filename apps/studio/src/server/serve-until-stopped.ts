import type { RunningServer } from './start-server.ts';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type StopSignal = (typeof stopSignals)[number];

/**
 * Waits for Ctrl+C or an order to end and closes the server, also when `onStart`, which is done before the waiting, throws.
 * Resolves with the signal that came; a second one ends the process at once. Call it as soon as the server listens: a signal
 * that comes earlier ends the process without closing.
 */
export async function serveUntilStopped(
  server: Pick<RunningServer, 'close'>,
  onStart = async (): Promise<void> => undefined,
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
    await onStart();
    return await stopped;
  } finally {
    isStopping = true;
    await server.close();
    for (const name of stopSignals) process.off(name, onSignal);
  }
}
