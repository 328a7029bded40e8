import type { KeyboardEvent } from 'react';

/**
 * Whether a key belongs to an input method that is still composing (pinyin, kana): such an Enter chooses a word and must
 * never send, save or close. Safari fires the keydown after `compositionend`, with the old key code 229 as the only sign.
 */
export function isComposing(event: KeyboardEvent | globalThis.KeyboardEvent): boolean {
  const native = 'nativeEvent' in event ? event.nativeEvent : event;
  return native.isComposing || native.keyCode === 229;
}
