import { useEffect } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { dismissToast, showToast, useToasts } from '../toasts/toasts.ts';
import { fullFieldIn } from './long-text.ts';

const events = ['beforeinput', 'input', 'compositionend'] as const;
const toastName = 'full-field';

/**
 * A browser takes no more letters than a field has room for and says nothing. Here it is said when the last one has come, and again whenever
 * more is typed, until the field is left. A field that says it beside its words has the attribute `data-says-limit`.
 */
export function useFullFields(): void {
  const { t } = useTranslation();
  const measures = useMeasures();
  useEffect(() => {
    const look = (event: Event) => {
      const field = fullFieldIn(event);
      if (!field || 'saysLimit' in field.dataset) return;
      showToast({
        name: toastName,
        text: t('longPaste.full', { most: measures.number(field.maxLength) }),
        hint: t('longPaste.fullHint'),
      });
    };
    for (const name of events) document.addEventListener(name, look);
    document.addEventListener('focusout', takeBack);
    return () => {
      document.removeEventListener('focusout', takeBack);
      for (const name of events) document.removeEventListener(name, look);
    };
  }, [t, measures]);
}

function takeBack(): void {
  const told = useToasts.getState().toasts.find(({ name }) => name === toastName);
  if (told) dismissToast(told.id);
}
