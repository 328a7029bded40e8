import { describe, expect, it } from 'vitest';
import { enterAction } from './enter-key.ts';

const plain = { key: 'Enter', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 13 };

describe('Enter in the composer', () => {
  it('sends with a keyboard and breaks the line on a phone', () => {
    expect(enterAction(plain, false)).toBe('send');
    expect(enterAction(plain, true)).toBe('newline');
  });

  it('breaks the line with Shift, and sends with Ctrl or ⌘ everywhere', () => {
    expect(enterAction({ ...plain, shiftKey: true }, false)).toBe('newline');
    expect(enterAction({ ...plain, ctrlKey: true }, true)).toBe('send');
    expect(enterAction({ ...plain, metaKey: true }, true)).toBe('send');
  });

  it.each([
    // Chrome, Firefox: the keydown comes while composing
    ['keydown before compositionend', { ...plain, isComposing: true, keyCode: 229 }],
    // Safari: compositionend first, then a keydown that says it is not composing
    ['keydown after compositionend', { ...plain, isComposing: false, keyCode: 229 }],
    ['Ctrl+Enter while composing', { ...plain, ctrlKey: true, isComposing: true, keyCode: 13 }],
  ])('chooses a word and never sends: %s', (_order, event) => {
    expect(enterAction(event, false)).toBe('none');
  });

  it('leaves other keys alone', () => {
    expect(enterAction({ ...plain, key: 'a' }, false)).toBe('none');
  });
});
