import { useRef, type ChangeEvent, type CompositionEvent, type KeyboardEvent } from 'react';

/**
 * Whether a key belongs to an input method that is still composing (pinyin, kana): such an Enter chooses a word and must
 * never send, save or close. Safari fires the keydown after `compositionend`, with the old key code 229 as the only sign.
 */
export function isComposing(event: KeyboardEvent | globalThis.KeyboardEvent): boolean {
  const native = 'nativeEvent' in event ? event.nativeEvent : event;
  return native.isComposing || native.keyCode === 229;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Handlers of a field whose words are looked up: `onText` hears whatever stands in it, `onWords` only what an input method has done with.
 * Half a pinyin finds nothing, and what was found before would go.
 */
export function useWordsField(onText: (text: string) => void, onWords: (words: string) => void) {
  const isOpen = useRef(false);
  const change = (text: string) => {
    onText(text);
    if (!isOpen.current) onWords(text);
  };
  return {
    onChange: (event: ChangeEvent<Field>) => change(event.target.value),
    onCompositionStart: () => {
      isOpen.current = true;
    },
    onCompositionEnd: (event: CompositionEvent<Field>) => {
      isOpen.current = false;
      change(event.currentTarget.value);
    },
  };
}

/** Whether an input method has words open that it may still change. */
const openComposition = { is: false };
const waiting = new Set<() => void>();
const end = () => {
  openComposition.is = false;
};
const callBack = () => {
  if (openComposition.is) return;
  const callbacks = [...waiting];
  waiting.clear();
  for (const callback of callbacks) callback();
};
document.addEventListener('compositionstart', () => (openComposition.is = true), { capture: true });
// a field that goes in the middle of a composition takes its end along
for (const type of ['compositionend', 'focusin']) {
  document.addEventListener(type, end, { capture: true });
  // once the field itself has heard of it
  document.addEventListener(type, callBack);
}

/** Calls back when nothing is being composed anywhere on the page: at once, or when that has ended. Returns the way to call it off. */
export function afterComposition(callback: () => void): () => void {
  if (!openComposition.is) {
    callback();
    return () => undefined;
  }
  const waiter = () => callback();
  waiting.add(waiter);
  return () => void waiting.delete(waiter);
}
