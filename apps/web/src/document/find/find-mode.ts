import { isComposing } from '../../keyboard/composition.ts';
import { isCommand, replaceKeys } from '../../keyboard/shortcuts.ts';

export type FindMode = 'find' | 'replace';

/** What a key asks for; `null`: something else. */
export function findModeOf(event: KeyboardEvent): FindMode | null {
  if (!isCommand(event) || event.defaultPrevented || isComposing(event)) return null;
  const key = event.key.toLowerCase();
  if (key === 'f') return event.shiftKey ? null : 'find';
  return key === 'h' && event.shiftKey === replaceKeys.includes('Shift') ? 'replace' : null;
}
