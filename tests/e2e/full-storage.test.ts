import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EveryPage } from './every-page.ts';
import { visit } from './visit.ts';

const words = '这段字还没有发出去';

describe('a browser that keeps nothing', () => {
  let every: EveryPage;

  beforeAll(async () => {
    every = await EveryPage.open();
  });
  afterAll(() => every?.[Symbol.asyncDispose]());

  it.each([
    ['full', fillStorage],
    ['switched off', switchStorageOff],
  ])('R10 shows every page, and says that what is typed lives in the page: storage is %s', async (_state, refuse) => {
    await using one = await visit(every.browser, await every.studio.newLaunchUrl(), { language: 'zh' });
    const { page, context, complaints } = one;
    await context.addInitScript(refuse);
    const told = page.locator('.notice').getByText('浏览器的存储满了');
    for (const path of [
      '/',
      '/templates',
      `/c/${every.conversation}`,
      '/documents',
      '/library',
      '/queue',
      '/batches',
      '/models',
      '/settings',
      '/bin',
    ]) {
      await page.goto(every.studio.url + path);
      await page.locator('h1, .formula-display').first().waitFor();
      expect(await told.count()).toBe(0);
    }
    await page.goto(`${every.studio.url}/conversations`);
    const field = page.locator('.composer textarea');
    await field.click();
    await page.keyboard.type(words);
    await told.waitFor();
    expect(await staysWhenAsked(page, () => page.reload().catch(() => undefined))).toBe('beforeunload');
    expect(await field.inputValue()).toBe(words);
    await page.getByRole('link', { name: '模板' }).first().click();
    await page.locator('.template-card').first().waitFor();
    await page.goBack();
    await expect.poll(() => field.inputValue()).toBe(words);
    expect(complaints).toEqual([]);
  });
});

/** Does what would leave the page, and stays when the browser asks; resolves with the kind of what it asked. */
async function staysWhenAsked(page: Page, leave: () => Promise<unknown>): Promise<string> {
  const [dialog] = await Promise.all([page.waitForEvent('dialog'), leaveLater(leave)]);
  const kind = dialog.type();
  await dialog.dismiss();
  return kind;
}

/** The leaving ends only once it was answered. */
async function leaveLater(leave: () => Promise<unknown>): Promise<void> {
  void leave();
}

function fillStorage(): void {
  const refuse = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  Storage.prototype.setItem = refuse;
  IDBFactory.prototype.open = refuse;
  CacheStorage.prototype.open = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
}

function switchStorageOff(): void {
  const get = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, { get });
}
