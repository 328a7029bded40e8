import type { Section } from '@maobi/contract';
import { useDeferredValue } from 'react';

/** More than two screens hold. */
const lettersOfFirstScreens = 3000;
/** A heading, and the lines that wait for words. */
const fewestLetters = 200;

/** How many sections may be seen when the document is opened. */
export function seenAtFirst(sections: readonly Section[]): number {
  let letters = 0;
  const end = sections.findIndex(({ version }) => {
    const isPast = letters >= lettersOfFirstScreens;
    letters += Math.max(fewestLetters, version?.text.length ?? 0);
    return isPast;
  });
  return end < 0 ? sections.length : end;
}

/** How many of the things in a list are drawn: at first those that are seen, and all as soon as those stand there. */
export function useDrawn(all: number, seen: number): number {
  const hasBegun = useDeferredValue(true, false);
  return hasBegun ? all : Math.min(all, seen);
}
