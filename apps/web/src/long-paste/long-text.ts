import { create } from 'zustand';

/** For fields without a bound of their own, in characters; `data-longest-paste` on a field says another number. Laying out more makes the page stand still, and no model reads it. */
const longestPaste = 50_000;

/** A text that has no room where it was pasted or dropped. It stays with the page until the writer has decided on it. */
export interface LongText {
  readonly text: string;
  /** What has room there, in characters. */
  readonly room: number;
  /** Whether more has room there later on, as in an editor that takes a long text in parts. */
  readonly isAtOnce: boolean;
  /** Puts it among the material of a brief; absent: there is no brief there, or no room in it. */
  readonly keepAsMaterial?: () => void;
}

/** The text that the writer is asked about; `null`: there is none. */
export const useLongText = create<{ readonly offered: LongText | null }>(() => ({ offered: null }));

/** Asks the writer what is to be done with it. */
export function offerLongText(offered: LongText): void {
  useLongText.setState({ offered });
}

/** What is being pasted or dropped into a text field, if that has no room for it; else `null`. */
export function longTextIn(event: ClipboardEvent | DragEvent): LongText | null {
  const field = event.target;
  if (!isTextField(field)) return null;
  const data = event instanceof ClipboardEvent ? event.clipboardData : event.dataTransfer;
  // as the field counts them
  const text = (data?.getData('text/plain') ?? '').replaceAll('\r\n', '\n');
  const isBounded = field.maxLength >= 0;
  const room = isBounded ? roomIn(field, event.type === 'paste') : Number(field.dataset['longestPaste'] ?? longestPaste);
  return text.length > room ? { text, room, isAtOnce: !isBounded } : null;
}

/** The field that can take nothing more, or not all of what is being typed; `null`: there is room, or no bound. */
export function fullFieldIn(event: Event): HTMLInputElement | HTMLTextAreaElement | null {
  const field = event.target;
  if (!isTextField(field) || field.maxLength < 0) return null;
  // what an input method is still about may be longer than what comes of it
  if (event instanceof InputEvent && event.isComposing) return null;
  const isFull = event.type === 'beforeinput' ? lengthOf(event) > roomIn(field, true) : field.value.length >= field.maxLength;
  return isFull ? field : null;
}

function lengthOf(event: Event): number {
  return event instanceof InputEvent ? (event.data?.length ?? 0) : 0;
}

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/** What is pasted takes the place of what is selected; what is dropped does not. */
function roomIn(field: HTMLInputElement | HTMLTextAreaElement, replacesSelection: boolean): number {
  const selected = replacesSelection ? (field.selectionEnd ?? 0) - (field.selectionStart ?? 0) : 0;
  return Math.max(0, field.maxLength - field.value.length + selected);
}
