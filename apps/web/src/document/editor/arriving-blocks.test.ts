import { history, undo } from 'prosemirror-history';
import { EditorState, Selection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { expect, it, vi } from 'vitest';
import { arrivingBlocks } from './arriving-blocks.ts';
import { readMarkdown } from './read-markdown.ts';
import { schema } from './schema.ts';

const paragraphs = (count: number) =>
  readMarkdown(Array.from({ length: count }, (_, at) => `第 ${at} 段。${'字'.repeat(90)}`).join('\n\n'));

function editor() {
  const doc = schema.node('doc', null, [schema.node('paragraph', null, [schema.text('前')])]);
  const view = new EditorView(null, { state: EditorState.create({ doc, plugins: [history(), arrivingBlocks()] }) });
  const insert = (count: number) =>
    view.dispatch(
      view.state.tr.insert(
        view.state.doc.content.size,
        paragraphs(count).map(({ node }) => node),
      ),
    );
  const waiting = () => view.dom.querySelectorAll('.arriving').length;
  return { view, insert, waiting };
}

it('W10: a long text stands there at once, and is laid out some blocks at a time', async () => {
  const { view, insert, waiting } = editor();
  insert(100);
  expect(view.dom.children).toHaveLength(101);
  const seen = [waiting()];
  await vi.waitFor(() => {
    if (waiting() !== seen.at(-1)) seen.push(waiting());
    expect(waiting()).toBe(0);
  });
  expect(seen[0]).toBe(100);
  expect(seen.length).toBeGreaterThan(2);
  expect([...view.dom.children].some((block) => block.hasAttribute('style') && block.getAttribute('style') !== '')).toBe(false);
  undo(view.state, view.dispatch);
  expect(view.dom.textContent).toBe('前');
});

it('W10: what is written meanwhile stays, and a short text is laid out as ever', async () => {
  const { view, insert, waiting } = editor();
  insert(20);
  expect(waiting()).toBe(0);
  insert(100);
  view.dispatch(view.state.tr.setSelection(Selection.atStart(view.state.doc)).insertText('更'));
  await vi.waitFor(() => expect(waiting()).toBe(0));
  expect(view.dom.firstElementChild?.textContent).toBe('更前');
  expect(view.dom.children).toHaveLength(121);
});
