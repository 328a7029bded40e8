import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followScreenKeyboard } from './screen-keyboard.ts';

/** The part of the page that is seen; a browser tells of it in this way. */
class Seen extends EventTarget {
  scale = 1;
  offsetTop = 0;
  height = 844;

  becomes(height: number, rest: { readonly scale?: number; readonly offsetTop?: number } = {}): void {
    Object.assign(this, { height, ...rest });
    this.dispatchEvent(new Event('resize'));
  }
}

const root = document.documentElement;
const isTyping = () => root.hasAttribute('data-typing');
let seen: Seen;
let isTouched = true;
let end = () => {};

beforeEach(() => {
  seen = new Seen();
  isTouched = true;
  vi.stubGlobal('visualViewport', seen);
  vi.stubGlobal('innerHeight', 844);
  vi.stubGlobal('innerWidth', 390);
  vi.stubGlobal('screen', { width: 390, height: 844 });
  vi.stubGlobal('matchMedia', () => ({ matches: isTouched }));
  document.body.innerHTML = '<main style="overflow-y: auto"><textarea></textarea><input type="checkbox"><button>Save</button></main>';
  end = followScreenKeyboard();
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
});

const focus = (name: string) => document.querySelector<HTMLElement>(name)?.focus();

describe('a keyboard on the screen (X8)', () => {
  it('is there while a field has the focus and little of the page is seen, and gone when all of it is', () => {
    focus('textarea');
    expect(isTyping()).toBe(false);
    seen.becomes(420);
    expect(isTyping()).toBe(true);
    seen.becomes(844);
    expect(isTyping()).toBe(false);
  });

  it('is none where nothing can be typed, with a mouse, when two fingers draw the page larger, or when the bars of the browser come', () => {
    focus('button');
    seen.becomes(420);
    focus('[type="checkbox"]');
    seen.becomes(421);
    expect(isTyping()).toBe(false);
    focus('textarea');
    seen.becomes(422, { scale: 2 });
    expect(isTyping()).toBe(false);
    seen.becomes(740, { scale: 1 });
    expect(isTyping()).toBe(false);
    isTouched = false;
    seen.becomes(420);
    expect(isTyping()).toBe(false);
  });

  it('is there until a press on a button is over, which then still lies under the finger', async () => {
    focus('textarea');
    seen.becomes(420);
    focus('button');
    expect(isTyping()).toBe(true);
    await expect.poll(isTyping).toBe(false);
  });

  it('is known on a phone that is turned while it is open', () => {
    focus('textarea');
    seen.becomes(420);
    vi.stubGlobal('innerWidth', 844);
    seen.becomes(170);
    expect(isTyping()).toBe(true);
    seen.becomes(350);
    expect(isTyping()).toBe(false);
  });

  it('ends the page above it where it lies over the page, and only there', () => {
    focus('textarea');
    seen.becomes(420, { offsetTop: 30 });
    expect(root.style.getPropertyValue('--seen-height')).toBe('420px');
    expect(root.style.getPropertyValue('--seen-top')).toBe('30px');
    vi.stubGlobal('innerHeight', 420);
    seen.becomes(420);
    expect(root.style.getPropertyValue('--seen-height')).toBe('');
  });

  it('leaves the field in sight', () => {
    const main = document.querySelector('main') as HTMLElement;
    const field = document.querySelector('textarea') as HTMLElement;
    Object.defineProperties(main, { scrollHeight: { value: 2000 }, clientHeight: { value: 420 } });
    main.getBoundingClientRect = () => new DOMRect(0, 0, 390, 420);
    field.getBoundingClientRect = () => new DOMRect(0, 600, 390, 66);
    focus('textarea');
    seen.becomes(420);
    expect(main.scrollTop).toBe(666 - (420 - 28));
  });
});
