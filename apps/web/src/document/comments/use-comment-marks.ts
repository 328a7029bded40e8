import type { Section } from '@maobi/contract';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useReadingPreferences } from '../reading/reading-preferences.ts';
import { useTextDrawn } from '../text/use-text-drawn.ts';
import { isOn, markWords, unmarkWords, wordsFinder } from './comment-marks.ts';
import { useShownComment, wantComment } from './shown-comment.ts';
import type { PlacedComment } from './use-placed-comments.ts';

/** The marks under commented words, and the press on one of them (W42). Focus mode shows the text alone. */
export function useCommentMarks(page: RefObject<HTMLElement | null>, placed: readonly PlacedComment[], sections: readonly Section[]): void {
  const { id: currentId, remarked } = useShownComment();
  const { isFocused } = useReadingPreferences();
  const drawn = useRef<ReadonlyMap<string, Range>>(new Map());
  const drawMarks = () => {
    const frame = page.current;
    if (!frame) return;
    const find = wordsFinder(frame, sections);
    drawn.current = isFocused ? new Map() : rangesOf(placed, find);
    const here = remarked && find(remarked);
    const current = [drawn.current.get(currentId ?? '') ?? [], here ?? []].flat();
    markWords([...drawn.current.values()], current);
  };
  const draw = useEffectEvent(drawMarks);
  useEffect(() => draw(), [placed, sections, currentId, remarked, isFocused]);
  useEffect(() => unmarkWords, []);
  // a text that comes near, or is no longer edited, is drawn anew, and its marks with it
  useTextDrawn(page, drawMarks);
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

function rangesOf(placed: readonly PlacedComment[], find: ReturnType<typeof wordsFinder>): Map<string, Range> {
  const open = placed.filter(({ comment }) => comment.resolvedAt === null);
  return new Map(
    open.flatMap(({ comment, place }) => {
      const range = place && find(place);
      return range ? [[comment.id, range] as const] : [];
    }),
  );
}
