import type { TFunction } from 'i18next';
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { Plugin, Selection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { afterComposition } from '../../keyboard/composition.ts';
import { otherTasks } from '../../slices/slices.ts';
import { insertImages } from './images-in-text.ts';
import { imageFilesOf, keepImages, lengthWithoutBytes, withKeptImages } from './keep-images.ts';
import { forgetPlace, keepPlace, writeAtPlace, type WritableText } from './kept-places.ts';
import { pastedLink } from './link-commands.ts';
import type { PendingPastes } from './pending-pastes.ts';
import { readInPieces } from './read-in-pieces.ts';
import { readMarkdown } from './read-markdown.ts';
import { schema } from './schema.ts';
import { writeBlock } from './write-markdown.ts';

/** What is pasted at once, in characters. Reading and drawing more would make the page stand still. */
export const longestPaste = 30_000;
/** More than this is read piece by piece, while the page answers. */
const longestAtOnce = 4000;
/** HTML of other programs can be twenty times as long as its words. */
const longestHtml = 400_000;

export interface PasteReports {
  /** Nothing was pasted: it is too long. Called with it, as Markdown. */
  readonly onTooLong: (text: string) => void;
  readonly onFailed: (error: unknown) => void;
  /** The editor was gone before what was pasted came. */
  readonly onLost: () => void;
  readonly pending: PendingPastes;
  readonly t: TFunction;
}

/** Pasting, dropping and copying. All of it goes through Markdown, or through HTML as data; the browser never gets the HTML to draw. */
export function pasting(reports: PasteReports): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        // before the editor reads it in its own way, which takes longer than all that is done here
        paste: (view, event) => isFarTooLong(event, event.clipboardData, reports) || takeOverEvent(view, event, reports),
        drop: (_view, event) => isFarTooLong(event, event.dataTransfer, reports),
      },
      handlePaste: (view, event) => takeOver(view, event.clipboardData, reports),
      handleDrop: (view, event, _slice, isMoved) => {
        if (isMoved || holdsOtherFiles(event.dataTransfer)) return false;
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (place) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(place.pos))));
        return takeOver(view, event.dataTransfer, reports);
      },
      clipboardTextSerializer: copiedMarkdown,
    },
  });
}

/** Files that are no images have no place in a text; the page knows what to do with them. */
function holdsOtherFiles(data: DataTransfer | null): boolean {
  return data !== null && data.files.length > 0 && imageFilesOf(data).length === 0;
}

/** An input method that is composing has the field to itself; the editor knows what to do then. */
function takeOverEvent(view: EditorView, event: ClipboardEvent, reports: PasteReports): boolean {
  if (view.composing || !event.clipboardData) return false;
  event.preventDefault();
  return takeOver(view, event.clipboardData, reports);
}

/** Line endings of two characters can be twice as long as they count. */
function isFarTooLong(event: Event, data: DataTransfer | null, { onTooLong }: PasteReports): boolean {
  const words = data?.getData('text/plain') ?? '';
  // the bytes of images are no words, and are taken out before they are counted
  if (words.length <= 2 * longestPaste || words.includes('data:image')) return false;
  event.preventDefault();
  onTooLong(words);
  return true;
}

/** Always `true`, so that nobody else reads the HTML. */
function takeOver(view: EditorView, data: DataTransfer | null, reports: PasteReports): boolean {
  const plain = (data?.getData('text/plain') ?? '').replaceAll(/\r\n?/gu, '\n');
  const html = data?.getData('text/html') ?? '';
  const files = imageFilesOf(data);
  const link = pastedLink(view.state, plain);
  if (lengthWithoutBytes(plain) > longestPaste) reports.onTooLong(plain);
  else if (view.state.selection.$from.parent.type.spec.code) insertWords(view, plain);
  else if (link) link(view.state, view.dispatch);
  // programs for texts and tables add a picture of what was copied
  else if (files.length > 0 && plain.trim() === '') insertFiles(view, files, reports);
  else if (isFromElsewhere(html)) insertHtml(view, html, plain, reports);
  else if (plain.includes('data:image')) insertPlain(view, plain, reports);
  else if (plain.length > longestAtOnce) insertLong(view, plain, reports);
  else
    insert(
      view,
      readMarkdown(plain).map(({ node }) => node),
    );
  return true;
}

function isFromElsewhere(html: string): boolean {
  return html !== '' && lengthWithoutBytes(html) <= longestHtml && !html.includes('data-pm-slice');
}

/** Reads what was pasted while the writer goes on, and puts it where it was pasted. `null`: there is nothing to put in, and that was told. */
function insertLater(
  view: EditorView,
  { pending, onFailed, onLost }: PasteReports,
  read: () => Promise<((text: WritableText) => void) | null>,
): void {
  const place = keepPlace(view);
  const arrive = async () => {
    try {
      const write = await read();
      await compositionEnded();
      if (write && view.isDestroyed) onLost();
      else if (write) writeAtPlace(view, place, write);
      else forgetPlace(view, place);
    } catch (error) {
      forgetPlace(view, place);
      onFailed(error);
    }
  };
  pending.add(arrive());
}

/** Words that an input method has open stay as they are; in the next task after they have ended, the editor has them. */
async function compositionEnded(): Promise<void> {
  await new Promise<void>((resolve) => void afterComposition(resolve));
  await otherTasks();
}

/** Image files, put in once they are in the studio. */
export function insertFiles(view: EditorView, files: readonly File[], reports: PasteReports): void {
  insertLater(view, reports, async () => {
    const images = await keepImages(files, reports.t);
    return images.length > 0 ? (text) => insertImages(text, images) : null;
  });
}

function insertPlain(view: EditorView, plain: string, reports: PasteReports): void {
  insertLater(view, reports, async () => {
    const nodes = readMarkdown(await withKeptImages(plain, reports.t)).map(({ node }) => node);
    return (text) => insert(text, nodes);
  });
}

function insertHtml(view: EditorView, html: string, plain: string, reports: PasteReports): void {
  insertLater(view, reports, async () => {
    const nodes = await nodesOf(await withKeptImages(html, reports.t), plain);
    const length = nodes.reduce((sum, { textContent }) => sum + textContent.length, 0);
    if (length > longestPaste) {
      reports.onTooLong(nodes.map(writeBlock).join('\n\n'));
      return null;
    }
    return (text) => insert(text, nodes);
  });
}

/** HTML in which nothing stands comes in as the words beside it, and so does what cannot be read, as it is nested some thousand times. */
async function nodesOf(html: string, plain: string): Promise<readonly Node[]> {
  const words = () => readMarkdown(plain).map(({ node }) => node);
  try {
    const { readHtml } = await import('./read-html.ts');
    const nodes = readHtml(html);
    return nodes.length > 0 ? nodes : words();
  } catch (error) {
    if (plain.trim() === '') throw error;
    return words();
  }
}

function insertLong(view: EditorView, plain: string, reports: PasteReports): void {
  insertLater(view, reports, async () => {
    const nodes = await readInPieces(plain);
    return (text) => insert(text, nodes);
  });
}

function insertWords(view: EditorView, words: string): void {
  if (words !== '') view.dispatch(view.state.tr.insertText(words).scrollIntoView());
}

/** Paragraphs at the ends flow into the words around. */
function insert(text: WritableText, nodes: readonly Node[]): void {
  if (nodes.length === 0) return;
  if (text.state.selection.$from.parent.type === schema.nodes.tableCell) {
    insertInCell(text, nodes);
    return;
  }
  const isOpen = (node: Node | undefined) => node?.type === schema.nodes.paragraph;
  const slice = new Slice(Fragment.from(nodes), isOpen(nodes[0]) ? 1 : 0, isOpen(nodes.at(-1)) ? 1 : 0);
  text.dispatch(text.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true));
}

/** A cell has one line, of words and images. */
function insertInCell(text: WritableText, pasted: readonly Node[]): void {
  const pieces: Node[] = [];
  for (const block of pasted) {
    if (pieces.length > 0) pieces.push(schema.text(' '));
    block.descendants((node) => {
      if (node.isText) pieces.push(schema.text((node.text ?? '').replaceAll('\n', ' '), node.marks));
      else if (node.type === schema.nodes.image) pieces.push(node);
      else if (node.type === schema.nodes.lineBreak) pieces.push(schema.text(' '));
    });
  }
  text.dispatch(text.state.tr.replaceSelection(new Slice(Fragment.from(pieces), 0, 0)).scrollIntoView());
}

/** What was copied, for other programs and for pasting it here again. */
function copiedMarkdown(slice: Slice): string {
  const blocks = slice.content.content;
  if (blocks.every((node) => node.isInline)) return writeBlock(schema.node('paragraph', null, slice.content));
  const isWhole = blocks.every((node) => node.type.spec.group === 'block');
  return isWhole ? blocks.map(writeBlock).join('\n\n') : slice.content.textBetween(0, slice.content.size, '\n\n');
}
