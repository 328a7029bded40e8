import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';

/** More letters that come in at once make the page stand still while they are laid out. */
const lettersAtOnce = 4000;
const key = new PluginKey<DecorationSet>('arrivingBlocks');

interface Arrival {
  /** Decorations of blocks that may be laid out now. */
  readonly laidOut: Decoration[];
}

/**
 * A long text that was pasted, or came back with undo, stands in the document at once, as one step. On the page its blocks are laid out where
 * they are seen, and the others one after the other, between the keys of the writer. None of that is left when it is done.
 */
export function arrivingBlocks(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, before) => {
        const arrival = tr.getMeta(key) as Arrival | undefined;
        if (arrival) return before.remove(arrival.laidOut);
        return tr.docChanged ? before.map(tr.mapping, tr.doc).add(tr.doc, marksOfArrived(tr)) : before;
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => new LayingOut(view),
  });
}

/** The blocks that are new as a whole, if they are many letters. */
function marksOfArrived(tr: Transaction): Decoration[] {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const [index, map] of tr.mapping.maps.entries()) {
    const later = tr.mapping.slice(index + 1);
    map.forEach((_oldStart, _oldEnd, start, end) => {
      from = Math.min(from, later.map(start, -1));
      to = Math.max(to, later.map(end, 1));
    });
  }
  if (to - from <= lettersAtOnce) return [];
  const marks: Decoration[] = [];
  tr.doc.forEach((block, start) => {
    if (start >= from && start + block.nodeSize <= to) marks.push(markOf(block, start));
  });
  return marks;
}

/** Out of sight about as high as its letters need. */
function markOf(block: Node, start: number): Decoration {
  return Decoration.node(start, start + block.nodeSize, { class: 'arriving', style: `--letters: ${block.content.size}` });
}

/** Has the arrived blocks laid out, some with every frame. */
class LayingOut {
  readonly #view: EditorView;
  #frame = 0;

  constructor(view: EditorView) {
    this.#view = view;
  }

  update(): void {
    if (this.#frame !== 0 || key.getState(this.#view.state) === DecorationSet.empty) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#layOutSome();
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
  }

  #layOutSome(): void {
    const view = this.#view;
    const waiting = key.getState(view.state)?.find() ?? [];
    // an input method has its words open: nothing is touched
    if (view.composing) return this.update();
    let letters = 0;
    const count = waiting.findIndex(({ from, to }) => (letters += to - from) > lettersAtOnce);
    const laidOut = count < 0 ? waiting : waiting.slice(0, count + 1);
    const wasSeen = isCaretSeen(view);
    view.dispatch(view.state.tr.setMeta(key, { laidOut } satisfies Arrival));
    // what stands above it is as high now as it really is
    if (wasSeen && !isCaretSeen(view)) view.dispatch(view.state.tr.scrollIntoView());
  }
}

function isCaretSeen(view: EditorView): boolean {
  const page = view.dom.closest('.document-text')?.getBoundingClientRect();
  if (!page) return true;
  const { top, bottom } = view.coordsAtPos(view.state.selection.head);
  return top >= page.top && bottom <= page.bottom;
}
