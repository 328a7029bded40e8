import '../../language/language.ts';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { afterEach, expect, it } from 'vitest';
import { KeptSource } from './kept-source.ts';
import { RichBar } from './rich-bar.tsx';

afterEach(cleanup);

function showBar(source: string, caret: number) {
  const kept = new KeptSource(source);
  const view = new EditorView(null, { state: EditorState.create({ doc: kept.doc }) });
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, caret)));
  render(<RichBar view={view} state={view.state} onImage={() => undefined} />);
  return { button: screen.getByRole('button', { name: 'Footnote' }), text: () => kept.markdownOf(view.state.doc) };
}

it('W21 the bar puts a note in the middle of a paragraph, and none into code', () => {
  const { button, text } = showBar('前半。后半。', 4);
  expect([button.getAttribute('aria-disabled'), button.getAttribute('aria-pressed')]).toEqual([null, null]);
  fireEvent.click(button);
  expect(text()).toBe('前半。[^1]后半。\n\n[^1]: ');
  cleanup();
  expect(showBar('```\nx = 1\n```', 3).button.getAttribute('aria-disabled')).toBe('true');
});
