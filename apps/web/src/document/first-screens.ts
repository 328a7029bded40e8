import type { Section, WritingLanguage } from '@maobi/contract';
import { useEffect, useState } from 'react';

/** More than stand in a text as high as this. */
const lettersPerPx = { zh: 1.3, en: 3 } as const;
/** A heading, and the lines that wait for words. */
const fewestLetters = 200;

interface Stretch {
  readonly from: number;
  /** The first one that is no part of it. */
  readonly to: number;
}

/** Which sections may be seen when the document is opened at one of them: from the one before it, whose end may stand above. */
export function firstDrawn(sections: readonly Section[], language: WritingLanguage, at: number): Stretch {
  const lettersSeen = window.innerHeight * lettersPerPx[language];
  const from = Math.max(0, at - 1);
  let letters = 0;
  const to = sections.findIndex(({ version }, index) => {
    const isPast = index > at && letters >= lettersSeen;
    // where in its text it was left is not known
    if (index > at || at === 0) letters += Math.max(fewestLetters, version?.text.length ?? 0);
    return isPast;
  });
  return { from, to: to < 0 ? sections.length : to };
}

/**
 * How many of the things in a list are drawn: at first those that are seen, and all as soon as those stand there. In one step: drawn little by little
 * they would be begun anew with all that the page hears while it is opened.
 */
export function useDrawn(all: number, seen: number): number {
  const [hasBegun, setHasBegun] = useState(all <= seen);
  // React does this when the page has been painted; where nothing is left to be drawn, the page is not drawn a second time
  useEffect(() => setHasBegun(true), []);
  return hasBegun ? all : Math.min(all, seen);
}
