import { useEffect } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isCommand } from '../../keyboard/shortcuts.ts';
import { useFocusEdges } from './use-focus-edges.ts';
import { togglePreference, useReadingPreferences } from './reading-preferences.ts';

/** What the style needs to know of how the writer likes to see a document; and the keys that change it. */
export function useReadingMarks(documentId: string) {
  const { isFocused, isTypewriter, isIndented } = useReadingPreferences();
  useFocusEdges(documentId, isFocused);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isCommand(event) || !event.shiftKey || isComposing(event)) return;
      const key = event.key.toLowerCase();
      if (key !== 'f' && key !== 'y') return;
      event.preventDefault();
      togglePreference(key === 'f' ? 'isFocused' : 'isTypewriter');
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return {
    'data-focus': isFocused || undefined,
    'data-typewriter': isTypewriter || undefined,
    'data-indent': isIndented || undefined,
  };
}
