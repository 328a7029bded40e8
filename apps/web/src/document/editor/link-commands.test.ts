import i18next from 'i18next';
import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { KeptSource } from './kept-source.ts';
import { addressIn, canLink, linkAt, linkTo, unlink } from './link-commands.ts';
import { pasting, type PasteReports } from './pasting.ts';
import { writingRules } from './writing-rules.ts';

function editor(markdown: string, from = 1, to = from) {
  const kept = new KeptSource(markdown);
  const state = EditorState.create({
    doc: kept.doc,
    selection: TextSelection.create(kept.doc, from, to),
    plugins: [writingRules(), pasting({ t: i18next.t } as PasteReports)],
  });
  const view = new EditorView(null, { state });
  const type = (words: string) => {
    for (const letter of words) {
      const { from: start, to: end } = view.state.selection;
      const insert = () => view.state.tr.insertText(letter, start, end);
      if (!view.someProp('handleTextInput', (handle) => handle(view, start, end, letter, insert))) view.dispatch(insert());
    }
  };
  const paste = (plain: string) => {
    const clipboardData = { getData: (kind: string) => (kind === 'text/html' ? '' : plain), files: [] };
    view.dom.dispatchEvent(Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData }));
  };
  return { view, type, paste, text: () => kept.markdownOf(view.state.doc) };
}

describe('a link in the editor', () => {
  it.each([
    ['[维基](https://example.com)', '[维基](https://example.com)'],
    ['[维基](https://example.com/a_(b))。', '[维基](https://example.com/a_(b))。'],
    ['[信](mailto:a@example.com)后', '[信](mailto:a@example.com)后'],
  ])('W32: comes from %s as it is typed', (typed, kept) => {
    const { view, type, text } = editor('');
    type(typed);
    expect(text()).toBe(kept);
    expect(view.state.doc.textContent).not.toMatch(/[[\]]/u);
  });

  it.each(['[坏](javascript:alert(1))', '![图](https://example.com/a.png)', '[空]( )', '`[字](https://example.com)`'])(
    'W32: does not come from %s',
    (typed) => {
      const { view, type } = editor('');
      type(typed);
      expect(linkAt(view.state)).toBeNull();
      expect(view.state.doc.textContent.replaceAll('`', '')).toBe(typed.replaceAll('`', ''));
    },
  );

  it('W32: is made of the words that an address is pasted over', () => {
    const { paste, text } = editor('见维基。', 2, 4);
    paste('https://example.com/w');
    expect(text()).toBe('见[维基](https://example.com/w)。');
  });

  it.each([
    ['javascript:alert(1)', '见javascript:alert(1)。'],
    ['两个 词', '见两个 词。'],
  ])('W32: is not made of %s, which is pasted as text', (pasted, kept) => {
    const { paste, text } = editor('见维基。', 2, 4);
    paste(pasted);
    expect(text()).toBe(kept);
  });

  it('W32: takes another address, and is words again', () => {
    const { view, text } = editor('见[维**基**](https://example.com/w)。', 3);
    expect(linkAt(view.state)).toEqual({ address: 'https://example.com/w', from: 2, to: 4 });
    linkTo('https://example.com/v')(view.state, view.dispatch);
    expect(text()).toBe('见[维**基**](https://example.com/v)。');
    unlink(view.state, view.dispatch);
    expect(text()).toBe('见维**基**。');
  });

  it('W32: is of one paragraph, and of nothing that is kept as it is written', () => {
    expect(canLink(editor('一\n\n二', 1, 5).view.state)).toBe(false);
    expect(canLink(editor('式$x$。', 1, 4).view.state)).toBe(false);
    expect(canLink(editor('```\na\n```', 1, 2).view.state)).toBe(false);
    expect(canLink(editor('一\n\n二', 1, 2).view.state)).toBe(true);
  });

  it('W32: leads to pages and to mail alone', () => {
    expect(['https://a.cn', 'a.cn/b', 'a@b.cn', ' http://a.cn '].map(addressIn)).toEqual([
      'https://a.cn',
      'https://a.cn/b',
      'mailto:a@b.cn',
      'http://a.cn',
    ]);
    expect(['', 'file:///etc', 'javascript:alert(1)', '维基', 'a b.cn'].map(addressIn)).toEqual([null, null, null, null, null]);
  });
});
