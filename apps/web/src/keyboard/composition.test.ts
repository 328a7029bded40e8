import { fireEvent } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { afterComposition } from './composition.ts';

afterEach(() => {
  document.body.replaceChildren();
});

function field(): HTMLInputElement {
  const input = document.createElement('input');
  document.body.append(input);
  return input;
}

it('X2 what saves by itself waits for the end of a composition, and is not held up by a field that went', () => {
  const save = vi.fn<() => void>();
  afterComposition(save);
  expect(save).toHaveBeenCalledTimes(1);
  const typed = field();
  fireEvent.compositionStart(typed);
  afterComposition(save);
  const callOff = afterComposition(save);
  expect(save).toHaveBeenCalledTimes(1);
  callOff();
  fireEvent.compositionEnd(typed);
  expect(save).toHaveBeenCalledTimes(2);
  fireEvent.compositionStart(typed);
  typed.remove();
  field().focus();
  afterComposition(save);
  expect(save).toHaveBeenCalledTimes(3);
});

it('X2 what waits for the end of a composition goes on when the field went without one', () => {
  const save = vi.fn<() => void>();
  const typed = field();
  fireEvent.compositionStart(typed);
  afterComposition(save);
  typed.remove();
  expect(save).not.toHaveBeenCalled();
  field().focus();
  expect(save).toHaveBeenCalledTimes(1);
  const other = field();
  fireEvent.compositionStart(other);
  fireEvent.compositionEnd(other);
  expect(save).toHaveBeenCalledTimes(1);
});
