/** A cell by its place; row -1 is the one that counts for all rows. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** Ctrl, or ⌘ on a Mac. */
  readonly isCommand: boolean;
}

export type GridAction =
  | { readonly type: 'move'; readonly to: CellPlace; readonly extends: boolean }
  | { readonly type: 'edit' | 'commit-down' | 'cancel' | 'clear' | 'fill-down' | 'undo' | 'select-all' | 'leave' | 'new-line' }
  | { readonly type: 'commit-side'; readonly to: CellPlace };

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const pageRows = 10;

/** What a key does in a table, as in any spreadsheet; `null`: what it does anywhere. Keys of an input method never get here. */
export function gridAction(pressed: PressedKey, at: CellPlace, size: GridSize, isEditing: boolean): GridAction | null {
  if (pressed.key === 'Tab') return tabAction(pressed, at, size);
  return isEditing ? editingAction(pressed) : (commandAction(pressed) ?? movingAction(pressed, at, size));
}

function editingAction({ key, shiftKey, altKey, isCommand }: PressedKey): GridAction | null {
  if (key === 'Escape') return { type: 'cancel' };
  if (key !== 'Enter') return null;
  if (isCommand) return null;
  return shiftKey || altKey ? { type: 'new-line' } : { type: 'commit-down' };
}

function commandAction({ key, isCommand }: PressedKey): GridAction | null {
  if (isCommand) {
    const commands = { d: 'fill-down', z: 'undo', a: 'select-all' } as const;
    const type = commands[key.toLowerCase() as keyof typeof commands];
    return type ? { type } : null;
  }
  if (key === 'Enter' || key === 'F2') return { type: 'edit' };
  if (key === 'Delete' || key === 'Backspace') return { type: 'clear' };
  return key === 'Escape' ? { type: 'leave' } : null;
}

function movingAction({ key, shiftKey, isCommand }: PressedKey, at: CellPlace, size: GridSize): GridAction | null {
  const to = destination(key, isCommand, at, size);
  return to && { type: 'move', to: within(to, size), extends: shiftKey };
}

function destination(key: string, isCommand: boolean, at: CellPlace, { rows, columns }: GridSize): CellPlace | null {
  const step = steps[key];
  if (step) {
    const far = isCommand ? Math.max(rows, columns) : 1;
    return { row: at.row + step[0] * far, column: at.column + step[1] * far };
  }
  if (key === 'Home') return { row: isCommand ? 0 : at.row, column: 0 };
  if (key === 'End') return { row: isCommand ? rows - 1 : at.row, column: columns - 1 };
  if (key === 'PageUp') return { ...at, row: at.row - pageRows };
  return key === 'PageDown' ? { ...at, row: at.row + pageRows } : null;
}

/** To the next cell, also of the next row; before the first and behind the last cell the key leaves the table. */
function tabAction({ shiftKey }: PressedKey, { row, column }: CellPlace, { rows, columns }: GridSize): GridAction | null {
  const next = (row + 1) * columns + column + (shiftKey ? -1 : 1);
  const to = { row: Math.floor(next / columns) - 1, column: next % columns };
  return next < 0 || to.row >= rows ? null : { type: 'commit-side', to };
}

function within({ row, column }: CellPlace, { rows, columns }: GridSize): CellPlace {
  return { row: Math.min(rows - 1, Math.max(-1, row)), column: Math.min(columns - 1, Math.max(0, column)) };
}
