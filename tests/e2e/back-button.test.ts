import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import { sharedBrowser, visit } from './visit.ts';

/**
 * The Back of Android goes to the watcher made last that is still open, and only without one to the history. A browser on a desk has no such
 * button, so it is pressed for it here; what it does is the browser's own.
 */
const rememberWatchers = `
  const open = new Set();
  const Watcher = window.CloseWatcher;
  window.CloseWatcher = class extends Watcher {
    constructor() {
      super();
      open.add(this);
      this.addEventListener('close', () => open.delete(this));
    }
    destroy() {
      open.delete(this);
      super.destroy();
    }
  };
  window.pressBack = () => {
    const last = [...open].at(-1);
    last?.requestClose();
    return last !== undefined;
  };
`;

const heading = '雾里的灯塔';
const text = '清早有雾。\n\n听得见钟声。\n\n船还没来。';

async function pressBack(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>('pressBack()'))) await page.goBack();
}

describe('Y36 Back', () => {
  let opened: OpenStudio;
  let id: string;

  beforeAll(async () => {
    opened = await openStudio({ language: 'zh', size: 'phone' });
    await opened.visited.context.addInitScript(rememberWatchers);
    ({ id } = await makeDocument(opened.studio, '守塔人', [{ heading, text }]));
    await opened.studio.client.call('createConversation', { body: { id: uuidV7(), title: '图书馆' } });
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  it('on a phone closes what lies over the page, the last first, and only then leaves it', async () => {
    const { page, studio } = opened;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const layers = page.locator('[role="dialog"], [role="menu"]');
    const isClosedByBack = async (left = 0) => {
      const address = page.url();
      await expect.poll(() => layers.count()).toBe(left + 1);
      await pressBack(page);
      await expect.poll(() => layers.count()).toBe(left);
      expect(page.url()).toBe(address);
    };
    await page.goto(studio.url);
    await page.locator('button.strip').tap();
    await isClosedByBack();
    await page.locator(`a[href="/documents/${id}"]`).first().tap();
    await page.locator('.title-button').tap();
    await isClosedByBack();
    const length = await page.evaluate(() => history.length);
    await page.locator('.top').getByRole('button', { name: '搜索' }).tap();
    await isClosedByBack();

    await page.getByRole('navigation', { name: '文稿的三个面' }).getByRole('button', { name: '正文' }).tap();
    const split = async () => {
      await button(`“${heading}”的更多操作`).tap();
      await page.getByRole('menuitem', { name: '拆成两节…' }).tap();
    };
    await split();
    await page.getByRole('dialog').getByText('船还没来。').tap();
    await page.getByLabel('下一节的标题').fill('等船的人');
    await isClosedByBack();
    await split();
    expect(await page.getByLabel('下一节的标题').inputValue()).toBe('等船的人');
    expect(await page.getByRole('dialog').getByRole('radio', { name: '船还没来。' }).isChecked()).toBe(true);
    await isClosedByBack();

    await page.locator('.title-button').tap();
    await page.getByRole('menuitemcheckbox', { name: '专注模式' }).tap();
    await button('退出专注').waitFor();
    await pressBack(page);
    await button('退出专注').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => history.length)).toBe(length);
    await pressBack(page);
    await page.locator('.home').waitFor();

    await page.goto(`${studio.url}/conversations`);
    await button('展开列表').tap();
    await page.locator('.drawer').getByRole('button', { name: '“图书馆”的操作' }).tap();
    await isClosedByBack(1);
    await isClosedByBack();
    expect(opened.visited.complaints).toEqual([]);
  });

  it('on a desk leads to another page, which what was open is not over; Esc closes as the page has it', async () => {
    await using visited = await visit(await sharedBrowser(), await opened.studio.newLaunchUrl(), { language: 'zh' });
    await visited.context.addInitScript(rememberWatchers);
    const { page } = visited;
    await page.goto(opened.studio.url);
    await page.locator(`a[href="/documents/${id}"]`).first().click();
    await page.locator('.title-button').waitFor();
    await page.keyboard.press('Control+k');
    const palette = page.locator('.palette');
    await palette.waitFor();
    expect(await page.evaluate<boolean>('pressBack()')).toBe(false);
    await page.goBack();
    await page.locator('.home').waitFor();
    await palette.waitFor({ state: 'detached' });
  });
});
