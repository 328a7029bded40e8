import type { Section } from '@maobi/contract';
import { useRef } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { HandEdit } from './hand-edit.ts';
import { toggledTask } from './toggled-task.ts';

/** Ticks tasks of a section that is read: each time a change by hand, of which only the last is listed. `null`: it cannot be changed now. */
export function useTaskToggle(section: Section, actions: DocumentActions, isPossible: boolean): ((place: number) => void) | null {
  const { t } = useTranslation();
  const last = useRef<HandEdit | null>(null);
  const toggling = useRef<Promise<void>>(Promise.resolve());
  const toggle = async (place: number) => {
    const standing = actions.detail?.sections.find(({ id }) => id === section.id) ?? section;
    const next = toggledTask(standing.version?.text ?? '', place);
    if (next === null) return;
    // one sitting, as long as nothing else changes the section
    const isSitting = last.current !== null && last.current.baseId === standing.version?.id;
    last.current = isSitting ? last.current : new HandEdit(standing, actions);
    last.current?.change(next);
    const outcome = await last.current?.save();
    if (outcome !== undefined && outcome !== 'saved') showToast({ text: t(`document.edit.${outcome}`) });
  };
  if (!isPossible) return null;
  return (place) => {
    // the next one begins with what the one before has made
    toggling.current = toggling.current.then(() => toggle(place)).catch((error: unknown) => showFailure(t, error));
  };
}
