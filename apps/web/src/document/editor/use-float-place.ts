import type { EditorView } from 'prosemirror-view';
import { useLayoutEffect, type RefObject } from 'react';

const gapPx = 6;
const edgePx = 8;

/** Lays what floats over the editor below a place in its text, or above it where there is no room. Both stand in the same frame. */
export function useFloatPlace(float: RefObject<HTMLElement | null>, view: EditorView, place: number): void {
  useLayoutEffect(() => {
    const [own, frame] = [float.current, float.current?.offsetParent];
    if (!own || !frame || place > view.state.doc.content.size) return;
    const at = boxAt(view, place);
    const room = (view.dom.closest('.document-text') ?? document.documentElement).getBoundingClientRect();
    const around = frame.getBoundingClientRect();
    const { width, height } = own.getBoundingClientRect();
    const isBelow = at.bottom + gapPx + height <= Math.min(room.bottom, innerHeight) - edgePx;
    const wanted = isBelow ? at.bottom + gapPx : at.top - gapPx - height;
    // where neither side has room, it lies over it
    const top = Math.max(room.top + edgePx, Math.min(wanted, room.bottom - edgePx - height));
    const left = Math.max(room.left + edgePx, Math.min(at.left, room.right - edgePx - width));
    own.style.setProperty('--top', `${top - around.top}px`);
    own.style.setProperty('--left', `${left - around.left}px`);
  });
}

function boxAt(view: EditorView, place: number): { readonly top: number; readonly bottom: number; readonly left: number } {
  const drawn = view.nodeDOM(place);
  return drawn instanceof HTMLImageElement ? drawn.getBoundingClientRect() : view.coordsAtPos(place);
}
