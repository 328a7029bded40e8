import { create } from 'zustand';

const shownMs = 8000;
/** More would cover the page: the oldest one makes room, but never one that can still take a loss back. */
const mostShown = 4;

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** A second, quieter sentence. */
  readonly hint?: string;
  readonly isFailure: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** It takes the place of a toast that stands under the same name, as of one step after the other. */
  readonly name?: string;
  /** What it can take back was deleted from the bin. */
  readonly isOfBin?: true;
  /** Called once when the toast goes away without its action having been used. */
  readonly onExpired?: () => void;
}

interface Toasts {
  readonly toasts: readonly Toast[];
}

export const useToasts = create<Toasts>(() => ({ toasts: [] }));

const timers = new Map<number, ReturnType<typeof setTimeout>>();
let lastId = 0;

/** Shows a short message that leaves by itself after eight seconds. */
export function showToast(toast: Omit<Toast, 'id' | 'isFailure'> & { readonly isFailure?: boolean }): void {
  const id = ++lastId;
  const former = useToasts.getState().toasts.find(({ name }) => name !== undefined && name === toast.name);
  if (former) dismissToast(former.id);
  const { toasts: standing } = useToasts.getState();
  const oldest = standing.find(({ onExpired }) => onExpired === undefined);
  if (oldest && standing.length >= mostShown) dismissToast(oldest.id);
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { isFailure: false, ...toast, id }] }));
  resumeToast(id);
}

/** The writer reads it or is about to press its button: it stays. */
export function holdToast(id: number): void {
  clearTimeout(timers.get(id));
}

export function resumeToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => dismissToast(id), shownMs),
  );
}

export function dismissToast(id: number): void {
  remove(id)?.onExpired?.();
}

/** What was deleted from the bin can no longer be taken back: what was put off for that is done. */
export function endUndoingInBin(): void {
  for (const { id, isOfBin } of useToasts.getState().toasts) if (isOfBin) dismissToast(id);
}

export function takeToastAction(id: number): void {
  remove(id)?.action?.run();
}

function remove(id: number): Toast | undefined {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const toast = useToasts.getState().toasts.find((shown) => shown.id === id);
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
  return toast;
}
