import { history } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { EditorState, Plugin, Selection, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';
import { keptPlaces } from './kept-places.ts';
import type { KeptSource } from './kept-source.ts';
import { pasting, type PasteReports } from './pasting.ts';
import { schema } from './schema.ts';
import { slashCommands } from './slash-commands.ts';
import { writingKeys } from './writing-keys.ts';
import { writingRules } from './writing-rules.ts';

/** Where the writer pressed to begin, in pixels: from the left of the window, and from the top of the text or of a piece of it. */
export interface EditPoint {
  readonly x: number;
  readonly y: number;
  /** Where that piece begins in the Markdown: pieces that were never drawn above it say nothing of how high they will be. */
  readonly start: number;
}

export interface WordsViewOptions {
  readonly doc: Node;
  readonly label: string;
  /** What stands in a text without words. */
  readonly placeholder: string;
  readonly reports: PasteReports;
  /** Whether a key that is pressed while the menu is open was for it. */
  readonly onSlashKey: (event: KeyboardEvent) => boolean;
  readonly onChange: (state: EditorState, isDocChanged: boolean) => void;
}

/** The text under the writer's hands, drawn as it is read. */
export function createWordsView(
  place: HTMLElement,
  { doc, label, placeholder, reports, onSlashKey, onChange }: WordsViewOptions,
): EditorView {
  const view: EditorView = new EditorView(
    { mount: place },
    {
      state: EditorState.create({
        doc: withLastParagraph(doc),
        plugins: [
          slashCommands(onSlashKey),
          writingRules(),
          writingKeys(),
          history(),
          keptPlaces(reports.t),
          pasting(reports),
          taskMarks(),
          keysOfWriter(),
          lastParagraph(),
          emptyText(placeholder),
        ],
      }),
      attributes: { class: 'answer words', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      dispatchTransaction: (transaction: Transaction) => {
        const state = view.state.apply(transaction);
        view.updateState(state);
        onChange(state, transaction.docChanged);
      },
    },
  );
  place.focus = (options) => focusAtCaret(view, options);
  return view;
}

/**
 * Whoever gives the focus back, as a dialog does that closes, asks the element for it, and a browser then puts the caret at the beginning. The
 * view would take that for the writer's doing when it hears of it later than in 200 ms.
 */
function focusAtCaret(view: EditorView, options?: FocusOptions): void {
  const had = document.activeElement === view.dom;
  HTMLElement.prototype.focus.call(view.dom, options);
  const has = document.activeElement === view.dom;
  // asks the element again, which has the focus by now
  if (has && !had) view.focus();
}

/** Puts the caret where the writer pressed, else where it was left, else at the end. @param left `null`: nobody was there */
export function placeCaret(view: EditorView, kept: KeptSource, point: EditPoint | null, left: number | null = null): void {
  const place = point && view.posAtCoords({ left: point.x, top: topOf(view, kept, point.start) + point.y });
  const { doc } = view.state;
  const pos = place?.pos ?? left;
  const selection = pos === null ? Selection.atEnd(doc) : Selection.near(doc.resolve(pos));
  view.dispatch(view.state.tr.setSelection(selection));
  // before the focus: a view that finds another caret with it moves that 20 ms later, when keys may have moved it
  const { node, offset } = view.domAtPos(view.state.selection.head, -1);
  document.getSelection()?.collapse(node, offset);
  // not the element's own, for the same reason
  view.focus();
  // what stands above may be higher now than before it was drawn
  if ((point && point.start > 0) || (!point && left !== null)) view.dispatch(view.state.tr.scrollIntoView());
}

/** Types words at the caret, as the keys would have that were pressed for them. */
export function typeIn(view: EditorView, words: string): void {
  for (const letter of words) {
    const { from, to } = view.state.selection;
    const put = () => view.state.tr.insertText(letter, from, to).scrollIntoView();
    const isTaken =
      letter === '\n'
        ? view.someProp('handleKeyDown', (press) => press(view, new KeyboardEvent('keydown', { key: 'Enter' })))
        : view.someProp('handleTextInput', (take) => take(view, from, to, letter, put));
    if (!isTaken) view.dispatch(put());
  }
}

/** Where the block stands on the page that begins there in the Markdown; inside of a block, about as far down as its letters say. */
function topOf(view: EditorView, kept: KeptSource, start: number): number {
  const { blocks } = kept.laidOut(view.state.doc);
  let top = view.dom.getBoundingClientRect().top;
  if (start === 0) return top;
  view.state.doc.forEach((node, place) => {
    const [passage, element] = [blocks.get(node), view.nodeDOM(place)];
    if (!passage || passage.start > start || !(element instanceof HTMLElement)) return;
    const box = element.getBoundingClientRect();
    top = box.top + box.height * Math.min(1, (start - passage.start) / (passage.end - passage.start));
  });
  return top;
}

/** Behind a table, code or a line there must be somewhere to go on; a paragraph without words is nothing in Markdown. */
function withLastParagraph(doc: Node): Node {
  return goesOn(doc) ? doc : doc.copy(doc.content.addToEnd(schema.node('paragraph')));
}

/** The same where such a block has come in at the end since, by keys, from the menu or by pasting. */
function lastParagraph(): Plugin {
  return new Plugin({
    appendTransaction: (_, __, { doc, tr }) => (goesOn(doc) ? null : tr.insert(doc.content.size, schema.node('paragraph'))),
  });
}

function goesOn({ lastChild: last }: Node): boolean {
  return last !== null && (last.isTextblock ? !last.type.spec.code : last.type === schema.nodes.quote || 'marker' in last.attrs);
}

/** The style draws it, so that it is no part of the text. */
function emptyText(placeholder: string): Plugin {
  return new Plugin({
    props: {
      decorations: ({ doc }) => {
        const only = doc.childCount === 1 ? doc.firstChild : null;
        if (!only || only.type !== schema.nodes.paragraph || only.content.size > 0) return null;
        return DecorationSet.create(doc, [Decoration.node(0, only.nodeSize, { 'data-placeholder': placeholder })]);
      },
    },
  });
}

/** For 200 ms after the focus the view takes a caret at the very beginning for the browser's doing, and moves it; behind a key it is the writer's. */
function keysOfWriter(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view) => {
          const { input } = view as EditorView & { readonly input?: { lastFocus: number } };
          if (input) input.lastFocus = 0;
          return false;
        },
      },
    },
  });
}

/** The mark in front of a task, which is drawn by the style, is pressed. */
function taskMarks(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        click: (view, { target }) => {
          if (!(target instanceof Element) || !target.matches('li.task')) return false;
          const inside = view.state.doc.resolve(view.posAtDOM(target, 0));
          const depth = Array.from({ length: inside.depth }, (_, index) => inside.depth - index).find(
            (each) => inside.node(each).type === schema.nodes.listItem,
          );
          if (depth === undefined) return false;
          const isDone = inside.node(depth).attrs['isDone'] !== true;
          view.dispatch(view.state.tr.setNodeMarkup(inside.before(depth), null, { isDone }));
          return true;
        },
      },
    },
  });
}
