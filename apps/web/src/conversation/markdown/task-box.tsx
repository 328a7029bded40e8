import { createContext, use } from 'react';
import { useTranslation } from '../../language/use-translation.ts';

/** What ticks a task off, or takes that back, by where its entry begins in the text; `null`: the text cannot be changed here. */
export const TaskContext = createContext<((place: number) => void) | null>(null);

/** The mark in front of a task. */
export function TaskBox({ isDone, place }: { readonly isDone: boolean; readonly place: number }) {
  const { t } = useTranslation();
  const toggle = use(TaskContext);
  return (
    <input
      type="checkbox"
      checked={isDone}
      disabled={toggle === null}
      aria-label={t(isDone ? 'conversation.task.done' : 'conversation.task.open')}
      onChange={() => toggle?.(place)}
    />
  );
}
