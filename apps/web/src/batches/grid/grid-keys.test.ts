import { describe, expect, it } from 'vitest';
import { gridAction, type CellMode, type CellPlace, type PressedKey } from './grid-keys.ts';

const size = { rows: 3, columns: 2 };
const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  shiftKey: false,
  altKey: false,
  isCommand: false,
  ...more,
});

/** What a key does at this place, where these cells are filled. */
const act = (pressed: PressedKey, at: CellPlace, mode: CellMode = 'closed', filled: readonly string[] = []) =>
  gridAction(pressed, { at, size, mode, isFilled: ({ row, column }) => filled.includes(`${row} ${column}`) });
const first = { row: 0, column: 0 };

describe('keys in the table', () => {
  it.each([
    ['ArrowDown', { row: 1, column: 0 }],
    ['ArrowUp', { row: -1, column: 0 }],
    ['ArrowRight', { row: 0, column: 1 }],
    ['ArrowLeft', { row: 0, column: 0 }],
    ['PageDown', { row: 2, column: 0 }],
    ['End', { row: 0, column: 1 }],
  ])('B53 moves with %s, and stays inside', (key, to) => {
    expect(act(press(key), first)).toEqual({ type: 'move', to, extends: false });
  });

  it('B53 selects with Shift', () => {
    expect(act(press('ArrowDown', { shiftKey: true }), first)).toMatchObject({ extends: true, to: { row: 1 } });
    expect(act(press('End', { shiftKey: true, isCommand: true }), first)).toMatchObject({ extends: true, to: { row: 2, column: 1 } });
  });

  it.each([
    ['the end of the table', 0, [], 2],
    ['the next that is filled', 0, ['2 0'], 2],
    ['the last of those that are filled', 0, ['0 0', '1 0'], 1],
    ['the next that is filled, from the last of some', 0, ['0 0', '2 0'], 2],
  ] as const)('B53 jumps with Ctrl to %s', (_name, row, filled, to) => {
    expect(act(press('ArrowDown', { isCommand: true }), { row, column: 0 }, 'closed', filled)).toMatchObject({ to: { row: to } });
  });

  it('B53 jumps up to the first row before it comes to the one for all rows', () => {
    const up = press('ArrowUp', { isCommand: true });
    expect(act(up, { row: 2, column: 0 })).toMatchObject({ to: { row: 0 } });
    expect(act(up, first)).toMatchObject({ to: { row: -1 } });
    expect(act(press('Home', { isCommand: true }), { row: 2, column: 1 })).toMatchObject({ to: first });
  });

  it('B53 goes from cell to cell with Tab, and out of the table at its ends', () => {
    const back = press('Tab', { shiftKey: true });
    expect(act(press('Tab'), { row: 0, column: 1 }, 'changing')).toEqual({ type: 'commit', to: { row: 1, column: 0 } });
    expect(act(back, first)).toMatchObject({ to: { row: -1, column: 1 } });
    expect(act(press('Tab'), { row: 2, column: 1 })).toBeNull();
    expect(act(back, { row: -1, column: 0 })).toBeNull();
  });

  it('B53 shows the text of a row with Ctrl+Enter, and keeps with it what is being typed', () => {
    const pressed = press('Enter', { isCommand: true });
    expect([act(pressed, first), act(pressed, first, 'typing')]).toEqual([{ type: 'show-text' }, { type: 'commit', to: first }]);
  });

  it('B53 edits with Enter or F2, keeps with Enter, breaks the line with Alt, and gives up with Esc', () => {
    expect([act(press('Enter'), first), act(press('F2'), first)]).toEqual([{ type: 'edit' }, { type: 'edit' }]);
    expect(act(press('Enter'), first, 'changing')).toEqual({ type: 'commit', to: { row: 1, column: 0 } });
    expect(act(press('Enter', { isCommand: true }), first, 'changing')).toEqual({ type: 'commit', to: first });
    expect(act(press('Enter', { altKey: true }), first, 'changing')).toEqual({ type: 'new-line' });
    expect([act(press('Escape'), first, 'typing'), act(press('Escape'), first)]).toEqual([{ type: 'cancel' }, { type: 'leave' }]);
  });

  it('B53 goes up with Shift and Enter, whether a cell is open or not', () => {
    const up = press('Enter', { shiftKey: true });
    const below = { row: 1, column: 0 };
    expect(act(up, below, 'changing')).toEqual({ type: 'commit', to: first });
    expect(act(up, below)).toEqual({ type: 'move', to: first, extends: false });
  });

  it('B53 keeps what is typed in place of another text with an arrow, and moves in a text that is changed', () => {
    expect(act(press('ArrowRight'), first, 'typing')).toEqual({ type: 'commit', to: { row: 0, column: 1 } });
    expect(act(press('ArrowRight', { shiftKey: true }), first, 'typing')).toBeNull();
    expect(act(press('ArrowRight'), first, 'changing')).toBeNull();
    expect(act(press('F2'), first, 'typing')).toEqual({ type: 'edit' });
  });

  it('B53 takes back and makes again, fills down, selects all and clears, as long as no cell is open', () => {
    const command = (key: string, shiftKey = false) => press(key, { isCommand: true, shiftKey });
    const types = [command('z'), command('Z', true), command('y'), command('d'), command('a'), press('Delete')].map(
      (pressed) => act(pressed, first)?.type,
    );
    expect(types).toEqual(['undo', 'redo', 'redo', 'fill-down', 'select-all', 'clear']);
    expect([act(command('z'), first, 'changing'), act(press('x'), first)]).toEqual([null, null]);
  });
});
