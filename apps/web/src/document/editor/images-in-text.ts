import type { StoredImage } from '@maobi/contract';
import type { Node } from 'prosemirror-model';
import { NodeSelection, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import { insertBlock } from './insert-block.ts';
import type { WritableText } from './kept-places.ts';
import { schema } from './schema.ts';

const { nodes } = schema;

/** Puts images at the caret: each a paragraph of its own, in a table among the words of the cell. */
export function insertImages(text: WritableText, images: readonly StoredImage[]): void {
  for (const { address } of images) {
    const image = nodes.image.create({ address });
    const isInCell = text.state.selection.$from.parent.type === nodes.tableCell;
    if (isInCell) text.dispatch(text.state.tr.replaceSelectionWith(image).scrollIntoView());
    else insertBlock(() => nodes.paragraph.create(null, image), 1)(text.state, (tr) => text.dispatch(goOnBelow(tr)));
  }
}

/** The writer goes on in an empty paragraph, which is nothing in Markdown as long as it stays empty. */
function goOnBelow(tr: Transaction): Transaction {
  const { $from } = tr.selection;
  const behind = $from.after();
  const next = $from.node(-1).maybeChild($from.index(-1) + 1);
  if (next?.type !== nodes.paragraph || next.content.size > 0) tr.insert(behind, nodes.paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, behind + 1)).scrollIntoView();
}

/** The image that is selected by itself, and where it stands; `null`: none is. */
export function selectedImage({ selection }: EditorState): { readonly node: Node; readonly place: number } | null {
  const isImage = selection instanceof NodeSelection && selection.node.type === nodes.image;
  return isImage ? { node: selection.node, place: selection.from } : null;
}

/** What the selected image shows, for who cannot see it. */
export function describeImage(state: EditorState, description: string): Transaction | null {
  const selected = selectedImage(state);
  if (!selected) return null;
  const { node, place } = selected;
  const tr = state.tr.setNodeMarkup(place, null, { ...node.attrs, description }, node.marks);
  return tr.setSelection(NodeSelection.create(tr.doc, place));
}
