import { applyPatch, structuredPatch } from 'diff';

/** In lines: the paragraph before and the blank line. */
const context = 2;

/**
 * A text that was made out of an older one, made out of the present one instead: what was changed in other paragraphs meanwhile stays. `null`:
 * the same paragraphs were changed, or those beside them.
 */
export function rebasedText(text: string, older: string, present: string): string | null {
  const patch = structuredPatch('', '', older, text, '', '', { context });
  const rebased = applyPatch(present, patch);
  return rebased === false ? null : rebased;
}
