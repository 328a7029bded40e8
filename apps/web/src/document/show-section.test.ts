import { afterEach, expect, it, vi } from 'vitest';
import { showSection } from './show-section.ts';

const scrolled = vi.fn<(this: Element) => void>();
afterEach(() => {
  document.body.replaceChildren();
  scrolled.mockReset();
});

it('Q4 a section is brought into view when it is drawn, and once', async () => {
  Element.prototype.scrollIntoView = function () {
    scrolled.call(this);
  };
  showSection('7');
  await new Promise(requestAnimationFrame); // it is not there in the frame that follows
  const section = document.createElement('section');
  section.id = 'section-7';
  section.tabIndex = -1;
  document.body.append(section);
  await vi.waitFor(() => expect(scrolled.mock.contexts).toEqual([section]));
  expect(document.activeElement).toBe(section);
  document.body.append('more');
  await Promise.resolve();
  expect(scrolled).toHaveBeenCalledTimes(1);
});
