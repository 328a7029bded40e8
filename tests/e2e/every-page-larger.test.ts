import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EveryPage } from './every-page.ts';
import { cutWords, outsideWindow } from './page-faults.ts';

/** A slow machine takes its time for all pages in a row. */
const patienceMs = 300_000;

describe('every page, drawn larger', () => {
  let pages: EveryPage;

  beforeAll(async () => {
    pages = await EveryPage.open();
  });
  afterAll(() => pages?.[Symbol.asyncDispose]());

  it.each(['narrow', 'zoomed'] as const)(
    'X9: is all there, also with letters and lines apart: %s',
    async (size) => {
      const misfits: string[] = [];
      await pages.see({ size }, async (page, path) => {
        const note = async (when: string) => {
          const found = [...(await outsideWindow(page)), ...(await cutWords(page))];
          misfits.push(...found.map((misfit) => `${path}${when}: ${misfit}`));
        };
        await note('');
        await spaceOut(page);
        await note(' spaced');
      });
      expect(misfits).toEqual([]);
    },
    patienceMs,
  );
});

/** Sets letters, words, lines and paragraphs as far apart as a reader may (WCAG 1.4.12), in a way that the policy of the page allows. */
function spaceOut(page: Page): Promise<void> {
  return page.evaluate(() => {
    const style = new CSSStyleSheet();
    style.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets.push(style);
  });
}
