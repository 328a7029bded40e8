import { describe, expect, it } from 'vitest';
import { gridAction, type PressedKey } from './grid-keys.ts';

const size = { rows: 3, columns: 2 };
const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  shiftKey: false,
  altKey: false,
  isCommand: false,
  ...more,
});

describe('keys in the table', () => {
  it.each([
    ['ArrowDown', { row: 1, column: 0 }],
    ['ArrowUp', { row: -1, column: 0 }],
    ['ArrowRight', { row: 0, column: 1 }],
    ['ArrowLeft', { row: 0, column: 0 }],
    ['PageDown', { row: 2, column: 0 }],
    ['End', { row: 0, column: 1 }],
  ])('B53 moves with %s, and stays inside', (key, to) => {
    expect(gridAction(press(key), { row: 0, column: 0 }, size, false)).toEqual({ type: 'move', to, extends: false });
  });

  it('B53 selects with Shift and jumps with Ctrl', () => {
    const at = { row: 0, column: 0 };
    expect(gridAction(press('ArrowDown', { shiftKey: true }), at, size, false)).toMatchObject({ extends: true, to: { row: 1 } });
    expect(gridAction(press('ArrowDown', { isCommand: true }), at, size, false)).toMatchObject({ to: { row: 2, column: 0 } });
  });

  it('B53 goes from cell to cell with Tab, and out of the table at its ends', () => {
    expect(gridAction(press('Tab'), { row: 0, column: 1 }, size, true)).toEqual({ type: 'commit-side', to: { row: 1, column: 0 } });
    expect(gridAction(press('Tab', { shiftKey: true }), { row: 0, column: 0 }, size, false)).toMatchObject({ to: { row: -1, column: 1 } });
    expect(gridAction(press('Tab'), { row: 2, column: 1 }, size, false)).toBeNull();
    expect(gridAction(press('Tab', { shiftKey: true }), { row: -1, column: 0 }, size, false)).toBeNull();
  });

  it('B53 edits with Enter, keeps with Enter, breaks the line with Shift or Alt, and gives up with Esc', () => {
    const at = { row: 0, column: 0 };
    const does = (pressed: PressedKey, isEditing: boolean) => gridAction(pressed, at, size, isEditing)?.type ?? null;
    expect([does(press('Enter'), false), does(press('F2'), false), does(press('Enter'), true)]).toEqual(['edit', 'edit', 'commit-down']);
    expect([does(press('Enter', { altKey: true }), true), does(press('Escape'), true), does(press('Escape'), false)]).toEqual([
      'new-line',
      'cancel',
      'leave',
    ]);
    expect([does(press('ArrowLeft'), true), does(press('d', { isCommand: true }), true), does(press('x'), false)]).toEqual([
      null,
      null,
      null,
    ]);
    expect([does(press('d', { isCommand: true }), false), does(press('Delete'), false)]).toEqual(['fill-down', 'clear']);
  });
});
