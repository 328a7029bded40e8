import { useEffect } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { showToast } from '../toasts/toasts.ts';
import { longTextIn, offerLongText } from './long-text.ts';

/** In characters. Less is some words too many for a field, and nobody's document. */
const shortestDocument = 1000;

/**
 * A browser cuts what is too long for a field and says nothing; without a bound it stands still. Here such a text stays out as a whole, with
 * the reason: it is still in the clipboard, or where it was dragged from. A long one can become a document, but not out of a dialog, which
 * holds something half done.
 */
export function useLongPaste(): void {
  const { t } = useTranslation();
  const measures = useMeasures();
  useEffect(() => {
    const look = (event: ClipboardEvent | DragEvent) => {
      const long = event.defaultPrevented ? null : longTextIn(event);
      if (!long) return;
      event.preventDefault();
      if (long.text.length >= shortestDocument && !isInDialog(event.target)) {
        offerLongText(long);
        return;
      }
      const numbers = { length: measures.number(long.text.length), room: measures.number(long.room) };
      showToast({ text: t('longPaste.refused'), hint: t('longPaste.hint', numbers), isFailure: true });
    };
    // behind everything else on the page, which may know better what to do with it
    document.addEventListener('paste', look);
    document.addEventListener('drop', look);
    return () => {
      document.removeEventListener('paste', look);
      document.removeEventListener('drop', look);
    };
  }, [t, measures]);
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}
