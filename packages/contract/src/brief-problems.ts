import type { Brief } from './documents.ts';
import type { Template } from './templates.ts';

/**
 * What a brief asks for and cannot have. `contradiction`: of what must be in the text and what must not, the one cannot be without the other;
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

/** What has to be in the text word for word cannot be there without the words that must not. */
export function contradictionsIn({ mustInclude, mustAvoid }: Pick<Brief, 'mustInclude' | 'mustAvoid'>): Contradiction[] {
  const unwanted = mustAvoid.filter((avoid) => plain(avoid) !== '').map((avoid) => ({ avoid, pattern: wholeWords(avoid) }));
  return mustInclude.flatMap((include) =>
    unwanted.flatMap(({ avoid, pattern }) => (pattern.test(plain(include)) ? [{ code: 'contradiction' as const, include, avoid }] : [])),
  );
}

/** Where the words begin or end with letters of an alphabet, no letter may follow: "art" does not stand in "party". */
function wholeWords(words: string): RegExp {
  const escaped = plain(words).replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
  return new RegExp(
    String.raw`(?<![\p{Script=Latin}\d](?=[\p{Script=Latin}\d]))${escaped}(?!(?<=[\p{Script=Latin}\d])[\p{Script=Latin}\d])`,
    'u',
  );
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}
