import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guardSecondPress } from './second-press.ts';

let end = () => {};
beforeEach(() => {
  end = guardSecondPress();
});
afterEach(() => {
  end();
  document.body.replaceChildren();
});

function button(words: string, onClick: () => void = () => {}): HTMLButtonElement {
  const made = document.body.appendChild(document.createElement('button'));
  made.textContent = words;
  made.addEventListener('click', onClick);
  return made;
}

const press = (target: Element, detail: number) =>
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));

it('Y33 the second press of a double one does nothing to what the first has brought there', () => {
  const stop = vi.fn<() => void>();
  const [pause, brought] = [button('Pause'), button('Stop and keep', stop)];
  press(pause, 1);
  expect(press(brought, 2)).toBe(false);
  expect(stop).not.toHaveBeenCalled();
  press(brought, 1);
  expect(stop).toHaveBeenCalledOnce();
});

it('Y33 a button that has become another one is another one', () => {
  const pressed = vi.fn<() => void>();
  const toggle = button('Pause', () => {
    pressed();
    toggle.textContent = 'Go on';
  });
  press(toggle, 1);
  press(toggle, 2);
  expect(pressed).toHaveBeenCalledOnce();
});

it('Y33 quick presses on the same button all count, and keys are not held to be presses', () => {
  const pressed = vi.fn<() => void>();
  const [next, other] = [button('Next', pressed), button('Other', pressed)];
  press(next, 1);
  press(next, 2);
  press(next, 3);
  press(other, 0);
  expect(pressed).toHaveBeenCalledTimes(4);
});
