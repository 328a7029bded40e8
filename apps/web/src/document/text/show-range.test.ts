import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { textComes, textHasCome } from '../../conversation/markdown/coming-texts.ts';
import { letGo } from './hold-in-sight.ts';
import { showRange, takeRoomAbove } from './show-range.ts';

const scrolled = vi.fn<(this: Element, to: ScrollToOptions) => void>();
/** Where words stand in the text, by what they are drawn in. */
const tops = { P: 5000, STRONG: 700 };

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  scrolled.mockImplementation(function (this: Element, { top = 0 }) {
    this.scrollTop += top;
  });
  Element.prototype.scrollBy = scrolled as Element['scrollBy'];
  Range.prototype.getBoundingClientRect = function () {
    const top = tops[this.startContainer.parentElement?.tagName as keyof typeof tops] ?? Number.NaN;
    return new DOMRect(0, top - page().scrollTop, 100, 20);
  };
  tops.STRONG = 700;
  document.body.innerHTML = '<section class="document-text"></section>';
});
afterEach(() => {
  letGo();
  document.body.replaceChildren();
  scrolled.mockReset();
});

const page = () => document.querySelector<HTMLElement>('.document-text')!;
const findWords = () => {
  const walker = document.createTreeWalker(page(), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent?.indexOf('words') ?? -1;
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 'words'.length);
    return range;
  }
  return null;
};

it('words far away are brought into the middle by where they stand themselves, and once more when they are drawn', async () => {
  vi.spyOn(page(), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 100, 800, 620));
  const shown: string[] = [];
  page().innerHTML = '<p class="plain-text">A **words** B</p>';
  showRange(findWords, ({ startContainer }) => shown.push(startContainer.textContent ?? ''));
  expect(scrolled.mock.calls).toEqual([[{ top: 5000 - 100 - 300 }]]);
  page().innerHTML = '<p>A <strong>words</strong> B</p>';
  await vi.waitFor(() => expect(scrolled.mock.calls.slice(1)).toEqual([[{ top: 700 - 5000 }]]));
  expect(shown).toEqual(['A **words** B', 'words']);
  page().append('what follows moves nothing');
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  expect(scrolled).toHaveBeenCalledTimes(2);
});

it('words that move because a text above them is drawn are brought back, until the writer moves the page', async () => {
  vi.spyOn(page(), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 100, 800, 620));
  page().innerHTML = '<p>A <strong>words</strong> B</p>';
  showRange(findWords);
  expect(page().scrollTop).toBe(300);
  tops.STRONG = 950;
  await vi.waitFor(() => expect(page().scrollTop).toBe(550));
  page().dispatchEvent(new Event('wheel', { bubbles: true }));
  tops.STRONG = 1200;
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  expect(page().scrollTop).toBe(550);
});

it('Z2 words are held until the texts that have come near are drawn, however long that takes', async () => {
  vi.spyOn(page(), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 100, 800, 620));
  page().innerHTML = '<p>A <strong>words</strong> B</p>';
  const startedMs = performance.now();
  showRange(findWords);
  textComes(page());
  const clock = vi.spyOn(performance, 'now').mockReturnValue(startedMs + 3000);
  for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  tops.STRONG = 950;
  textHasCome(page());
  await vi.waitFor(() => expect(page().scrollTop).toBe(550));
  clock.mockReturnValue(startedMs + 3600);
  for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  clock.mockRestore();
  tops.STRONG = 1200;
  for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  expect(page().scrollTop).toBe(550);
});

it('words that are not there yet are brought when they come, unless others were asked for meanwhile', async () => {
  const first = vi.fn<typeof findWords>(findWords);
  showRange(first);
  showRange(findWords);
  page().innerHTML = '<p>Other <strong>words</strong></p>';
  await vi.waitFor(() => expect(scrolled).toHaveBeenCalledTimes(1));
  expect(first).toHaveBeenCalledTimes(1);
});

it('W9 words in the first lines come out from below the bar that lies over the page, and the room this took is given back', () => {
  vi.spyOn(page(), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 100, 800, 620));
  page().innerHTML = '<div data-over-text></div><p>A <strong>words</strong> B</p>';
  vi.spyOn(page().firstElementChild!, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 108, 800, 107));
  const roomPx = () => Number.parseFloat(page().style.getPropertyValue('--room-above')) || 0;
  scrolled.mockImplementation(function (this: Element, { top = 0 }) {
    this.scrollTop = Math.max(0, this.scrollTop + top);
  });
  Range.prototype.getBoundingClientRect = () => new DOMRect(0, tops.STRONG + roomPx() - page().scrollTop, 100, 20);
  tops.STRONG = 180;
  showRange(findWords);
  expect(findWords()?.getBoundingClientRect().top).toBe(215 + 8);
  expect(roomPx()).toBe(43);
  page().scrollTop = 60;
  takeRoomAbove(page());
  expect([roomPx(), page().scrollTop]).toEqual([0, 17]);
});

it('W9 words are brought into the middle of what the bar leaves to be seen', () => {
  vi.spyOn(page(), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 100, 800, 620));
  page().innerHTML = '<div data-over-text></div><p>A <strong>words</strong> B</p>';
  vi.spyOn(page().firstElementChild!, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 108, 800, 192));
  showRange(findWords);
  expect(findWords()?.getBoundingClientRect().top).toBe(308 + (720 - 308 - 20) / 2);
  expect(page().style.getPropertyValue('--room-above')).toBe('');
});
