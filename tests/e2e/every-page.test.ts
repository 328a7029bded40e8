import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './axe-violations.ts';
import { EveryPage } from './every-page.ts';
import { chineseLabels, crowdedTargets, movements, outsideWindow, smallTargets, unmarkedChinese } from './page-faults.ts';
import { visit, type VisitOptions } from './visit.ts';

/** Each theme, language and size once; how well each pair of colours is read stands in `contrast.test.ts`. */
const looks: readonly VisitOptions[] = [
  { language: 'zh', theme: 'light', size: 'desktop', prefersLessMotion: true },
  { language: 'en', theme: 'dark', size: 'phone' },
];

/** What the writer called things is shown as it is; so are the way to the other language and the letters that show a typeface. */
const ownWords = ['请展示一切', '放进回收站的', '社区图书馆', '引言', '它留住了谁', '结论', '要点', '换成中文', '春天的风'];

/** A slow machine takes its time for all pages in a row. */
const patienceMs = 300_000;

describe('every page', () => {
  let pages: EveryPage;

  beforeAll(async () => {
    pages = await EveryPage.open();
  });
  afterAll(() => pages?.[Symbol.asyncDispose]());

  it('is really looked at: a button without a name is found', async () => {
    await using one = await visit(pages.browser, await pages.studio.newLaunchUrl());
    await one.page.locator('h1').first().waitFor({ state: 'attached' });
    await one.page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
    expect(await axeViolations(one.page)).toEqual([expect.stringContaining('button-name')]);
  });

  it.each(looks)(
    'X6, X13: stays on this machine, within its policy and its window, and has nothing axe-core objects to: $language, $theme, $size',
    async (options) => {
      const faults: string[] = [];
      const seen = await pages.see(options, async (page, path) => {
        const found = [...(await overflow(page)), ...(await axeViolations(page))];
        if (options.prefersLessMotion) found.push(...(await movements(page)));
        found.push(...(await (options.size === 'phone' ? misfitsOnPhone(page) : crowdedTargets(page))));
        faults.push(...found.map((fault) => `${path}: ${fault}`));
      });
      expect(faults).toEqual([]);
      expect(seen).toEqual({ foreignRequests: [], complaints: [] });
    },
    patienceMs,
  );

  it('K8: marks a mistake in the code of an answer, and asks to have it fixed when the writer says so', async () => {
    await using one = await visit(pages.browser, await pages.studio.newLaunchUrl(), { language: 'zh' });
    await one.context.route('**/api/conversations/*', pages.showInAnswer);
    await one.page.goto(`${pages.studio.url}/c/${pages.conversation}`);
    const mark = one.page.locator('.code-check[data-state="wrong"]');
    await mark.getByText('第 1 行：这一行没有写完').waitFor();
    const [sent] = await Promise.all([
      one.page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(`/${pages.conversation}/messages`)),
      mark.getByRole('button', { name: '修正' }).click(),
    ]);
    expect(sent.postDataJSON()).toMatchObject({ text: expect.stringContaining('第 1 行（`def add(a, b)`）有语法错误：这一行没有写完') });
  });
});

/** What scrolls is a part of the page; were it the window, the bar could be scrolled away. */
async function overflow(page: Page): Promise<string[]> {
  const { width, height, isTooLarge } = await page.evaluate(() => {
    const { scrollWidth: width, scrollHeight: height } = document.documentElement;
    return { width, height, isTooLarge: width > innerWidth || height > innerHeight };
  });
  return isTooLarge ? [`the window scrolls: ${width} × ${height}`] : [];
}

/** What a thumb misses, what reaches over the edge, and what an English page says in Chinese. */
async function misfitsOnPhone(page: Page): Promise<string[]> {
  const labels = (await chineseLabels(page)).filter((words) => !ownWords.some((own) => words.includes(own)));
  return [...(await smallTargets(page)), ...(await outsideWindow(page)), ...(await unmarkedChinese(page)), ...labels];
}
