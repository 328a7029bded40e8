import i18next from 'i18next';
import { Selection } from 'prosemirror-state';
import { describe, expect, it, vi } from 'vitest';
import { KeptSource } from './kept-source.ts';
import type { PasteReports } from './pasting.ts';
import { schema } from './schema.ts';
import { createWordsView, placeCaret } from './words-view.ts';

const boxes: Record<string, { top: number; height: number }> = {
  一: { top: 100, height: 30 },
  二: { top: 900, height: 30 },
  三三: { top: 1000, height: 80 },
};

function viewOf(kept: KeptSource, place: HTMLElement) {
  const reports = { t: i18next.t } as PasteReports;
  return createWordsView(place, { doc: kept.doc, label: '', placeholder: '', reports, onSlashKey: () => false, onChange: () => undefined });
}

describe('below code', () => {
  it('W75 that is begun at the end of a text there is a line to go on in, which is nothing in the Markdown', () => {
    const kept = new KeptSource('一');
    const view = viewOf(kept, document.createElement('div'));
    view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, schema.node('paragraph', null, schema.text('```js'))));
    view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)));
    view.someProp('handleKeyDown', (press) => press(view, new KeyboardEvent('keydown', { key: 'Enter' })));
    const names = () => Array.from({ length: view.state.doc.childCount }, (_, index) => view.state.doc.child(index).type.name);
    expect(names()).toEqual(['codeBlock', 'paragraph']);
    expect(kept.markdownOf(view.state.doc)).toBe('```js\n```');
    view.destroy();
  });
});

describe('the caret where the writer pressed', () => {
  it('is there before the first key comes', () => {
    const place = document.body.appendChild(document.createElement('div'));
    const kept = new KeptSource('一\n\n二二');
    const view = viewOf(kept, place);
    placeCaret(view, kept, null);
    const { anchorNode, anchorOffset } = document.getSelection() ?? {};
    expect([anchorNode?.textContent, anchorOffset]).toEqual(['二二', 2]);
    view.destroy();
    place.remove();
  });

  it.each([
    ['in the first piece', 0, 105],
    ['in a piece below others that may be higher now', 3, 905],
    ['in a piece that begins in the middle of a block', 7, 1045],
  ])('is put there %s', (_, start, top) => {
    const kept = new KeptSource('一\n\n二\n\n三三');
    const view = viewOf(kept, document.createElement('div'));
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function box(this: Element) {
      return (boxes[this.textContent] ?? { top: 100, height: 1000 }) as DOMRect;
    });
    const asked = vi.spyOn(view, 'posAtCoords').mockReturnValue({ pos: 5, inside: 4 });
    vi.spyOn(view, 'dispatch').mockReturnValue();
    placeCaret(view, kept, { x: 10, y: 5, start });
    expect(asked).toHaveBeenCalledWith({ left: 10, top });
    vi.restoreAllMocks();
  });
});
