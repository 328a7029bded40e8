import type { CountedThing } from './counted-things.ts';

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

interface Around {
  readonly front: string;
  readonly behind: string;
  readonly times: string;
}

/** Under which circumstances a number is named: two that name others may both be right. They are looked for only where two numbers differ. */
export class Circumstances {
  readonly #text: string;
  readonly #known = new Map<CountedThing, Around>();
  #ends: readonly number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Neither says of another time, case or part what it says. */
  agree(one: CountedThing, other: CountedThing): boolean {
    const [left, right] = [this.#of(one), this.#of(other)];
    if (left.behind !== right.behind || left.front !== right.front) return false;
    return left.times === '' || right.times === '' || left.times === right.times;
  }

  /** One thing is compared with many. */
  #of(thing: CountedThing): Around {
    const known = this.#known.get(thing);
    if (known) return known;
    const around = { front: this.#front(thing), behind: this.#behind(thing), times: this.#times(thing) };
    this.#known.set(thing, around);
    return around;
  }

  #times({ start, end }: CountedThing): string {
    const to = Math.min(this.#sentenceEnds()[this.#sentencesBefore(end - 1)] ?? this.#text.length, end + longest);
    // the number itself may be a year
    const around = `${this.#text.slice(this.#sentenceStart(start), start)} ${this.#text.slice(end, to)}`;
    return [...around.matchAll(times)].map(([time]) => time).join(' ');
  }

  /** What stands before it in its sentence: 后来， and 方案一： and "for model A". */
  #front({ start, label }: CountedThing): string {
    const before = this.#text.slice(this.#sentenceStart(start), start).toLowerCase();
    const clauses = (before.split(/[；;]/u).at(-1) ?? '').split(/[，,：:]/u);
    const last = clauses.length - 1;
    return clauses
      .map((clause) => clause.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim())
      .map((clause) => clause.replaceAll(/^(?:and|but|so)\b|(?:\b(?:the|an?|total))+$/gu, '').trim())
      .filter((clause, place) => place < last || !oneWord.test(clause))
      .filter((clause) => clause !== '' && !clause.includes(label) && !leadsOn.test(clause))
      .join(',');
  }

  /** What goes on behind the unit: 养羊 of 二十户养羊, "a month" of "30 dollars a month". */
  #behind({ end }: CountedThing): string {
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
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? Infinity) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sentenceEnds(): readonly number[] {
    this.#ends ??= [...this.#text.matchAll(sentenceEnd)].map(({ index }) => index + 1);
    return this.#ends;
  }
}
