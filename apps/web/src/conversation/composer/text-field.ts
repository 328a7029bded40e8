const growsByItself = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

/** Makes a text field as high as its text, within what its style allows; browsers that do it by themselves are left alone. */
export function fitHeight(field: HTMLTextAreaElement): void {
  if (growsByItself) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

/** Whether the writer types on a screen: there Enter breaks the line. */
export function isTouch(): boolean {
  return matchMedia('(hover: none) and (pointer: coarse)').matches;
}
