const mark = /^((?:[-*+]|\d{1,9}[.)])[ \t]+\[)([ xX])(?=\])/u;

/** A text with the task that begins at this place ticked off, or open again; `null`: there is none. */
export function toggledTask(markdown: string, place: number): string | null {
  const [all, before = '', state] = mark.exec(markdown.slice(place)) ?? [];
  if (all === undefined) return null;
  return markdown.slice(0, place) + before + (state === ' ' ? 'x' : ' ') + markdown.slice(place + all.length);
}
