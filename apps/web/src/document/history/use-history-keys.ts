import type { DocumentDetail } from '@maobi/contract';
import { useEffect, useEffectEvent, useRef } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isTyping } from '../../keyboard/shortcuts.ts';
import { useTranslation, type Translation } from '../../language/use-translation.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { onPartWanted, type WantedPart } from '../wanted-part.ts';
import { bringSection, sectionAnchor } from '../show-section.ts';
import type { DocumentChange } from './document-change.ts';
import { historyDirection, type HistoryDirection } from './history-direction.ts';

/**
 * Ctrl or ⌘ with Z takes back what was done last to the document, with Shift does it again; a field or editor has these keys for itself. The title's
 * menu and the palette ask for the same.
 */
export function useHistoryKeys(detail: DocumentDetail, actions: DocumentActions): void {
  const { t } = useTranslation();
  const underWay = useRef(0);
  const go = async (direction: HistoryDirection): Promise<void> => {
    underWay.current += 1;
    try {
      const step = await actions.stepInHistory(direction);
      const other = direction === 'undo' ? 'redo' : 'undo';
      if (step.outcome !== 'done') return showToast({ name: 'history', text: t(`history.${step.outcome}.${direction}`) });
      bringIntoSight(step.change);
      const action = { label: t(`history.${other}`), run: () => void go(other) };
      showToast({ name: 'history', text: t(`history.done.${direction}`, { what: wordsOf(step.change, t) }), action });
    } catch (error) {
      showFailure(t, error);
    } finally {
      underWay.current -= 1;
    }
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    const direction = historyDirection(event);
    if (!direction || event.defaultPrevented || isComposing(event) || isTyping(event.target) || detail.binnedAt !== null) return;
    if (document.querySelector('[role="dialog"], [role="menu"]')) return;
    event.preventDefault();
    // a key that is held stops when it is let go
    if (!event.repeat || underWay.current === 0) void go(direction);
  });
  const wanted = useEffectEvent((part: WantedPart) => {
    if (part === 'undo' || part === 'redo') void go(part);
  });
  useEffect(() => onPartWanted((part) => wanted(part)), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function wordsOf({ texts, rows }: DocumentChange, t: Translation['t']): string {
  const [text] = texts;
  if (rows) return t('history.outline');
  if (!text) return t('history.naming');
  if (texts.length > 1) return t('history.texts', { count: texts.length });
  return t('history.text', { heading: text.heading });
}

/** What changes out of sight looks as if nothing had happened. */
function bringIntoSight({ texts }: DocumentChange): void {
  const [text] = texts;
  const section = text && document.getElementById(sectionAnchor(text.sectionId));
  if (!text || !section) return;
  const { top, bottom } = section.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) bringSection(text.sectionId);
}
