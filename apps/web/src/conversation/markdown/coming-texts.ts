const coming = new Set<Element>();

/** This text has come near, and is drawn as soon as the page has time: what stands below it will move. */
export function textComes(text: Element): void {
  coming.add(text);
}

/** It stands there as it should look, or is gone. */
export function textHasCome(text: Element): void {
  coming.delete(text);
}

export function areTextsComing(): boolean {
  return coming.size > 0;
}
