/** What is looked for. */
export interface FindQuery {
  readonly words: string;
  /** The words are a regular expression. */
  readonly isPattern: boolean;
  readonly isCaseSensitive: boolean;
}

export interface FindText {
  readonly sectionId: string;
  readonly text: string;
}

export interface Match {
  readonly sectionId: string;
  readonly start: number;
  readonly end: number;
}

export interface Replacing {
  readonly by: string;
  /** The one that is replaced; `null`: all of them. */
  readonly only: Match | null;
}

/** More of them are neither shown nor counted. */
const mostMatches = 10_000;

/** Throws `SyntaxError` for an expression that is none. */
function expressionOf({ words, isPattern, isCaseSensitive }: FindQuery): RegExp {
  const source = isPattern ? words : words.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
  return new RegExp(source, isCaseSensitive ? 'gmu' : 'gimu');
}

/** Every place where the words stand, in order. Places without a letter, as `x*` has them, are none. */
export function findMatches(query: FindQuery, texts: readonly FindText[]): Match[] {
  const matches: Match[] = [];
  if (query.words === '') return matches;
  const expression = expressionOf(query);
  for (const { sectionId, text } of texts) {
    for (const { 0: found, index } of text.matchAll(expression)) {
      if (found === '') continue;
      matches.push({ sectionId, start: index, end: index + found.length });
      if (matches.length === mostMatches) return matches;
    }
  }
  return matches;
}

/** A text that becomes another one. */
export interface ReplacedText extends FindText {
  /** How many places of it were replaced. */
  readonly places: number;
}

/** The texts that become others. In a regular expression `$1` and the like stand for what was found. */
export function replaceMatches(query: FindQuery, { by, only }: Replacing, texts: readonly FindText[]): ReplacedText[] {
  if (query.words === '') return [];
  const expression = expressionOf(query);
  return texts.flatMap(({ sectionId, text }) => {
    if (only && only.sectionId !== sectionId) return [];
    let places = 0;
    const changed = text.replace(expression, (found, ...rest: unknown[]) => {
      const index = rest.findIndex((part) => typeof part === 'number');
      const place = rest[index];
      if (found === '' || (only && place !== only.start)) return found;
      places += 1;
      return query.isPattern ? filledIn(by, [found, ...rest.slice(0, index)]) : by;
    });
    return changed === text ? [] : [{ sectionId, text: changed, places }];
  });
}

/** `$&`, `$1` to `$99` and `$$`, as in `String.replace`. */
function filledIn(by: string, groups: readonly unknown[]): string {
  return by.replaceAll(/\$(?:\$|&|(\d{1,2}))/gu, (mark, number: string | undefined) => {
    if (mark === '$$') return '$';
    if (number === undefined) return String(groups[0]);
    const place = Number(number);
    return place > 0 && place < groups.length ? String(groups[place] ?? '') : mark;
  });
}
