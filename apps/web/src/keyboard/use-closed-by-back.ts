import { useEffect, useEffectEvent } from 'react';
import { isTouch } from '../conversation/composer/text-field.ts';

/** What hears the Back button or gesture of a device before the page does. Not every browser has it. */
type CloseWatcher = EventTarget & { destroy(): void };

interface BackOptions {
  /** Whether it is of no page, and stays open over the one that Back leads to. Default: it closes with its page. */
  readonly outlivesPage?: boolean;
}

/**
 * Lets Back close what lies over the page, for as long as it is open. On a device with a Back of its own only that is closed, what was opened last
 * first; elsewhere Back leads to another page, which what was open over this one has nothing to do with. No entry of the history is made for it.
 */
export function useClosedByBack(isOpen: boolean, close: () => void, { outlivesPage = false }: BackOptions = {}): void {
  const closeNow = useEffectEvent(() => close());
  useEffect(() => {
    if (!isOpen) return undefined;
    const watcher = watchForBack(() => closeNow());
    const onPopState = () => {
      if (!outlivesPage) closeNow();
    };
    addEventListener('popstate', onPopState);
    return () => {
      watcher?.destroy();
      removeEventListener('popstate', onPopState);
    };
  }, [isOpen, outlivesPage]);
}

/** With a keyboard the browser would take Esc for it too, after the field that it was pressed in. */
function watchForBack(onBack: () => void): CloseWatcher | null {
  const { CloseWatcher: Watcher } = globalThis as { CloseWatcher?: new () => CloseWatcher };
  if (!Watcher || !isTouch()) return null;
  const watcher = new Watcher();
  watcher.addEventListener('close', onBack);
  return watcher;
}
