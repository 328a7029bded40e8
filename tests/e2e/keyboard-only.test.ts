import { readFile } from 'node:fs/promises';
import type { DocumentDetail } from '@maobi/contract';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltStudio } from './built-studio.ts';
import { changesToJudge } from './changes-to-judge.ts';
import { openFirstPage, type OpenStudio } from './open-studio.ts';
import { hiddenFocus } from './page-faults.ts';

/** A slow machine takes its time for a whole document. */
const patienceMs = 240_000;
/** More stops than any page has. */
const mostStops = 120;

describe('with the keyboard alone', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openFirstPage({ language: 'zh' });
    ({ studio, page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const documentId = () => new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const kept = (): Promise<DocumentDetail> => studio.client.call('getDocument', { params: { id: documentId() } });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const hasFocus = (target: Locator) => target.evaluateAll((found) => found.some((element) => element === document.activeElement));
  /** Goes from stop to stop as far as this; every stop on the way can be seen. */
  const tabTo = async (target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
    await target.first().waitFor();
    for (let stops = 0; stops < mostStops; stops += 1) {
      if (await hasFocus(target)) return;
      await press(key);
      const isInPage = await page.evaluate(() => document.activeElement !== document.body); // behind the last stop are those of the browser
      if (isInPage) await expect.poll(() => hiddenFocus(page)).toBeNull(); // a button that goes away hands it on
    }
    throw new Error(`${mostStops} stops and not at ${String(target)}`);
  };
  const activate = async (target: Locator) => {
    await tabTo(target);
    await press('Enter');
  };

  it(
    'X9: leads a new writer from a template to a text that the model wrote and the writer changed',
    async () => {
      await activate(button('用演示模型看看'));
      await page.locator('.home').waitFor();
      await activate(page.getByRole('region', { name: '从模板开始' }).getByRole('button', { name: '议论文' }));
      await tabTo(page.getByRole('textbox', { name: '题目' }), 'Shift+Tab');
      await page.keyboard.type('社区图书馆为什么值得保留');
      await tabTo(page.getByRole('spinbutton'));
      await press('Control+a');
      await page.keyboard.type('400');
      await activate(button('先列大纲'));
      await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
      await activate(button(/^开始写/));
      await expect.poll(async () => (await kept()).job?.state, { timeout: patienceMs }).toBe('done');
      await button(/^开始写/).waitFor({ state: 'detached' });
      expect(await hiddenFocus(page)).toBeNull();

      const first = page.locator('.text-section').first();
      await activate(first.getByRole('button', { name: /^改：/ }));
      const editor = first.getByRole('textbox');
      await expect.poll(() => hasFocus(editor)).toBe(true);
      await press('Control+End', 'Enter');
      await page.keyboard.type('灯还亮着。');
      await press('Control+Enter');
      await first.locator('.answer').getByText('灯还亮着。').waitFor();
      expect((await kept()).sections[0]?.version).toMatchObject({ source: 'user', text: expect.stringContaining('灯还亮着。') });
      await expect.poll(() => hiddenFocus(page)).toBeNull();
    },
    patienceMs,
  );

  it(
    'X9: leads on to a polished passage with a verdict, and to a file',
    async () => {
      await page.reload();
      const first = page.locator('.text-section').first();
      await activate(first.getByRole('button', { name: /^改：/ }));
      const editor = first.getByRole('textbox');
      await expect.poll(() => hasFocus(editor)).toBe(true);
      await press('Control+Home', 'Shift+End');
      const bubble = page.getByRole('toolbar', { name: '对选中的文字' });
      await bubble.waitFor();
      await press('Control+j');
      await expect.poll(() => hasFocus(bubble.getByRole('button').first())).toBe(true);
      await activate(bubble.getByRole('button', { name: /^换说法/ }));
      const changes = await changesToJudge(page, activate);
      await press('n', 'a');
      while ((await changes.count()) > 0) await press('r');
      await expect.poll(async () => (await kept()).sections[0]?.version?.source).toBe('polish');
      await expect.poll(() => hiddenFocus(page)).toBeNull();

      await activate(page.locator('.title-button'));
      const item = page.getByRole('menuitem', { name: '下载 .md' });
      await item.waitFor();
      for (let steps = 0; steps < 20 && !(await hasFocus(item)); steps += 1) await press('ArrowDown');
      const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
      expect(await readFile(await download.path(), 'utf8')).toContain('灯还亮着。');
      await expect.poll(() => hiddenFocus(page)).toBeNull();
    },
    patienceMs,
  );
});
