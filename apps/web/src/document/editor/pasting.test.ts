import i18next from 'i18next';
import { splitBlock } from 'prosemirror-commands';
import { history, undo } from 'prosemirror-history';
import { EditorState, TextSelection, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it, vi } from 'vitest';
import { isPasting, keptPlaces } from './kept-places.ts';
import { KeptSource } from './kept-source.ts';
import { pasting } from './pasting.ts';
import { PendingPastes } from './pending-pastes.ts';

const long = `甲${'长'.repeat(9000)}\n\n${'文'.repeat(9000)}乙`;

function editor(text: string, from: number, to = from) {
  const kept = new KeptSource(text);
  const pending = new PendingPastes();
  const onLost = vi.fn<() => void>();
  const plugins = [history(), keptPlaces(i18next.t), pasting({ pending, onLost, onTooLong: onLost, onFailed: onLost, t: i18next.t })];
  const state = EditorState.create({ doc: kept.doc, plugins, selection: TextSelection.create(kept.doc, from, to) });
  const view = new EditorView(null, { state });
  const paste = (plain: string, html = '') => {
    const clipboardData = { getData: (type: string) => (type === 'text/html' ? html : plain), files: [] };
    view.dom.dispatchEvent(Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData }));
  };
  const run = (command: Command) => command(view.state, (tr) => view.dispatch(tr));
  const type = (words: string) => view.dispatch(view.state.tr.insertText(words));
  const select = (start: number, end: number) =>
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, start, end)));
  return { view, pending, onLost, paste, run, type, select, text: () => kept.markdownOf(view.state.doc) };
}

describe('what is pasted and takes a while to be read', () => {
  it.each([
    ['long Markdown', long, ''],
    ['HTML', '别处', long.replace(/(.+)\n\n(.+)/u, '<p>$1</p><p>$2</p>')],
  ])('W10: %s comes in where it was pasted, and the writer goes on behind it', async (_, plain, html) => {
    const { paste, run, type, pending, text } = editor('前', 2);
    paste(plain, html);
    run(splitBlock);
    type('后来');
    await pending.settled();
    type('写的');
    expect(text()).toBe(`前${long}\n\n后来写的`);
  });

  it('W10: comes in as its words where its HTML is nested too deeply to be read', async () => {
    const { paste, pending, onLost, text } = editor('前', 2);
    paste('里面的字', `${'<table><tr><td><div>'.repeat(3000)}里面的字`);
    await pending.settled();
    expect(text()).toBe('前里面的字');
    expect(onLost).not.toHaveBeenCalled();
  });

  it('W10: leaves alone what is selected meanwhile, and takes the place of what was selected then', async () => {
    const { paste, type, select, pending, text } = editor('旧的\n\n留下', 1, 3);
    paste(long);
    select(5, 7);
    await pending.settled();
    expect(text()).toBe(`${long}\n\n留下`);
    type('换了');
    expect(text()).toBe(`${long}\n\n换了`);
  });

  it('W10: takes nothing away that was changed meanwhile', async () => {
    const { paste, type, pending, text } = editor('旧的', 1, 3);
    paste(long);
    type('新写的');
    await pending.settled();
    expect(text()).toBe(`${long}新写的`);
  });

  it('W10: has nothing selected while it is on its way to where something was', async () => {
    const { view, paste, type, pending, text } = editor('旧的\n\n留下', 1, 3);
    paste(long);
    expect([view.state.selection.from, view.state.selection.to]).toEqual([3, 3]);
    await pending.settled();
    type('字');
    expect(text()).toBe(`${long}字\n\n留下`);
  });

  it('W10: has the caret behind it where nothing else was done', async () => {
    const { paste, type, pending, text } = editor('前后', 2);
    paste(long);
    await pending.settled();
    type('字');
    expect(text()).toBe(`前${long}字后`);
  });

  it('W10: shows in its place that it is on its way, and nothing of that is text', async () => {
    const { view, paste, pending, text } = editor('前后', 2);
    paste(long);
    const note = view.dom.querySelector('.pasting-note');
    expect([note?.previousSibling?.textContent, note?.nextSibling?.textContent]).toEqual(['前', '后']);
    expect(isPasting(view.state)).toBe(true);
    expect(text()).toBe('前后');
    expect((note as HTMLElement).hidden).toBe(true);
    await pending.settled();
    expect(view.dom.querySelector('.pasting-note')).toBeNull();
    expect(isPasting(view.state)).toBe(false);
  });

  it('W10: goes with one undo, which leaves what was written meanwhile', async () => {
    const { view, paste, type, select, run, pending, text } = editor('前\n\n后', 2);
    paste(long);
    select(5, 5);
    type('面');
    await pending.settled();
    expect(text()).toBe(`前${long}\n\n后面`);
    type('了');
    run(undo);
    expect(text()).toBe(`前${long}\n\n后面`);
    run(undo);
    expect(text()).toBe('前\n\n后面');
    expect(view.state.doc.childCount).toBe(2);
  });

  it('W10: waits until an input method has done with its words', async () => {
    const { paste, pending, text } = editor('前', 2);
    paste(long);
    document.dispatchEvent(new Event('compositionstart'));
    const early = await Promise.race([
      pending.settled().then(() => 'came'),
      new Promise((resolve) => setTimeout(() => resolve('waits'), 150)),
    ]);
    expect([early, text()]).toEqual(['waits', '前']);
    document.dispatchEvent(new Event('compositionend'));
    await pending.settled();
    expect(text()).toBe(`前${long}`);
  });

  it('W10: is told to be lost where the editor is gone', async () => {
    const { view, paste, pending, onLost } = editor('前', 2);
    paste(long);
    view.destroy();
    await pending.settled();
    expect(onLost).toHaveBeenCalledOnce();
  });
});

it('Y32 a file that is no image is left to the page, words that are dropped are not', () => {
  const { view } = editor('前', 2);
  vi.spyOn(view, 'posAtCoords').mockReturnValue(null);
  const isTaken = (files: readonly File[], plain: string) => {
    const dataTransfer = { files, getData: (type: string) => (type === 'text/plain' ? plain : '') };
    const event = Object.assign(new Event('drop'), { dataTransfer }) as unknown as DragEvent;
    return view.someProp('handleDrop', (take) => take.call(undefined as never, view, event, view.state.doc.slice(0, 0), false)) ?? false;
  };
  expect(isTaken([new File(['# Fog'], 'fog.md')], '')).toBe(false);
  expect(isTaken([], '后')).toBe(true);
});
