import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dismissToast, holdToast, releaseToast, shownToasts, showToast, takeToastAction, useToasts } from './toasts.ts';

const shown = () => useToasts.getState().toasts;
const idOfFirst = () => shown()[0]?.id ?? -1;

describe('toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.runAllTimers();
    vi.useRealTimers();
  });

  it('leave by themselves, and then what could have been undone is done', () => {
    const onExpired = vi.fn<() => void>();
    showToast({ text: 'Deleted', onExpired });
    vi.advanceTimersByTime(7_000);
    expect(shown()).toHaveLength(1);
    expect(onExpired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(shown()).toHaveLength(0);
    expect(onExpired).toHaveBeenCalledOnce();
  });

  it('do not do it when their action was taken', () => {
    const onExpired = vi.fn<() => void>();
    const run = vi.fn<() => void>();
    showToast({ text: 'Deleted', action: { label: 'Undo', run }, onExpired });
    takeToastAction(idOfFirst());
    vi.runAllTimers();
    expect(run).toHaveBeenCalledOnce();
    expect(onExpired).not.toHaveBeenCalled();
  });

  it('Y28 do it as the page is left, unless it was taken back', () => {
    const [onExpired, onUndone] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const action = { label: 'Undo', run: () => undefined };
    showToast({ text: 'Deleted', action, onExpired: onUndone });
    takeToastAction(idOfFirst());
    showToast({ text: 'Deleted', action, onExpired });
    dispatchEvent(new Event('pagehide'));
    vi.runAllTimers();
    expect(onExpired).toHaveBeenCalledOnce();
    expect(onUndone).not.toHaveBeenCalled();
    expect(shown()).toEqual([]);
  });

  it('X14 stay longer when something can be done with them, or went wrong', () => {
    showToast({ text: 'Deleted', action: { label: 'Undo', run: () => undefined } });
    showToast({ text: 'Broken', isFailure: true });
    showToast({ text: 'Copied' });
    vi.advanceTimersByTime(19_000);
    expect(shown().map(({ text }) => text)).toEqual(['Deleted', 'Broken']);
    vi.advanceTimersByTime(2_000);
    expect(shown()).toEqual([]);
  });

  it('X14 stay while they have the pointer or the focus', () => {
    showToast({ text: 'Deleted' });
    const id = idOfFirst();
    holdToast(id, 'pointer');
    holdToast(id, 'focus');
    releaseToast(id, 'pointer');
    vi.advanceTimersByTime(60_000);
    expect(shown()).toHaveLength(1);
    releaseToast(id, 'focus');
    vi.runAllTimers();
    expect(shown()).toHaveLength(0);
  });

  it('X14 stay while nobody sees the page', () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    showToast({ text: 'Deleted' });
    vi.advanceTimersByTime(60_000);
    expect(shown()).toHaveLength(1);
    hidden.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    vi.runAllTimers();
    expect(shown()).toHaveLength(0);
  });

  it('are a few at a time: the oldest makes room, but not one that would take a loss back', () => {
    const onExpired = vi.fn<() => void>();
    showToast({ text: 'Deleted', onExpired });
    for (const text of ['one', 'two', 'three', 'four']) showToast({ text });
    expect(shown().map(({ text }) => text)).toEqual(['Deleted', 'two', 'three', 'four']);
    expect(onExpired).not.toHaveBeenCalled();
  });

  const standing = () => shownToasts(shown()).map(({ text }) => text);
  const onPhone = (matches: boolean) => vi.spyOn(window, 'matchMedia').mockReturnValue({ matches } as MediaQueryList);

  it('X14 are two at a time on a phone; a failure and what can be taken back wait, and have their whole time when they come', () => {
    const media = onPhone(true);
    const action = { label: 'Undo', run: () => undefined };
    showToast({ text: 'Broken', isFailure: true });
    showToast({ text: 'Deleted', action });
    for (const text of ['one', 'two']) showToast({ text });
    expect(standing()).toEqual(['Deleted', 'two']);
    vi.advanceTimersByTime(9_000);
    expect(standing()).toEqual(['Broken', 'Deleted']);
    vi.advanceTimersByTime(12_000);
    expect(standing()).toEqual(['Broken']);
    vi.advanceTimersByTime(6_000);
    expect(standing()).toEqual(['Broken']);
    vi.advanceTimersByTime(2_000);
    expect(shown()).toEqual([]);
    media.mockRestore();
  });

  it('X14 keep on a phone what the writer is about to press', () => {
    const media = onPhone(true);
    showToast({ text: 'Deleted', action: { label: 'Undo', run: () => undefined } });
    holdToast(idOfFirst(), 'focus');
    showToast({ text: 'Broken', isFailure: true });
    showToast({ text: 'Copied' });
    expect(standing()).toEqual(['Deleted', 'Copied']);
    releaseToast(idOfFirst(), 'focus');
    media.mockRestore();
  });

  it('X14 tell a failure once while it stands', () => {
    for (const text of ['Broken', 'Other', 'Broken']) showToast({ text, isFailure: true });
    expect(standing()).toEqual(['Other', 'Broken']);
  });

  it('W13 take the place of one with the same name', () => {
    for (const text of ['one', 'two']) showToast({ text, name: 'suggestions' });
    showToast({ text: 'other' });
    showToast({ text: 'three', name: 'suggestions' });
    expect(shown().map(({ text }) => text)).toEqual(['other', 'three']);
  });

  it('count as expired when they are closed', () => {
    const onExpired = vi.fn<() => void>();
    showToast({ text: 'Deleted', onExpired });
    dismissToast(idOfFirst());
    expect(onExpired).toHaveBeenCalledOnce();
  });
});
