import type { CountedThing } from './counted-things.ts';
import type { TextHeadings } from './text-headings.ts';

/** What makes it right that a number differs: 2023年 and 2024年, 去年 and 今年. */
const times =
  /\d{4}(?=[^\S\n]?年)|[〇零一二三四五六七八九]{4}年|[去今前明]年|\d+月|[一二三四五六七八九十]+月|[上本下][周月]|(?:星期|周)[一二三四五六日天]|第[\d一二三四五六七八九十]+[天次届期季年周轮]|\b(?:in|since|by) \d{4}\b|\b(?:last|this|next) (?:year|month|week|spring|summer|autumn|winter)\b/giu;
const sentenceEnd = /[。！？!?\n]|\.\s/gu;
/** A number between digits is no clause's end: 1,200 and 3.5. */
const clauseEnd = /[，。！？；：、…—（）()!?;:\n]|[,.](?!\d)/u;

/** Says who says it, or leads on; it changes nothing about the number. */
const leadsOn =
  /^(?:[据按]|总之|可见|因此|所以|其实|according to\b)|(?:说|称|表示|指出|介绍|报道|显示|统计)$|\b(?:said|says|say|reported)(?: that)?$/u;
/** One word without a comma: it seldom makes another case. */
const oneWord = /^[a-z]+$/u;
/** Takes no part of what is counted away: 三百户人家, 三百名学生都来了. */
const allOfThem = /(?:[都全].*|人家|人民币|左右|上下|整|[了的]|in total|in all|altogether)$/u;

/** More than a clause or two; a text without any punctuation is not read to its end for each number. */
const longest = 200;

/** Under which circumstances a number is named: two that name others may both be right. They are looked for only where two numbers differ. */
export class Circumstances {
  readonly #text: string;
  readonly #headings: TextHeadings;
  /** One thing is compared with many, and things of one sentence have the clauses before them in common. */
  readonly #fronts = new Map<CountedThing, string>();
  readonly #behinds = new Map<CountedThing, string>();
  readonly #timesOf = new Map<CountedThing, string>();
  readonly #bareClauses = new Map<string, string>();
  #ends: readonly number[] | null = null;
  #times: readonly NamedTime[] | null = null;

  constructor(text: string, headings: TextHeadings) {
    this.#text = text;
    this.#headings = headings;
  }

  /** Neither says of another subject, time, case or part what it says. What is found out soonest is asked first. */
  agree(one: CountedThing, other: CountedThing): boolean {
    if (!this.#headings.speakOfTheSame(one.start, other.start)) return false;
    if (this.#behind(one) !== this.#behind(other) || this.#front(one) !== this.#front(other)) return false;
    const [left, right] = [this.#timesAround(one), this.#timesAround(other)];
    return left === '' || right === '' || left === right;
  }

  #timesAround(thing: CountedThing): string {
    return remembered(this.#timesOf, thing, () => this.#timesBeside(thing));
  }

  /** In the sentence. The number itself may be a year. */
  #timesBeside({ start, end }: CountedThing): string {
    const from = this.#sentenceStart(start);
    const to = Math.min(this.#sentenceEnds()[this.#sentencesBefore(end - 1)] ?? this.#text.length, end + longest);
    const named = this.#namedTimes();
    const first = firstBehind(named.length, (index) => (named[index]?.start ?? 0) < from);
    const behind = firstBehind(named.length, (index) => (named[index]?.start ?? 0) < to);
    const isAround = (time: NamedTime) => time.end <= start || (time.start >= end && time.end <= to);
    const beside = named.slice(first, behind).filter(isAround);
    return beside.map(({ name }) => name).join(' ');
  }

  #namedTimes(): readonly NamedTime[] {
    this.#times ??= [...this.#text.matchAll(times)].map(({ 0: name, index }) => ({ name, start: index, end: index + name.length }));
    return this.#times;
  }

  /** What stands before it in its sentence: 后来， and 方案一： and "for model A". */
  #front(thing: CountedThing): string {
    return remembered(this.#fronts, thing, () => {
      const before = this.#text.slice(this.#sentenceStart(thing.start), thing.start).toLowerCase();
      const clauses = (before.split(/[；;]/u).at(-1) ?? '').split(/[，,：:]/u).map((clause) => this.#bare(clause));
      const last = clauses.length - 1;
      const isElse = (clause: string, place: number) => clause !== '' && (place < last || !oneWord.test(clause));
      return clauses.filter((clause, place) => isElse(clause, place) && !clause.includes(thing.label)).join(',');
    });
  }

  /** Without marks and without what says nothing. */
  #bare(clause: string): string {
    return remembered(this.#bareClauses, clause, () => {
      const words = clause.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
      const bare = words.replaceAll(/^(?:and|but|so)\b|(?:\b(?:the|an?|total))+$/gu, '').trim();
      return leadsOn.test(bare) ? '' : bare;
    });
  }

  #behind(thing: CountedThing): string {
    return remembered(this.#behinds, thing, () => this.#goingOn(thing));
  }

  /** What goes on behind the unit: 养羊 of 二十户养羊, "a month" of "30 dollars a month". */
  #goingOn({ end }: CountedThing): string {
    const rest = this.#text.slice(end, end + longest).toLowerCase();
    const words = rest.split(clauseEnd, 1)[0] ?? '';
    return words
      .replaceAll(/[^\p{L}\p{N}%％]+/gu, ' ')
      .trim()
      .replace(allOfThem, '')
      .trim();
  }

  #sentenceStart(place: number): number {
    return Math.max(this.#sentenceEnds()[this.#sentencesBefore(place) - 1] ?? 0, place - longest);
  }

  /** How many have ended at this place. */
  #sentencesBefore(place: number): number {
    const ends = this.#sentenceEnds();
    return firstBehind(ends.length, (index) => (ends[index] ?? Infinity) <= place);
  }

  #sentenceEnds(): readonly number[] {
    this.#ends ??= [...this.#text.matchAll(sentenceEnd)].map(({ index }) => index + 1);
    return this.#ends;
  }
}

interface NamedTime {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** In an order in which some come before a place and the others do not: the first that does not. */
function firstBehind(count: number, isBefore: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function remembered<Key>(known: Map<Key, string>, key: Key, make: () => string): string {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
