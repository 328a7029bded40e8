import { asTransferFailure } from './guarded-fetch.ts';
import { TransferFailure } from './transfer-failure.ts';

export interface Watchdog {
  /** Fires when the outer signal does, or after `timeoutMs` of silence. */
  readonly signal: AbortSignal;
  /** Something arrived: the silence starts anew. */
  heard(): void;
}

/** Runs a piece of network work that may be silent for at most `timeoutMs` at a time; then it fails as `TransferFailure`. */
export async function withWatchdog<T>(timeoutMs: number, outer: AbortSignal, work: (watchdog: Watchdog) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onOuter = () => controller.abort(outer.reason);
  if (outer.aborted) onOuter();
  outer.addEventListener('abort', onOuter);
  const seconds = Math.max(1, Math.round(timeoutMs / 1000));
  const timer = setTimeout(
    () => controller.abort(new TransferFailure('network', `nothing arrived for ${seconds} second${seconds === 1 ? '' : 's'}`)),
    timeoutMs,
  );
  try {
    return await work({ signal: controller.signal, heard: () => void timer.refresh() });
  } catch (caught) {
    throw asTransferFailure(caught, controller.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', onOuter);
  }
}
