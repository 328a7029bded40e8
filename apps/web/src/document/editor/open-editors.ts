import type { WrittenPassage } from './selected-words.ts';

/** How an editor was closed. */
export interface Settled {
  /** The version that counts now; `null`: the section has no text. */
  readonly versionId: string | null;
}

/** An editor that stands open, for what goes on outside of it with the words that are selected in it. */
export interface OpenEditor {
  readonly sectionId: string;
  /** `null`: no words are selected. */
  readonly selected: () => WrittenPassage | null;
  /** Keeps what was typed and closes the editor. `null`: it could not be kept, and that was told. */
  readonly settle: () => Promise<Settled | null>;
  readonly focus: () => void;
}

const editors = new WeakMap<Element, OpenEditor>();

/** Makes it known under its element for as long as that is there. */
export function registerEditor(frame: Element, editor: OpenEditor): void {
  editors.set(frame, editor);
}

/** The editor that a node of the page belongs to. */
export function editorAround(node: Node): OpenEditor | null {
  const element = node instanceof Element ? node : node.parentElement;
  const frame = element?.closest('.section-editor');
  return (frame && editors.get(frame)) ?? null;
}

/** Keeps what is being typed anywhere on the page and closes the editors. Whether all of it could be kept. */
export async function settleOpenEditors(): Promise<boolean> {
  const open = [...document.querySelectorAll('.section-editor')].flatMap((frame) => editors.get(frame) ?? []);
  const settled = await Promise.all(open.map((editor) => editor.settle()));
  return settled.every((each) => each !== null);
}
