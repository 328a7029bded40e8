import { z } from 'zod';

/** A row as a model writes it. */
export const writtenRowSchema = z.object({ heading: z.string(), points: z.array(z.string()), target: z.number() });
export type WrittenRow = z.infer<typeof writtenRowSchema>;

/** Stands between the JSON texts of a run that is asked for in parts: the record separator of JSON text sequences (RFC 7464, 2.2). */
export const partMark = '\u001E';

/**
 * The rows of an outline that is being written: `{"sections":[{"heading":"…","points":["…"],"target":200},…`, or several such texts with
 * `partMark` between, of which each may have broken off. Each row counts once it is whole, so pages show the outline while it grows; what
 * is no row is left out.
 */
export function writtenRows(json: string): WrittenRow[] {
  const objects = json.split(partMark).flatMap((part) => wholeObjects(part, 2));
  return objects.flatMap((object) => {
    const row = writtenRow(parsed(object));
    return row ? [row] : [];
  });
}

/** As the schema reads it: pages, which read outlines while they are written, do without schemas. */
function writtenRow(value: unknown): WrittenRow | null {
  const { heading, points, target } = (value ?? {}) as Record<string, unknown>;
  const isRow =
    typeof heading === 'string' &&
    Array.isArray(points) &&
    points.every((point) => typeof point === 'string') &&
    typeof target === 'number' &&
    Number.isFinite(target);
  return isRow ? { heading, points, target } : null;
}

/** The objects that begin at this depth of braces, as text, without the one that has not ended. */
function wholeObjects(json: string, wantedDepth: number): string[] {
  const objects: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: mark, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gsu)) {
    if (mark === '{') {
      depth += 1;
      if (depth === wantedDepth) start = index;
    } else if (mark === '}') {
      if (depth === wantedDepth) objects.push(json.slice(start, index + 1));
      depth -= 1;
    }
  }
  return objects;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
