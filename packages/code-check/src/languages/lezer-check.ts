import type { parser } from '@lezer/json';
import { mistakeAt, type Mistake } from '../check.ts';

/**
 * The first mistake that a parser of the Lezer family finds. It has to be made with `strict`: to mend mistakes and go on, as it does
 * otherwise, can take minutes and gigabytes.
 *
 * @param wrongNode what the parser takes in although it is wrong
 */
export function firstRefused(strict: typeof parser, code: string, wrongNode?: string): Mistake | null {
  let place: number | null = null;
  try {
    strict.parse(code).iterate({
      enter: ({ name, from }) => {
        if (name === wrongNode) place ??= from;
        return place === null;
      },
    });
  } catch (error) {
    const told = /^No parse at (\d+)/u.exec(error instanceof SyntaxError ? error.message : '')?.[1];
    if (told === undefined) throw error;
    place = Number(told);
  }
  return place === null ? null : mistakeAt(code, place);
}
