import { useEffect } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { showToast } from '../toasts/toasts.ts';

/** For fields without a bound of their own, in characters; `data-longest-paste` on a field says another number. Laying out more makes the page stand still, and no model reads it. */
const longestPaste = 50_000;

/**
 * A browser cuts what is too long for a field and says nothing; without a bound it stands still. Here such a text is refused as a whole, with
 * the reason: it is still in the clipboard, or where it was dragged from.
 */
export function useLongPaste(): void {
  const { t } = useTranslation();
  const measures = useMeasures();
  useEffect(() => {
    const look = (event: ClipboardEvent | DragEvent) => {
      const data = event instanceof ClipboardEvent ? event.clipboardData : event.dataTransfer;
      const field = event.target;
      if (event.defaultPrevented || !isTextField(field)) return;
      // as the field counts them
      const length = data?.getData('text/plain').replaceAll('\r\n', '\n').length ?? 0;
      const room = roomIn(field, event.type === 'paste');
      if (length <= room) return;
      event.preventDefault();
      const numbers = { length: measures.number(length), room: measures.number(room) };
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

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/** What is pasted takes the place of what is selected; what is dropped does not. */
function roomIn(field: HTMLInputElement | HTMLTextAreaElement, replacesSelection: boolean): number {
  if (field.maxLength < 0) return Number(field.dataset['longestPaste'] ?? longestPaste);
  const selected = replacesSelection ? (field.selectionEnd ?? 0) - (field.selectionStart ?? 0) : 0;
  return Math.max(0, field.maxLength - field.value.length + selected);
}
