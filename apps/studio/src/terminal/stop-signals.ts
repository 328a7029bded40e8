import { exitCodes, Stopped } from './failures.ts';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Everything must be saved and closed by then. */
const exitWithinMs = 2800;

/**
 * Runs a piece of work that Ctrl+C may stop: the first one fires the signal, and the work saves and ends; a second one, or
 * three seconds, end the process at once.
 */
export async function withStopSignals<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.stopped);
    controller.abort(new Stopped('stopped by the writer'));
    setTimeout(() => process.exit(exitCodes.stopped), exitWithinMs).unref();
  };
  for (const name of stopSignals) process.on(name, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of stopSignals) process.off(name, onSignal);
  }
}
