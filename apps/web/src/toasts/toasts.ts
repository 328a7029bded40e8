import { create } from 'zustand';
import { isPhone } from '../shell/use-phone.ts';

const shownMs = 8000;
/** Of one that something can be done with, or that tells of a failure: as long as WCAG 2.2.1 gives people at least to ask for more time. */
const shownLongerMs = 20_000;
/** More would cover the page, on a phone the text. */
const mostShown = { wide: 4, phone: 2 } as const;

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** A second, quieter sentence. */
  readonly hint?: string;
  readonly isFailure: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** It takes the place of a toast that stands under the same name, as of one step after the other. */
  readonly name?: string;
  /** Whether what its action would take back was taken back otherwise by now. */
  readonly isTakenBack?: () => boolean;
  /** What it can take back was deleted from the bin. */
  readonly isOfBin?: true;
  /** Called once when the toast goes away without its action having been used. */
  readonly onExpired?: () => void;
}

interface Toasts {
  readonly toasts: readonly Toast[];
}

export const useToasts = create<Toasts>(() => ({ toasts: [] }));

/** What keeps a toast for as long as it lasts. */
export type Hold = 'pointer' | 'focus';

const timers = new Map<number, ReturnType<typeof setTimeout>>();
const holds = new Map<number, ReadonlySet<Hold>>();
let lastId = 0;

document.addEventListener('visibilitychange', () => {
  for (const { id } of useToasts.getState().toasts) letTimeRun(id);
});

// nobody can take anything back on a page that is left: what was put off is done while it can still be asked for
addEventListener('pagehide', () => {
  for (const { id, onExpired } of useToasts.getState().toasts) if (onExpired) dismissToast(id);
});

/** Shows a short message that leaves by itself, when it was seen for a while. */
export function showToast(toast: Omit<Toast, 'id' | 'isFailure'> & { readonly isFailure?: boolean }): void {
  const id = ++lastId;
  for (const former of useToasts.getState().toasts) if (isReplaced(former, toast)) dismissToast(former.id);
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { isFailure: false, ...toast, id }] }));
  makeRoom();
  letTimesRun();
}

function isReplaced(former: Toast, { name, text, isFailure, action }: Partial<Toast>): boolean {
  const isSaidAgain = former.isFailure && isFailure === true && former.text === text && !former.action && !action;
  return isSaidAgain || (name !== undefined && former.name === name);
}

/** The oldest ones go, but none that would not have been heard of, or can take something back: these wait. */
function makeRoom(): void {
  const { toasts } = useToasts.getState();
  const surplus = toasts.length - mostAtOnce();
  const passing = toasts.slice(0, -1).filter((toast) => !isKept(toast) && !isHeld(toast.id));
  for (const { id } of passing.slice(0, Math.max(0, surplus))) dismissToast(id);
}

function mostAtOnce(): number {
  return isPhone() ? mostShown.phone : mostShown.wide;
}

function isKept({ isFailure, action, onExpired }: Toast): boolean {
  return isFailure || action !== undefined || onExpired !== undefined;
}

function isHeld(id: number): boolean {
  return (holds.get(id)?.size ?? 0) > 0;
}

/** Those that there is room for, the newest one among them; what the writer is about to press stays. */
export function shownToasts(toasts: readonly Toast[]): readonly Toast[] {
  const newestFirst = [...toasts].reverse();
  const isFirst = ({ id }: Toast) => id === newestFirst[0]?.id || isHeld(id);
  const inOrder = [...newestFirst.filter(isFirst), ...newestFirst.filter((toast) => !isFirst(toast))];
  const shown = new Set(inOrder.slice(0, mostAtOnce()));
  return toasts.filter((toast) => shown.has(toast));
}

/** The writer reads it or is about to press its button: it stays. */
export function holdToast(id: number, by: Hold): void {
  holds.set(id, new Set([...(holds.get(id) ?? []), by]));
  letTimeRun(id);
}

export function releaseToast(id: number, by: Hold): void {
  holds.set(id, new Set([...(holds.get(id) ?? [])].filter((each) => each !== by)));
  letTimeRun(id);
}

/** Of those that have come to be seen; of those that are seen no more it rests. */
function letTimesRun(): void {
  const { toasts } = useToasts.getState();
  const shown = shownToasts(toasts);
  for (const toast of toasts) if (shown.includes(toast) !== timers.has(toast.id)) letTimeRun(toast.id);
}

/** From the beginning, unless it is held or nobody sees it. */
function letTimeRun(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const toast = shownToasts(useToasts.getState().toasts).find((shown) => shown.id === id);
  if (!toast || document.hidden || isHeld(id)) return;
  const stays = toast.action !== undefined || toast.isFailure;
  timers.set(
    id,
    setTimeout(() => dismissToast(id), stays ? shownLongerMs : shownMs),
  );
}

export function dismissToast(id: number): void {
  remove(id)?.onExpired?.();
}

/** What was deleted from the bin can no longer be taken back: what was put off for that is done. */
export function endUndoingInBin(): void {
  for (const { id, isOfBin } of useToasts.getState().toasts) if (isOfBin) dismissToast(id);
}

/** Something was taken back: no toast offers that once more. */
export function endTakenBack(): void {
  for (const { id, isTakenBack } of useToasts.getState().toasts) if (isTakenBack?.()) dismissToast(id);
}

export function takeToastAction(id: number): void {
  remove(id)?.action?.run();
}

function remove(id: number): Toast | undefined {
  clearTimeout(timers.get(id));
  timers.delete(id);
  holds.delete(id);
  const toast = useToasts.getState().toasts.find((shown) => shown.id === id);
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
  letTimesRun();
  return toast;
}
