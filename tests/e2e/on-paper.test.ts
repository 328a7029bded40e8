import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

describe('a document on paper, and one that runs from right to left', () => {
  let opened: OpenStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio({ language: 'zh' });
    ({ page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  it('X15 prints the whole text and nothing else, in ink, from a dark page too', async () => {
    const text = '春天的风吹过田野，**河水**慢慢涨起来。'.repeat(40);
    const sections = Array.from({ length: 6 }, (_, number) => ({ heading: `第 ${number + 1} 节`, text }));
    const { id } = await makeDocument(opened.studio, '河边', sections);
    await page.goto(`${opened.studio.url}/documents/${id}`);
    await page.getByRole('button', { name: '换成深色' }).click();
    const last = page.locator('.text-section').last();
    await last.waitFor();
    await page.evaluate(() => void window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const isShown = (selector: string) => document.querySelector(selector)?.checkVisibility() === true;
      const scrolls = [...document.querySelectorAll('html, body, body *')].filter(
        (element) => element.checkVisibility() && element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 8,
      );
      return {
        around: ['.top', '.document-outline', '.document-aide', '.notices', '.section-actions', '.side'].filter(isShown),
        isWhole: document.querySelector('.prose')!.getBoundingClientRect().height > 2 * innerHeight,
        cut: scrolls.filter((element) => getComputedStyle(element).overflowY !== 'visible').map((element) => element.className),
        isDrawn: !document.querySelector('.prose')!.textContent.includes('**'),
        ink: getComputedStyle(document.querySelector('.prose h2')!).color,
      };
    });
    expect(seen).toEqual({ around: [], isWhole: true, cut: [], isDrawn: true, ink: 'rgb(27, 26, 24)' });
    await page.emulateMedia({ media: 'screen' });
  });

  it('X16 begins what is Hebrew at the right, in the text and in a list of names', async () => {
    const { id } = await makeDocument(opened.studio, 'עתיד 2030', [{ heading: 'פתיחה', text: 'שלום לכולם, זה טקסט 2030.' }]);
    /** Where the first word of it lies against what follows it. */
    const firstIsRight = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()!;
          const left = (at: number) => {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            return range.getBoundingClientRect().left;
          };
          return left(0) > left(node.textContent!.indexOf('2030'));
        });
    await page.goto(`${opened.studio.url}/documents/${id}`);
    await page.locator('.text-section .answer p').waitFor();
    expect(await firstIsRight('.text-section .answer p')).toBe(true);
    expect(await firstIsRight('.prose h1')).toBe(true);
    await page.goto(`${opened.studio.url}/library`);
    await page.getByText('עתיד 2030').first().waitFor();
    expect(await firstIsRight('.document-rows li [lang]')).toBe(true);
  });
});
