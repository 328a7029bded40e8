import type { Section } from '@maobi/contract';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useReadingPreferences } from '../reading/reading-preferences.ts';
import { isOn, markWords, rangeOfWords, unmarkWords } from './comment-marks.ts';
import { useShownComment, wantComment } from './shown-comment.ts';
import type { PlacedComment } from './use-placed-comments.ts';

/** The marks under commented words, and the press on one of them (W42). Focus mode shows the text alone. */
export function useCommentMarks(page: RefObject<HTMLElement | null>, placed: readonly PlacedComment[], sections: readonly Section[]): void {
  const { id: currentId, remarked } = useShownComment();
  const { isFocused } = useReadingPreferences();
  const drawn = useRef<ReadonlyMap<string, Range>>(new Map());
  const draw = useEffectEvent(() => {
    const frame = page.current;
    if (!frame) return;
    drawn.current = isFocused ? new Map() : rangesOf(frame, placed, sections);
    const here = remarked && rangeOfWords(frame, remarked, sections);
    const current = [drawn.current.get(currentId ?? '') ?? [], here ?? []].flat();
    markWords([...drawn.current.values()], current);
  });
  useEffect(() => draw(), [placed, sections, currentId, remarked, isFocused]);
  useEffect(() => unmarkWords, []);
  // a text that comes near, or is no longer edited, is drawn anew, and its marks with it
  useEffect(() => {
    let frame = 0;
    const drawnAnew = new MutationObserver((records) => {
      if (!records.some(isOfText)) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => draw());
    });
    if (page.current) drawnAnew.observe(page.current, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(frame);
      drawnAnew.disconnect();
    };
  }, [page]);
  const press = useEffectEvent((event: MouseEvent) => {
    if (event.button !== 0 || document.getSelection()?.isCollapsed === false) return;
    const pressed = [...drawn.current].find(([, range]) => isOn(range, event))?.[0];
    if (pressed === undefined) useShownComment.setState({ id: null });
    if (pressed === undefined || pressed === currentId) return;
    // else the press begins the editing
    event.stopPropagation();
    wantComment(pressed);
  });
  useEffect(() => {
    const frame = page.current;
    const onMouseUp = (event: MouseEvent) => press(event);
    frame?.addEventListener('mouseup', onMouseUp, { capture: true });
    return () => frame?.removeEventListener('mouseup', onMouseUp, { capture: true });
  }, [page]);
}

function rangesOf(page: HTMLElement, placed: readonly PlacedComment[], sections: readonly Section[]): Map<string, Range> {
  const open = placed.filter(({ comment }) => comment.resolvedAt === null);
  return new Map(
    open.flatMap(({ comment, place }) => {
      const range = place && rangeOfWords(page, place, sections);
      return range ? [[comment.id, range] as const] : [];
    }),
  );
}

/** Not what is being written or stands beside the text, which changes all the time. */
function isOfText({ target, addedNodes }: MutationRecord): boolean {
  const isText = (node: Node) => node instanceof Element && (node.closest('[data-text]') ?? node.querySelector('[data-text]')) !== null;
  return (target instanceof Element && target.closest('[data-text]') !== null) || [...addedNodes].some(isText);
}
