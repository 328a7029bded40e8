import { longestPoint, mostPoints } from '@maobi/contract';

/** In characters, of all points of a section together: so much fits, whatever way it is broken into points. */
export const mostPointsText = (longestPoint - 1) * mostPoints;

/** Why points cannot be kept as they were typed. */
export type PointsProblem =
  | { readonly code: 'long'; /** From 1. */ readonly line: number; readonly count: number }
  | { readonly code: 'many'; readonly count: number };

/** `null`: they can. */
export function problemOfPoints(text: string): PointsProblem | null {
  const lines = text.split('\n').map((line) => line.trim());
  const longIndex = lines.findIndex((line) => line.length > longestPoint);
  if (longIndex >= 0) return { code: 'long', line: longIndex + 1, count: lines[longIndex]?.length ?? 0 };
  const count = pointsOf(text).length;
  return count > mostPoints ? { code: 'many', count } : null;
}

/** Points as they were typed, one a line. Those that cannot be kept that way are broken up or put together so that every word of them stays. */
export function fittedPoints(text: string): string[] {
  const points = pointsOf(text);
  const broken = points.flatMap(piecesOf);
  return broken.length <= mostPoints ? broken : piecesOf(points.join(' ')).slice(0, mostPoints);
}

function pointsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let rest = text; rest !== '';) {
    const isCutInCharacter = rest.length > longestPoint && /[\uD800-\uDBFF]/u.test(rest.charAt(longestPoint - 1));
    const end = isCutInCharacter ? longestPoint - 1 : longestPoint;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end);
  }
  return pieces.filter((piece) => piece !== '');
}
