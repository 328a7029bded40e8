import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isSomethingOpen } from '../../keyboard/open-layers.ts';
import { commandKey, isTyping } from '../../keyboard/shortcuts.ts';
import { useClosedByBack } from '../../keyboard/use-closed-by-back.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { dismissToast, showToast, useToasts } from '../../toasts/toasts.ts';
import { keepFocusTo, useReadingPreferences } from './reading-preferences.ts';
import './focus.css';

type Edge = 'top' | 'left' | 'right';

/** As near as a pointer comes that was thrown against the edge. */
const edgePx = 4;
/** As far from the edge as what has come from there reaches, and a little more. */
const reachPx: Readonly<Record<Edge, number>> = { top: 88, left: 340, right: 340 };

function leaveFocus(): void {
  useReadingPreferences.setState({ isFocused: false });
}

/**
 * Focus mode, which the style is told of on the root: the bars are outside of the document's page. A pointer at an edge brings what lies behind
 * it, Esc with nothing else to do ends it, and so does leaving the document.
 */
export function useFocusEdges(documentId: string, isFocused: boolean): void {
  useLayoutEffect(() => keepFocusTo(documentId), [documentId, isFocused]);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (!isFocused) return undefined;
    dataset['focus'] = '';
    const onMove = ({ clientX, clientY, pointerType }: PointerEvent) => {
      const edge = pointerType === 'touch' ? null : edgeAt(clientX, clientY, (dataset['edge'] as Edge | undefined) ?? null);
      if (edge) dataset['edge'] = edge;
      else delete dataset['edge'];
    };
    addEventListener('pointermove', onMove, { passive: true });
    return () => {
      removeEventListener('pointermove', onMove);
      delete dataset['focus'];
      delete dataset['edge'];
    };
  }, [isFocused]);
  useEntering(isFocused);
  // to another place in the document it goes on
  useClosedByBack(isFocused, leaveFocus, { outlivesPage: true });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isFocused || event.key !== 'Escape' || event.defaultPrevented || isComposing(event) || isSomethingOpen()) return;
      if (!isTyping(event.target)) leaveFocus();
    };
    // behind those that have something to do with the key
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [isFocused]);
  // a page that is loaded again is not left
  useEffect(() => leaveFocus, []);
}

/** @param shown what came last stays while the pointer is on it */
function edgeAt(x: number, y: number, shown: Edge | null): Edge | null {
  const from: Readonly<Record<Edge, number>> = { top: y, left: x, right: innerWidth - 1 - x };
  const near = (['top', 'left', 'right'] as const).find((edge) => from[edge] <= edgePx);
  if (near) return near;
  return shown && from[shown] <= reachPx[shown] ? shown : null;
}

/** Says what has gone where, but not on a page that is loaded again in focus mode. */
function useEntering(isFocused: boolean): void {
  const { t } = useTranslation();
  const was = useRef(isFocused);
  const tell = useEffectEvent(() => {
    const isByPointer = matchMedia('(hover: hover)').matches;
    showToast({
      name: 'focus',
      text: t('reading.entered'),
      ...(isByPointer ? { hint: t('reading.enteredHint', { key: commandKey }) } : {}),
    });
  });
  useEffect(() => {
    if (isFocused && !was.current) tell();
    const told = useToasts.getState().toasts.find(({ name }) => name === 'focus');
    if (!isFocused && told) dismissToast(told.id);
    was.current = isFocused;
  }, [isFocused]);
}
