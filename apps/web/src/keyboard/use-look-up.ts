import { useEffect, useRef, useState } from 'react';
import { useWordsField } from './composition.ts';

/**
 * A field whose words are looked up. `onSearch` gets them without the spaces around them when the writer pauses for so long, and at once when the
 * field is emptied; never half a word of an input method.
 */
export function useLookUp(onSearch: (text: string) => void, settleMs: number) {
  const [text, setText] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
  };
  const lookUp = (next: string) => {
    const words = next.trim();
    timer.current = setTimeout(() => onSearch(words), words === '' ? 0 : settleMs);
  };
  return {
    text,
    /** Handlers of the field. */
    words: useWordsField(show, lookUp),
    lookUpNow: () => {
      clearTimeout(timer.current);
      onSearch(text.trim());
    },
    clear: () => {
      show('');
      lookUp('');
    },
  };
}
