/** A heading as Markdown writes it with `#`, at the beginning of its line. */
const heading = /^ {0,3}(#{1,6})[ \t]+(\S[^\n]*?)[ \t#]*$/gmu;

interface Headed {
  readonly start: number;
  /** From the highest heading to the nearest one. */
  readonly path: readonly string[];
}

/** Under which headings a place of a text stands. */
export class TextHeadings {
  readonly #headed: readonly Headed[];

  /** @param partStarts where parts of the text begin that have nothing to do with the headings before them */
  constructor(text: string, partStarts: readonly number[]) {
    const open: { readonly level: number; readonly name: string }[] = [];
    const found = [...text.matchAll(heading)].map(({ index, 1: marks = '', 2: name = '' }) => ({
      start: index,
      level: marks.length,
      name,
    }));
    const begun = partStarts.map((start) => ({ start, level: 0, name: '' }));
    this.#headed = [...begun, ...found]
      .toSorted((one, other) => one.start - other.start || one.level - other.level)
      .map(({ start, level, name }) => {
        while ((open.at(-1)?.level ?? -1) >= level) open.pop();
        if (level > 0) open.push({ level, name });
        return { start, path: open.map((each) => each.name) };
      });
  }

  /** Neither place stands under a heading that the other does not stand under as well, unless it is what that one goes on about. */
  speakOfTheSame(one: number, other: number): boolean {
    const [left, right] = [this.#pathAt(one), this.#pathAt(other)];
    const shorter = left.length < right.length ? left : right;
    return shorter.every((_, level) => left[level] === right[level]);
  }

  #pathAt(place: number): readonly string[] {
    return this.#headed.findLast(({ start }) => start <= place)?.path ?? [];
  }
}
