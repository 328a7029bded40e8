import { history } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { EditorState, Plugin, Selection, type Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { keptPlaces } from './kept-places.ts';
import { pasting, type PasteReports } from './pasting.ts';
import { schema } from './schema.ts';
import { slashCommands } from './slash-commands.ts';
import { writingKeys } from './writing-keys.ts';
import { writingRules } from './writing-rules.ts';

export interface WordsViewOptions {
  readonly doc: Node;
  readonly label: string;
  readonly reports: PasteReports;
  /** Whether a key that is pressed while the menu is open was for it. */
  readonly onSlashKey: (event: KeyboardEvent) => boolean;
  readonly onChange: (state: EditorState, isDocChanged: boolean) => void;
}

/** The text under the writer's hands, drawn as it is read. */
export function createWordsView(place: HTMLElement, { doc, label, reports, onSlashKey, onChange }: WordsViewOptions): EditorView {
  const view: EditorView = new EditorView(
    { mount: place },
    {
      state: EditorState.create({
        doc: withLastParagraph(doc),
        plugins: [slashCommands(onSlashKey), writingRules(), writingKeys(), history(), keptPlaces(), pasting(reports), taskMarks()],
      }),
      attributes: { class: 'answer words', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      dispatchTransaction: (transaction: Transaction) => {
        const state = view.state.apply(transaction);
        view.updateState(state);
        onChange(state, transaction.docChanged);
      },
    },
  );
  return view;
}

/** Puts the caret where the writer pressed, from the top of the text, else at the end. */
export function placeCaret(view: EditorView, point: { readonly x: number; readonly y: number } | null): void {
  const place = point && view.posAtCoords({ left: point.x, top: view.dom.getBoundingClientRect().top + point.y });
  const { doc } = view.state;
  const selection = place ? Selection.near(doc.resolve(place.pos)) : Selection.atEnd(doc);
  view.dispatch(view.state.tr.setSelection(selection));
  view.dom.focus({ preventScroll: true });
}

/** Behind a table, code or a line there must be somewhere to go on; a paragraph without words is nothing in Markdown. */
function withLastParagraph(doc: Node): Node {
  const last = doc.lastChild;
  const goesOn = last !== null && (last.isTextblock ? !last.type.spec.code : last.type === schema.nodes.quote || 'marker' in last.attrs);
  return goesOn ? doc : doc.copy(doc.content.addToEnd(schema.node('paragraph')));
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
