/** A part of a text, in characters; one that is empty is a place. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Where a range is after a text was changed. What is written at a place comes behind it; of a passage that was changed itself only its beginning is left. */
export function movedRange({ from, to }: TextRange, before: string, after: string): TextRange {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < most - same && before[before.length - 1 - sameAtEnd] === after[after.length - 1 - sameAtEnd]) sameAtEnd += 1;
  const move = (place: number) => {
    if (place <= same) return place;
    return place >= before.length - sameAtEnd ? place + after.length - before.length : same;
  };
  const moved = { from: move(from), to: move(to) };
  return after.slice(moved.from, moved.to) === before.slice(from, to) ? moved : { from: moved.from, to: moved.from };
}
