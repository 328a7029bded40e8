import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

const heading = '雾里的灯塔';
const text = '清早有雾。';

describe('a text that is being changed when its page goes', () => {
  let opened: OpenStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio({ language: 'zh' });
    ({ page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  /** Opens a document from the home page, and types behind its text. */
  async function typeInto(words: string): Promise<{ readonly id: string; readonly kept: () => Promise<string | undefined> }> {
    const { call } = opened.studio.client;
    const { id } = await makeDocument(opened.studio, '守塔人', [{ heading, text }]);
    await page.goto(opened.studio.url);
    await page.locator(`a[href="/documents/${id}"]`).first().click();
    await page.getByText(text).first().click();
    await page.locator('.words').waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(words);
    await expect.poll(() => page.locator('.words').innerText()).toContain(words);
    return { id, kept: async () => (await call('getDocument', { params: { id } })).sections[0]?.version?.text };
  }

  it('W2 is saved when the writer goes back, and when the page is loaded again or closed', async () => {
    const back = await typeInto('听得见钟声。');
    await page.goBack();
    await expect.poll(back.kept).toBe(`${text}听得见钟声。`);
    const again = await typeInto('看得见灯。');
    await page.reload();
    await expect.poll(again.kept).toBe(`${text}看得见灯。`);
    await page.getByText('看得见灯。').waitFor();
    expect(await page.getByText('还没存上').count()).toBe(0);
    const away = await typeInto('风停了。');
    await page.goto('about:blank');
    await expect.poll(away.kept).toBe(`${text}风停了。`);
  });

  it('W70 is left alone by another tab, and offered there when its own is gone without having saved it', async () => {
    const { id, kept } = await typeInto('船还没来。');
    await page.waitForFunction((words) => JSON.stringify({ ...localStorage }).includes(words), '船还没来。');
    const other = await page.context().newPage();
    await other.goto(`${opened.studio.url}/documents/${id}`);
    await other.getByText(text).first().waitFor();
    await other.getByRole('button', { name: `改：${heading}` }).waitFor();
    expect(await other.getByText('还没存上').count()).toBe(0);
    // it goes without a word, as where the browser dies
    await page.evaluate(() => {
      globalThis.fetch = () => Promise.reject(new TypeError('gone'));
    });
    await page.close();
    await other.getByText('上次在这里改的，还没存上。').waitFor();
    expect(await kept()).toBe(text);
    await other.getByRole('button', { name: `接着改：${heading}` }).click();
    await expect.poll(() => other.locator('.words').innerText()).toContain('船还没来。');
    await other.keyboard.press('Escape');
    await expect.poll(kept).toBe(`${text}船还没来。`);
  });
});
