import type { Brief } from './documents.ts';
import type { Template } from './templates.ts';

/**
 * What a brief asks for and cannot have. `contradiction`: a point that must be in the text is little more than the words that must not;
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

/** What turns the rest of a point into a wish to leave something out: 不用感叹号, "no jargon", "jargon-free". */
const negation =
  /[不别勿无没未免禁忌戒莫非少零删]|拒绝|杜绝|排除|\b(?:no|not|non|none|never|without|free|less|fewer|zero|minus|skip|omit|drop|cut|ban|stop|instead|dont|avoid\w*|exclud\w*|remov\w*)\b|n['’]t\b/u;

const endsInHan = /\p{Script=Han}$/u;

/**
 * Points to write about are no quotations: most can be written about without some of their words, and some say themselves what is to be left out.
 * One that is nothing but the avoided words cannot, nor one of which they are the greater part.
 */
export function contradictionsIn({ mustInclude, mustAvoid }: Pick<Brief, 'mustInclude' | 'mustAvoid'>): Contradiction[] {
  const unwanted = mustAvoid.filter((avoid) => plain(avoid) !== '');
  return mustInclude.flatMap((include) =>
    unwanted.flatMap((avoid) => (contradicts(plain(include), plain(avoid)) ? [{ code: 'contradiction' as const, include, avoid }] : [])),
  );
}

function contradicts(point: string, avoided: string): boolean {
  if (point === avoided) return true;
  // a single character is a part of too many words: 本 of 成本
  if (lengthOf(avoided) < 2) return false;
  const left = point.replaceAll(wholeWords(avoided), ' ');
  const share = (lengthOf(point) - lengthOf(left)) / lengthOf(point);
  // half of 联系电话 is a part of a word, half of "local honey" is none
  const isMost = share > 0.5 || (share === 0.5 && !endsInHan.test(avoided));
  return isMost && !negation.test(left);
}

/** Without spaces and marks, which say nothing. */
function lengthOf(text: string): number {
  return [...text.replaceAll(/[\s\p{P}]/gu, '')].length;
}

/**
 * Where the words begin or end with letters of an alphabet, no letter may follow: "art" does not stand in "party".
 * A Chinese character behind them makes another word: 电话 does not stand in 电话亭.
 */
function wholeWords(words: string): RegExp {
  const escaped = words.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
  return new RegExp(
    String.raw`(?<![\p{Script=Latin}\d](?=[\p{Script=Latin}\d]))${escaped}(?!(?<=[\p{Script=Latin}\d])[\p{Script=Latin}\d]|(?<=\p{Script=Han})\p{Script=Han})`,
    'gu',
  );
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}
