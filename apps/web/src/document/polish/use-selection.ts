import type { Section } from '@maobi/contract';
import { useEffect, useState, type RefObject } from 'react';
import { editorAround, type OpenEditor } from '../editor/open-editors.ts';
import { findPassage, type Passage } from './find-passage.ts';
import { rememberPassage } from './remembered-passage.ts';
import { polishTarget, type PolishTarget } from './polish-target.ts';

/** What is selected in the text, and where it stands on the screen. */
export interface SelectedPassage {
  readonly section: Section;
  readonly passage: Passage;
  /** `null`: it cannot be polished, because its section is locked. */
  readonly target: PolishTarget | null;
  readonly box: DOMRect;
  /** It stands in an editor, and its `baseId` only counts once that has settled; `null`: it is read. */
  readonly editor: OpenEditor | null;
  /** More is selected than this: the selection goes on in another section. */
  readonly goesOn: boolean;
}

const settleMs = 200;
/** A letter or two are no passage. */
const fewestLetters = 2;

/** The passage that the writer has selected in the text of one section; `null`: none. */
export function useSelection(page: RefObject<HTMLElement | null>, sections: readonly Section[]): SelectedPassage | null {
  const [selected, setSelected] = useState<SelectedPassage | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      // what is typed in the bubble or in the aide takes the selection away and still means it
      if (document.activeElement?.closest('.polish-bubble, .document-aide')) return;
      const found = page.current ? selectionIn(page.current, sections) : null;
      setSelected(found);
      // what is being typed can be asked about once it is kept
      rememberPassage(found && !found.editor ? found.target : null);
    };
    const onChange = () => {
      clearTimeout(timer);
      // while it grows under the pointer nothing should jump up beside it
      timer = setTimeout(look, settleMs);
    };
    document.addEventListener('selectionchange', onChange);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', onChange);
    };
  }, [page, sections]);
  return selected;
}

/** The same at this moment. */
export function selectionIn(page: HTMLElement, sections: readonly Section[]): SelectedPassage | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const editor = editorAround(range.startContainer);
  if (editor) return selectionInEditor(editor, sections, range.getBoundingClientRect());
  const [text, ...others] = textsIn(page, range);
  if (!text) return null;
  const whole = document.createRange();
  whole.selectNodeContents(text);
  // a selection by paragraphs ends before the first letter of what follows, and one that begins in a heading goes on in its text
  if (whole.compareBoundaryPoints(Range.END_TO_END, range) < 0) range.setEnd(whole.endContainer, whole.endOffset);
  if (whole.compareBoundaryPoints(Range.START_TO_START, range) > 0) range.setStart(whole.startContainer, whole.startOffset);
  whole.setEnd(range.startContainer, range.startOffset);
  const words = wordsIn(range, text);
  const section = sections.find(({ id }) => id === text.dataset['text']);
  if (!section?.version) return null;
  const passage = findPassage(section.version.text, words, wordsIn(whole, text));
  const box = range.getBoundingClientRect();
  return passage && { section, passage, target: polishTarget(section, passage), box, editor: null, goesOn: others.length > 0 };
}

/** The drawn texts of sections of which words are selected. */
function textsIn(page: HTMLElement, range: Range): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>('[data-text]')].filter((text) => {
    if (!range.intersectsNode(text)) return false;
    const part = range.cloneRange();
    if (!text.contains(part.startContainer)) part.setStart(text, 0);
    if (!text.contains(part.endContainer)) part.setEnd(text, text.childNodes.length);
    return part.toString().trim().length >= fewestLetters;
  });
}

function selectionInEditor(editor: OpenEditor, sections: readonly Section[], box: DOMRect): SelectedPassage | null {
  const section = sections.find(({ id }) => id === editor.sectionId);
  const written = editor.selected();
  if (!section || !written || written.markdown.slice(written.passage.start, written.passage.end).trim().length < fewestLetters) return null;
  const target = { sectionId: section.id, baseId: '', ...written };
  return { section, passage: written.passage, target, box, editor, goesOn: false };
}

/** The words of a range in a drawn text, without the host that is drawn behind the words of a link. */
export function wordsIn(range: Range, text: HTMLElement): string {
  if (text.querySelector('.link-host') === null) return range.toString();
  const drawn = range.cloneContents();
  for (const host of drawn.querySelectorAll('.link-host')) host.remove();
  return drawn.textContent;
}
