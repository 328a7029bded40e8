import { Circumstances } from './counted-circumstances.ts';
import { countedThings, type CountedThing } from './counted-things.ts';
import type { LintedText, LintFinding } from './lint-rule.ts';
import { TextHeadings } from './text-headings.ts';

interface Known {
  stated: CountedThing | null;
  readonly others: CountedThing[];
}

/** The same thing with another number, in digits or in words. */
export function disagreeingNumbers({ text, partStarts }: LintedText): readonly Omit<LintFinding, 'rule'>[] {
  const known = new Map<string, Known>();
  const circumstances = new Circumstances(text, new TextHeadings(text, partStarts));
  const things = countedThings(text).toSorted((left, right) => left.start - right.start);
  return things.flatMap((thing) => {
    const before = known.get(thing.key) ?? { stated: null, others: [] };
    known.set(thing.key, before);
    const earlier = before.stated ? [before.stated] : thing.isStated ? before.others : [];
    const other = earlier.find((each) => differ(each, thing) && circumstances.agree(each, thing));
    if (thing.isStated) before.stated ??= thing;
    else before.others.push(thing);
    return other ? [{ start: thing.start, end: thing.end, other: { start: other.start, end: other.end } }] : [];
  });
}

function differ(one: CountedThing, other: CountedThing): boolean {
  const leftOver = Number.EPSILON * 8 * Math.max(one.value, other.value);
  // 6 is what 6.3 is called
  const rounded = Number.isInteger(one.value) === Number.isInteger(other.value) ? 0 : 0.5;
  return Math.abs(one.value - other.value) > Math.max(one.tolerance, other.tolerance, rounded) + leftOver;
}
