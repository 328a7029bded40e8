import type { RunningServer } from './start-server.ts';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits for Ctrl+C or an order to end, then closes the server. Resolves with the signal that came; a second one while
 * closing ends the process at once.
 */
export async function serveUntilStopped(server: RunningServer): Promise<(typeof stopSignals)[number]> {
  const signal = await new Promise<(typeof stopSignals)[number]>((resolve) => {
    for (const name of stopSignals) process.once(name, () => resolve(name));
  });
  for (const name of stopSignals) process.once(name, () => process.exit(130));
  await server.close();
  return signal;
}
