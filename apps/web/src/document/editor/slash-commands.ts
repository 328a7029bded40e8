import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { isComposing } from '../../keyboard/composition.ts';
import { schema } from './schema.ts';

/** Whether the menu is open. */
const slash = new PluginKey<boolean>('slash');
/** The same key types the second one on a Chinese keyboard; no paragraph begins with it. */
const typed = /^[/、]([^\s/、]{0,24})$/u;

/** What was typed behind the mark in an otherwise empty paragraph, and where mark and words stand; `null`: no such paragraph. */
export interface SlashQuery {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** The menu that opens when the mark is typed into an empty paragraph, and stays open while its words are typed. */
export function slashCommands(onKey: (event: KeyboardEvent) => boolean): Plugin<boolean> {
  return new Plugin<boolean>({
    key: slash,
    state: {
      init: () => false,
      apply: (tr, isOpen, _before, state) => {
        const query = queryAt(state);
        if (query === null || tr.getMeta(slash) === false) return false;
        return isOpen || (tr.docChanged && query.words === '');
      },
    },
    props: {
      handleKeyDown: (view, event) => slash.getState(view.state) === true && !isComposing(event) && onKey(event),
    },
  });
}

/** `null`: the menu is not open. */
export function openSlash(state: EditorState): SlashQuery | null {
  return slash.getState(state) === true ? queryAt(state) : null;
}

/** Leaves what was typed as words. */
export function closeSlash(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(slash, false));
}

/** Takes mark and words away, as one step with what comes in their place. */
export function clearSlash(view: EditorView): void {
  const query = openSlash(view.state);
  if (query) view.dispatch(view.state.tr.delete(query.from, query.to));
}

function queryAt({ selection: { $from, empty } }: EditorState): SlashQuery | null {
  const { parent, parentOffset } = $from;
  if (!empty || parent.type !== schema.nodes.paragraph || parentOffset !== parent.content.size) return null;
  const words = typed.exec(parent.textContent)?.[1];
  return words === undefined ? null : { words, from: $from.start(), to: $from.end() };
}
