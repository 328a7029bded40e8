import '../../language/language.ts';
import { renderHook } from '@testing-library/react';
import { TextSelection } from 'prosemirror-state';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptSource } from './kept-source.ts';
import { PendingPastes } from './pending-pastes.ts';
import { useWordsView } from './use-words-view.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  localStorage.clear();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function editor() {
  const heard: string[] = [];
  const place = { current: document.createElement('div') };
  const [kept, pending] = [new KeptSource('一段。'), new PendingPastes()];
  const needs = {
    kept,
    sectionId: 'section',
    label: '',
    point: null,
    takeEarly: () => '',
    onChange: (text: string) => heard.push(text),
    pending,
    pressSlash: () => false,
  };
  const { result, unmount } = renderHook(() => useWordsView(place, needs));
  const type = (words: string) => result.current.view?.dispatch(result.current.view.state.tr.insertText(words));
  const caret = () => result.current.view?.state.selection.head;
  const goTo = (place: number) => {
    const state = result.current.view?.state;
    if (state) result.current.view?.dispatch(state.tr.setSelection(TextSelection.create(state.doc, place)));
  };
  return { heard, type, unmount, caret, goTo };
}

/** A key comes before the pause after the one before has been long enough. */
const betweenKeysMs = 100;

describe('what is typed in the editor', () => {
  it('W2: is handed on a second after it came at the latest, while keys go on', () => {
    const { heard, type, unmount } = editor();
    for (let key = 0; key < 35; key += 1) {
      type('字');
      vi.advanceTimersByTime(betweenKeysMs);
    }
    expect(heard).toHaveLength(3);
    expect(heard.at(-1)).toBe(`一段。${'字'.repeat(30)}`);
    vi.advanceTimersByTime(250);
    expect(heard.at(-1)).toBe(`一段。${'字'.repeat(35)}`);
    unmount();
    expect(heard).toHaveLength(4);
  });

  it.each<[string, () => void]>([
    ['left', () => dispatchEvent(new Event('pagehide'))],
    ['put to sleep', () => document.dispatchEvent(new Event('freeze'))],
    [
      'hidden',
      () => {
        vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
        document.dispatchEvent(new Event('visibilitychange'));
      },
    ],
  ])('W2: is handed on at once when the page is %s', (_, leave) => {
    const { heard, type, unmount } = editor();
    type('字');
    expect(heard).toEqual([]);
    leave();
    expect(heard).toEqual(['一段。字']);
    unmount();
    leave();
    expect(heard).toHaveLength(1);
  });
});

describe('the caret', () => {
  it('W53 comes back to where it was left, as long as the text is the same', () => {
    const left = editor();
    expect(left.caret()).toBe(4);
    left.goTo(2);
    left.unmount();
    const back = editor();
    expect(back.caret()).toBe(2);
    back.type('字');
    back.unmount();
    expect(editor().caret()).toBe(4);
  });
});
