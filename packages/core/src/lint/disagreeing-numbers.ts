import { countedThings, type CountedThing } from './counted-things.ts';
import type { LintedText, LintFinding } from './lint-rule.ts';

/** What makes it right that a number differs: 2023年 and 2024年, 去年 and 今年. */
const times =
  /\d{4}(?=[^\S\n]?年)|[〇零一二三四五六七八九]{4}年|[去今前明]年|\d+月|[一二三四五六七八九十]+月|[上本下][周月]|(?:星期|周)[一二三四五六日天]|第[\d一二三四五六七八九十]+[天次届期季年周轮]|\b(?:in|since|by) \d{4}\b|\b(?:last|this|next) (?:year|month|week|spring|summer|autumn|winter)\b/giu;
const sentenceEnd = /[。！？!?\n]|\.\s/gu;

interface Known {
  stated: CountedThing | null;
  readonly others: CountedThing[];
}

/** The same thing with another number, in digits or in words. */
export function disagreeingNumbers({ text }: LintedText): readonly Omit<LintFinding, 'rule'>[] {
  const known = new Map<string, Known>();
  const timesOf = new TimesOfSentences(text);
  const things = countedThings(text).toSorted((left, right) => left.start - right.start);
  return things.flatMap((thing) => {
    const before = known.get(thing.key) ?? { stated: null, others: [] };
    known.set(thing.key, before);
    const earlier = before.stated ? [before.stated] : thing.isStated ? before.others : [];
    const other = earlier.find((each) => differ(each, thing) && timesOf.areOne(each, thing));
    if (thing.isStated) before.stated ??= thing;
    else before.others.push(thing);
    return other ? [{ start: thing.start, end: thing.end, other: { start: other.start, end: other.end } }] : [];
  });
}

function differ(one: CountedThing, other: CountedThing): boolean {
  const leftOver = Number.EPSILON * 8 * Math.max(one.value, other.value);
  return Math.abs(one.value - other.value) > Math.max(one.tolerance, other.tolerance, leftOver);
}

/** The times that sentences name; looked for only where two numbers differ. */
class TimesOfSentences {
  readonly #text: string;
  #ends: readonly number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Two sentences speak of one time unless each names another. */
  areOne(one: CountedThing, other: CountedThing): boolean {
    const [times, others] = [this.#of(one), this.#of(other)];
    return times === '' || others === '' || times === others;
  }

  #of({ start, end }: CountedThing): string {
    this.#ends ??= [...this.#text.matchAll(sentenceEnd)].map(({ index }) => index + 1);
    const from = this.#ends.findLast((place) => place <= start) ?? 0;
    const to = this.#ends.find((place) => place >= end) ?? this.#text.length;
    // the number itself may be a year
    const around = `${this.#text.slice(from, start)} ${this.#text.slice(end, to)}`;
    return [...around.matchAll(times)].map(([time]) => time).join(' ');
  }
}
