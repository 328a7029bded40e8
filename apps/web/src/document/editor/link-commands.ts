import type { Mark } from 'prosemirror-model';
import { TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { safeLink } from '@maobi/markdown-tree';
import { schema } from './schema.ts';

const { link, code, verbatim } = schema.marks;

export interface FoundLink {
  readonly address: string;
  readonly from: number;
  readonly to: number;
}

/** What was typed or pasted as an address: of a page, also without its `https://`, or of mail. `null`: it leads nowhere good. */
export function addressIn(typed: string): string | null {
  const words = typed.trim();
  if (words === '' || /\s/u.test(words)) return null;
  if (safeLink(words)) return words;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/u.test(words)) return `mailto:${words}`;
  return /^[^\s:/?#]+\.[^\s:/?#.]{2,}(?:[/?#]|$)/u.test(words) && safeLink(`https://${words}`) ? `https://${words}` : null;
}

/** The link that the caret is in, or that all of the selection is in; `null`: none. */
export function linkAt({ doc, selection }: EditorState): FoundLink | null {
  const { $from, to, empty } = selection;
  const { parent } = $from;
  const index = $from.index();
  // behind the last letter of a link the caret is still at it
  const found = [index, ...(empty && $from.textOffset === 0 ? [index - 1] : [])].find((each) => markIn(each) !== undefined);
  const mark = found === undefined ? undefined : markIn(found);
  if (found === undefined || !mark) return null;
  let [first, last] = [found, found];
  while (mark.isInSet(parent.maybeChild(first - 1)?.marks ?? [])) first -= 1;
  while (mark.isInSet(parent.maybeChild(last + 1)?.marks ?? [])) last += 1;
  const from = $from.posAtIndex(first);
  const end = last + 1 < parent.childCount ? $from.posAtIndex(last + 1) : $from.end();
  return to <= end && doc.resolve(to).parent === parent ? { address: String(mark.attrs['address']), from, to: end } : null;

  function markIn(place: number): Mark | undefined {
    return place < 0 ? undefined : link.isInSet(parent.maybeChild(place)?.marks ?? []);
  }
}

/** Whether words can be made a link where the caret or the selection is. */
export function canLink({ doc, selection }: EditorState): boolean {
  if (!(selection instanceof TextSelection) || !selection.$from.sameParent(selection.$to)) return false;
  if (!selection.$from.parent.inlineContent || !selection.$from.parent.type.allowsMarkType(link)) return false;
  return !doc.rangeHasMark(selection.from, selection.to, code) && !doc.rangeHasMark(selection.from, selection.to, verbatim);
}

/** Makes the selected words a link, gives the one at the caret another address, or puts one in, with its address as its words. */
export function linkTo(address: string): Command {
  return (state, dispatch) => {
    const at = linkAt(state);
    if (!at && !canLink(state)) return false;
    const mark = link.create({ address });
    const { from, to, empty } = state.selection;
    const tr = state.tr;
    if (at) tr.removeMark(at.from, at.to, link).addMark(at.from, at.to, mark);
    else if (empty) tr.insert(from, schema.text(address.replace(/^mailto:/u, ''), [mark]));
    else tr.addMark(from, to, mark);
    dispatch?.(tr.removeStoredMark(link).scrollIntoView());
    return true;
  };
}

/** Leaves the words of the link at the caret as words. */
export const unlink: Command = (state, dispatch) => {
  const at = linkAt(state);
  if (!at) return false;
  dispatch?.(state.tr.removeMark(at.from, at.to, link));
  return true;
};

/** An address that is pasted over words makes them a link; over another address it takes its place. `null`: it is to be pasted as text. */
export function pastedLink(state: EditorState, pasted: string): Command | null {
  const { from, to, empty } = state.selection;
  if (empty || !canLink(state) || /\s/u.test(pasted.trim()) || !safeLink(pasted.trim())) return null;
  const words = state.doc.textBetween(from, to);
  return words.trim() === '' || addressIn(words) ? null : linkTo(pasted.trim());
}
