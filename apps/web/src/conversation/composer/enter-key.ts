import { isComposing } from '../../keyboard/composition.ts';

export type EnterAction = 'send' | 'newline' | 'none';

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode'>;

/**
 * What a key does in the composer. With a keyboard Enter sends and Shift+Enter breaks the line; on a phone Enter always
 * breaks it, for sending there is the button. Ctrl or ⌘ with Enter sends everywhere. An Enter that belongs to an input
 * method does nothing of ours.
 */
export function enterAction(event: Key, isTouch: boolean): EnterAction {
  if (event.key !== 'Enter' || isComposing(event as KeyboardEvent)) return 'none';
  if (event.ctrlKey || event.metaKey) return 'send';
  return event.shiftKey || event.altKey || isTouch ? 'newline' : 'send';
}
