import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

describe('a document on paper', () => {
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
});
