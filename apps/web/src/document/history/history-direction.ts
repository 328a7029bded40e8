import { isCommand } from '../../keyboard/shortcuts.ts';

export type HistoryDirection = 'undo' | 'redo';

/** Which way the key goes in what was done: Ctrl or ⌘ with Z back, with Shift or as Y forth again; `null`: it is another key. */
export function historyDirection(event: KeyboardEvent): HistoryDirection | null {
  if (!isCommand(event)) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}
