import { withProtectedMasked } from '../typography/protected-text.ts';
import { unitsOf, type TextUnit } from './text-units.ts';

/** What is looked at: the end of the text, in units (one CJK character, or one word). */
const windowUnits = 400;
const repeatedUnits = 12;
const repeats = 3;
const shortUnits = 4;
/** Fewer groups say nothing about how many of them differ. */
const fewestGroups = 120;
const leastDistinct = 0.4;

/**
 * Where a text begins to go round in a circle: the same 12 units for the third time near its end, or hardly any group of four that
 * was not there before (design §5). Code and tables repeat by nature and are left out. `null`: it does not.
 * @returns where the first repetition begins, so that everything before it is worth keeping
 */
export function findLoop(text: string): number | null {
  const units = unitsOfProse(text).slice(-windowUnits);
  return thirdTime(units) ?? fewDistinct(units);
}

function thirdTime(units: readonly TextUnit[]): number | null {
  for (const places of placesOfGroups(units, repeatedUnits).values()) {
    const apart = farApart(places, repeatedUnits / 2);
    if (apart.length >= repeats) return units[apart[1] ?? 0]?.start ?? null;
  }
  return null;
}

function fewDistinct(units: readonly TextUnit[]): number | null {
  const count = units.length - shortUnits + 1;
  if (count < fewestGroups) return null;
  const groups = placesOfGroups(units, shortUnits);
  if (groups.size >= count * leastDistinct) return null;
  const [, again = 0] = [...groups.values()].toSorted((left, right) => right.length - left.length)[0] ?? [];
  return units[again]?.start ?? null;
}

/** Where each group of neighbours stands, by what it says. */
function placesOfGroups(units: readonly TextUnit[], size: number): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let index = 0; index + size <= units.length; index += 1) {
    const key = units
      .slice(index, index + size)
      .map(({ text }) => text)
      .join(' ');
    const standing = places.get(key);
    if (standing) standing.push(index);
    else places.set(key, [index]);
  }
  return places;
}

/** Places that overlap by more than half are one: a drawn-out laugh is no loop. */
function farApart(places: readonly number[], distance: number): number[] {
  return places.reduce<number[]>((apart, place) => {
    const last = apart.at(-1);
    return last === undefined || place >= last + distance ? [...apart, place] : apart;
  }, []);
}

function unitsOfProse(text: string): TextUnit[] {
  return unitsOf(withProtectedMasked(text).replaceAll(/^\|.*$/gmu, (row) => ' '.repeat(row.length)));
}
