import type { OutlineRow } from '@maobi/contract';

/** A change of an outline, whatever the outline is like when it comes to be saved. */
export type OutlineEdit = (rows: readonly OutlineRow[]) => readonly OutlineRow[];

/** Puts the row in its place; one that was taken away elsewhere meanwhile comes back, and a new one goes to the end. */
export function withRow(row: OutlineRow): OutlineEdit {
  return (rows) => (rows.some(({ id }) => id === row.id) ? rows.map((other) => (other.id === row.id ? row : other)) : [...rows, row]);
}

export function withoutRow(id: string): OutlineEdit {
  return (rows) => rows.filter((row) => row.id !== id);
}

/** Puts it back where it was, behind the row that stood before it. */
export function withRowBack(row: OutlineRow, previousId: string | null): OutlineEdit {
  return (rows) => {
    if (rows.some(({ id }) => id === row.id)) return rows;
    const place = previousId === null ? 0 : rows.findIndex(({ id }) => id === previousId) + 1;
    return [...rows.slice(0, place), row, ...rows.slice(place)];
  };
}

/** Moves it to where another one stands. */
export function withRowAt(id: string, targetId: string): OutlineEdit {
  return (rows) => {
    const row = rows.find((other) => other.id === id);
    const place = rows.findIndex((other) => other.id === targetId);
    if (!row || place < 0) return rows;
    const others = rows.filter((other) => other.id !== id);
    return [...others.slice(0, place), row, ...others.slice(place)];
  };
}
