import type { Brief } from './documents.ts';
import type { Template } from './templates.ts';

/**
 * What a brief asks for and cannot have. `contradiction`: a point that must be in the text is hardly more than the words that must not;
 * `length`: the template is not made for this length.
 */
export type BriefProblem =
  | { readonly code: 'contradiction'; readonly include: string; readonly avoid: string }
  | { readonly code: 'length'; readonly minimum: number; readonly maximum: number };

type Contradiction = Extract<BriefProblem, { readonly code: 'contradiction' }>;

/** Why a text could not be what the brief asks for, whatever a model writes. @param template the one it names; `null`: free writing */
export function briefProblems(brief: Brief, template: Pick<Template, 'length'> | null): BriefProblem[] {
  return [...lengthProblem(brief.words, template), ...contradictionsIn(brief)];
}

function lengthProblem(words: number, template: Pick<Template, 'length'> | null): BriefProblem[] {
  if (!template) return [];
  const { minimum, maximum } = template.length;
  return words < minimum || words > maximum ? [{ code: 'length', minimum, maximum }] : [];
}

/**
 * Points to write about are no quotations: most can be written about without some of their words, and some say themselves what is to be left out.
 * One of which the avoided words are at least half cannot.
 */
export function contradictionsIn({ mustInclude, mustAvoid }: Pick<Brief, 'mustInclude' | 'mustAvoid'>): Contradiction[] {
  const unwanted = mustAvoid.filter((avoid) => plain(avoid) !== '').map((avoid) => ({ avoid, pattern: wholeWords(avoid) }));
  return mustInclude.flatMap((include) =>
    unwanted.flatMap(({ avoid, pattern }) =>
      isAtLeastHalf(pattern, plain(include)) ? [{ code: 'contradiction' as const, include, avoid }] : [],
    ),
  );
}

function isAtLeastHalf(words: RegExp, point: string): boolean {
  const whole = lengthOf(point);
  const found = whole - lengthOf(point.replaceAll(words, ''));
  return found > 0 && found * 2 >= whole;
}

/** Without spaces, which languages use differently. */
function lengthOf(text: string): number {
  return [...text.replaceAll(' ', '')].length;
}

/** Where the words begin or end with letters of an alphabet, no letter may follow: "art" does not stand in "party". */
function wholeWords(words: string): RegExp {
  const escaped = plain(words).replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
  return new RegExp(
    String.raw`(?<![\p{Script=Latin}\d](?=[\p{Script=Latin}\d]))${escaped}(?!(?<=[\p{Script=Latin}\d])[\p{Script=Latin}\d])`,
    'gu',
  );
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}
