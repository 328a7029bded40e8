import type { TFunction } from 'i18next';
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, Selection, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';

/** A text that can be changed: the one on the page, or one to try changes on. */
export type WritableText = Pick<EditorView, 'state' | 'dispatch'>;

/** Where something is to be put that is on its way. */
interface KeptPlace {
  readonly keptMs: number;
}

type Places = ReadonlyMap<KeptPlace, Selection>;
type PlaceChange = { readonly add: KeptPlace; readonly selection: Selection } | { readonly remove: KeptPlace };
const key = new PluginKey<Places>('keptPlaces');
/** What comes sooner would only flicker. */
const worthShowingMs = 300;

/** Remembers where something was pasted that is still on its way, while the writer goes on, and shows that it is. */
export function keptPlaces(t: TFunction): Plugin<Places> {
  return new Plugin<Places>({
    key,
    state: {
      init: () => new Map(),
      apply: (tr, places, before) => {
        const change = tr.getMeta(key) as PlaceChange | undefined;
        if (!change && (!tr.docChanged || places.size === 0)) return places;
        const next = new Map([...places].map(([place, selection]) => [place, moved(selection, before.doc, tr)] as const));
        if (change && 'add' in change) next.set(change.add, change.selection);
        if (change && 'remove' in change) next.delete(change.remove);
        return next;
      },
    },
    props: {
      decorations: (state) => {
        const places = key.getState(state);
        if (!places || places.size === 0) return null;
        const notes = [...places].map(([{ keptMs }, { to }]) =>
          Decoration.widget(to, () => noteOf(t, keptMs), { side: -1, key: `pasting ${keptMs}` }),
        );
        return DecorationSet.create(state.doc, notes);
      },
    },
  });
}

/** Whether something that was pasted is still on its way. */
export function isPasting(state: EditorState): boolean {
  return (key.getState(state)?.size ?? 0) > 0;
}

/** Beside the text, which it is no part of; it is told to a screen reader elsewhere. */
function noteOf(t: TFunction, keptMs: number): HTMLElement {
  const note = document.createElement('span');
  note.className = 'pasting-note';
  note.setAttribute('aria-hidden', 'true');
  note.textContent = t('editor.pasting');
  const laterMs = keptMs + worthShowingMs - performance.now();
  if (laterMs > 0) {
    note.hidden = true;
    setTimeout(() => (note.hidden = false), laterMs);
  }
  return note;
}

/** What is written at a place comes behind it. A passage that has been changed since is not to be replaced any more. */
function moved(selection: Selection, before: Node, { doc, mapping, docChanged }: Transaction): Selection {
  if (!docChanged) return selection;
  if (!selection.empty) {
    const [from, to] = [mapping.map(selection.from, 1), mapping.map(selection.to, -1)];
    const isAsItWas = from < to && doc.slice(from, to).eq(before.slice(selection.from, selection.to));
    if (isAsItWas && !(selection instanceof TextSelection)) return selection.map(doc, mapping);
    if (isAsItWas) return TextSelection.create(doc, from, to);
  }
  return Selection.near(doc.resolve(mapping.map(selection.from, -1)), -1);
}

/** What is selected there will be replaced; the caret waits behind it, and nothing else is offered for the words meanwhile. */
export function keepPlace(view: EditorView): KeptPlace {
  const place = { keptMs: performance.now() };
  const { tr, selection } = view.state;
  view.dispatch(tr.setSelection(behind(selection, tr.doc)).setMeta(key, { add: place, selection } satisfies PlaceChange));
  return place;
}

function behind(selection: Selection, doc: Node): Selection {
  return selection.empty ? selection : Selection.near(doc.resolve(selection.to), -1);
}

/** Writes at a place, as a step of its own for undo. A writer who has gone on from there stays where they are now. */
export function writeAtPlace(view: EditorView, place: KeptPlace, write: (text: WritableText) => void): void {
  const { selection } = view.state;
  const at = key.getState(view.state)?.get(place) ?? selection;
  const tr = view.state.tr;
  const draft = draftOf(view.state.apply(view.state.tr.setSelection(at)), tr);
  write(draft);
  tr.setMeta(key, { remove: place } satisfies PlaceChange);
  if (behind(at, view.state.doc).eq(selection)) tr.setSelection(draft.selection().getBookmark().resolve(tr.doc)).scrollIntoView();
  else tr.setSelection(selection.map(tr.doc, tr.mapping));
  view.dispatch(closeHistory(tr));
  view.dispatch(closeHistory(view.state.tr));
}

/** Nothing came for this place. */
export function forgetPlace(view: EditorView, place: KeptPlace): void {
  if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, { remove: place } satisfies PlaceChange));
}

/** What is written into it becomes steps of the whole. Its state is only made where somebody asks for it: of a long text that takes long. */
function draftOf(start: EditorState, all: Transaction): WritableText & { readonly selection: () => Selection } {
  let state = start;
  let last: Transaction | null = null;
  const latest = (): EditorState => {
    if (last) state = state.apply(last);
    last = null;
    return state;
  };
  return {
    get state() {
      return latest();
    },
    selection: () => last?.selection ?? state.selection,
    dispatch: (tr) => {
      latest();
      for (const step of tr.steps) all.step(step);
      if (tr.getMeta('paste') === true) all.setMeta('paste', true);
      last = tr;
    },
  };
}
