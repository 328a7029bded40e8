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
  | { readonly type: 'edit' | 'cancel' | 'clear' | 'fill-down' | 'undo' | 'redo' | 'select-all' | 'leave' | 'new-line' | 'show-text' }
  /** What was typed is kept. */
  | { readonly type: 'commit'; readonly to: CellPlace };

/** How the open cell was opened, if one is: `typing` in its place replaces what stood there, `changing` goes on with it. */
export type CellMode = 'closed' | 'typing' | 'changing';

export interface GridState {
  readonly at: CellPlace;
  readonly size: GridSize;
  readonly mode: CellMode;
  readonly isFilled: (place: CellPlace) => boolean;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const pageRows = 10;

/** What a key does in a table, as in any spreadsheet; `null`: what it does anywhere. Keys of an input method never get here. */
export function gridAction(pressed: PressedKey, state: GridState): GridAction | null {
  if (pressed.key === 'Tab') return tabAction(pressed, state);
  if (state.mode === 'closed') return commandAction(pressed) ?? movingAction(pressed, state);
  return openAction(pressed, state);
}

function openAction({ key, shiftKey, altKey, isCommand }: PressedKey, { at, size, mode }: GridState): GridAction | null {
  if (key === 'Escape') return { type: 'cancel' };
  if (key === 'F2') return { type: 'edit' };
  if (key === 'Enter') {
    if (altKey) return { type: 'new-line' };
    return isCommand ? { type: 'commit', to: at } : { type: 'commit', to: within(stepped(at, shiftKey ? [-1, 0] : [1, 0]), size) };
  }
  const step = steps[key];
  if (mode !== 'typing' || !step || shiftKey || altKey || isCommand) return null;
  return { type: 'commit', to: within(stepped(at, step), size) };
}

const commands: Readonly<Record<string, 'fill-down' | 'undo' | 'redo' | 'select-all' | 'show-text'>> = {
  d: 'fill-down',
  z: 'undo',
  y: 'redo',
  a: 'select-all',
  enter: 'show-text',
};

function commandAction({ key, shiftKey, isCommand }: PressedKey): GridAction | null {
  if (isCommand) {
    const type = commands[key.toLowerCase()];
    return type ? { type: type === 'undo' && shiftKey ? 'redo' : type } : null;
  }
  if (key === 'F2' || (key === 'Enter' && !shiftKey)) return { type: 'edit' };
  if (key === 'Delete' || key === 'Backspace') return { type: 'clear' };
  return key === 'Escape' ? { type: 'leave' } : null;
}

function movingAction(pressed: PressedKey, state: GridState): GridAction | null {
  const { key, shiftKey } = pressed;
  if (key === 'Enter') return { type: 'move', to: within(stepped(state.at, [-1, 0]), state.size), extends: false };
  const to = destination(pressed, state);
  return to && { type: 'move', to: within(to, state.size), extends: shiftKey };
}

function destination({ key, isCommand }: PressedKey, state: GridState): CellPlace | null {
  const { at, size } = state;
  const step = steps[key];
  if (step) return isCommand ? edgeOf(step, state) : stepped(at, step);
  if (key === 'Home') return { row: isCommand ? 0 : at.row, column: 0 };
  if (key === 'End') return { row: isCommand ? size.rows - 1 : at.row, column: size.columns - 1 };
  if (key === 'PageUp') return { ...at, row: at.row - pageRows };
  return key === 'PageDown' ? { ...at, row: at.row + pageRows } : null;
}

type Direction = readonly [number, number];

function stepped({ row, column }: CellPlace, [down, right]: Direction): CellPlace {
  return { row: row + down, column: column + right };
}

/** The end of the cells in a row that are filled; from there, or from an empty one, the next that is, else the end of the table. */
function edgeOf(step: Direction, { at, size, isFilled }: GridState): CellPlace {
  const isInside = ({ row, column }: CellPlace) => row >= 0 && row < size.rows && column >= 0 && column < size.columns;
  const next = stepped(at, step);
  if (!isInside(next)) return next;
  const isAlong = isFilled(at) && isFilled(next);
  let place = next;
  for (;;) {
    const further = stepped(place, step);
    if (!isInside(further) || (isAlong ? !isFilled(further) : isFilled(place))) return place;
    place = further;
  }
}

/** To the next cell, also of the next row; before the first and behind the last cell the key leaves the table. */
function tabAction({ shiftKey }: PressedKey, { at: { row, column }, size: { rows, columns } }: GridState): GridAction | null {
  const next = (row + 1) * columns + column + (shiftKey ? -1 : 1);
  const to = { row: Math.floor(next / columns) - 1, column: next % columns };
  return next < 0 || to.row >= rows ? null : { type: 'commit', to };
}

function within({ row, column }: CellPlace, { rows, columns }: GridSize): CellPlace {
  return { row: Math.min(rows - 1, Math.max(-1, row)), column: Math.min(columns - 1, Math.max(0, column)) };
}
