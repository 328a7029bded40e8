import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { KeptSource } from './kept-source.ts';
import { insertFootnote, insertFormula, insertTable } from './insert-block.ts';
import { clearSlash, closeSlash, openSlash, slashCommands } from './slash-commands.ts';
import { modelEntries, slashEntries } from './slash-entries.ts';

function editor(text: string, onKey: (event: KeyboardEvent) => boolean = () => false) {
  const kept = new KeptSource(text);
  const doc = kept.doc.copy(kept.doc.content.addToEnd(kept.doc.type.schema.node('paragraph')));
  const state = EditorState.create({ doc, plugins: [slashCommands(onKey)] });
  const view = new EditorView(null, { state });
  const type = (words: string) => view.dispatch(view.state.tr.insertText(words));
  view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
  return { view, type, text: () => kept.markdownOf(view.state.doc) };
}

const names = (words: string) => slashEntries(words, []).map(({ name }) => name);

describe('the menu that a slash opens', () => {
  it('W21: opens in an empty paragraph, with the mark of either keyboard, and nowhere else', () => {
    for (const mark of ['/', '、']) {
      const { view, type } = editor('一段。');
      type(mark);
      type('表');
      expect(openSlash(view.state)?.words).toBe('表');
    }
    const { view, type } = editor('一段。');
    type('路');
    type('/');
    expect(openSlash(view.state)).toBeNull();
  });

  it('W21: stays closed over a text that begins with the mark, and after it was closed', () => {
    const { view } = editor('/usr/bin');
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 9)));
    expect(openSlash(view.state)).toBeNull();
    const closed = editor('');
    closed.type('/');
    closeSlash(closed.view);
    closed.type('表');
    expect(openSlash(closed.view.state)).toBeNull();
    expect(closed.text()).toBe('/表');
  });

  it('W11: leaves keys to an input method that composes', () => {
    const pressed: string[] = [];
    const { view, type } = editor('', (event) => pressed.push(event.key) > 0);
    type('/');
    const press = (key: string, keyCode: number) => {
      const event = Object.defineProperty(new KeyboardEvent('keydown', { key }), 'keyCode', { value: keyCode });
      view.someProp('handleKeyDown', (handle) => handle(view, event as KeyboardEvent));
    };
    press('Enter', 229);
    press('ArrowDown', 40);
    expect(pressed).toEqual(['ArrowDown']);
  });

  it('W21: finds its lines by their names in both languages and by their spelling', () => {
    expect(names('表')).toEqual(['table', 'bulletList']);
    expect(names('Quot')).toEqual(['quote']);
    expect(names('fgx')).toEqual(['rule']);
    expect(names('')).toHaveLength(11);
    expect(names('xyz')).toEqual([]);
  });

  it('W21: puts a block in place of what was typed', () => {
    const { view, type, text } = editor('一段。');
    type('/');
    type('bg');
    clearSlash(view);
    insertTable(2, 2)(view.state, view.dispatch);
    view.dispatch(view.state.tr.insertText('甲'));
    expect(text()).toBe('一段。\n\n| 甲 | |\n| - | - |\n| | |');
  });

  it('W21: puts a block behind one that says something, and the caret into it', () => {
    const { view, text } = editor('一段。\n\n二段。');
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 2)));
    insertFormula(view.state, view.dispatch);
    view.dispatch(view.state.tr.insertText('x^2'));
    expect(text()).toBe('一段。\n\n$$\nx^2\n$$\n\n二段。');
  });

  it('W21: puts a note below the paragraph above, which gets its number behind its last word', () => {
    const { view, type, text } = editor('一段。[^1]\n\n[^1]: 旧注。\n\n二段。');
    insertFootnote(view.state, view.dispatch);
    type('新注。');
    expect(text()).toBe('一段。[^1]\n\n[^1]: 旧注。\n\n二段。[^2]\n\n[^2]: 新注。');
    expect(new KeptSource(text()).doc.children.map(({ type: { name } }) => name)).toEqual([
      'paragraph',
      'sourceBlock',
      'paragraph',
      'sourceBlock',
    ]);
  });

  it.each([
    ['', ''],
    ['# 题', '# 题\n\n'],
    ['- 甲', '- 甲\n\n'],
    ['| 甲 |\n| - |\n| 乙 |', '| 甲 |\n| - |\n| 乙 |\n\n'],
  ])('W21: puts the number of a note where the mark was typed if no paragraph stands above: %j', (source, kept) => {
    const { view, type, text } = editor(source);
    type('/');
    clearSlash(view);
    insertFootnote(view.state, view.dispatch);
    type('注。');
    expect(text()).toBe(`${kept}[^1]\n\n[^1]: 注。`);
  });

  it('W21: puts the number of a note at the caret, in lists and tables too, and the note below the block', () => {
    const noteAt = (source: string, at: number) => {
      const { view, type, text } = editor(source);
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)));
      const isPossible = insertFootnote(view.state);
      expect(insertFootnote(view.state, view.dispatch)).toBe(isPossible);
      if (isPossible) type('注。');
      return text();
    };
    expect(noteAt('前半。后半。\n\n二段。', 4)).toBe('前半。[^1]后半。\n\n[^1]: 注。\n\n二段。');
    expect(noteAt('- 甲\n- 乙', 4)).toBe('- 甲[^1]\n- 乙\n\n[^1]: 注。');
    expect(noteAt('| 甲 |\n| - |\n| 乙 |', 4)).toContain('甲[^1]');
    expect(noteAt('```\nx = 1\n```', 3)).toBe('```\nx = 1\n```');
  });

  it('W21: offers to go on from the text above, as far as it is worth reading, and to change the paragraph above', () => {
    const { view } = editor(`${'远。'.repeat(500)}\n\n近处的一段。`);
    const entries = modelEntries(view.state.doc, view.state.selection.from);
    expect(entries.map(({ name }) => name)).toEqual(['continue', 'improve', 'expand', 'shorten']);
    expect(entries[0]).toMatchObject({ count: 5 });
    const image = `![图](/api/images/${'a1'.repeat(16)}-9x9.png)`;
    const below = editor(`一段。\n\n${image}`).view.state;
    expect(modelEntries(below.doc, below.selection.from)).toMatchObject([{ from: 0, to: below.selection.from - 1 }, { to: 5 }, {}, {}]);
    expect(modelEntries(editor('').view.state.doc, 1)).toEqual([]);
    const code = editor('```\nx = 1\n```').view.state;
    expect(modelEntries(code.doc, code.selection.from).map(({ name }) => name)).toEqual(['continue']);
  });
});
