import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

describe('the page of a document as a desk to write at', () => {
  let opened: OpenStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio({ language: 'zh' });
    ({ page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  it('W50 W51 W52 a blank page is written on at once, goes on with the model, and each of that is taken back with a key', async () => {
    await page.getByRole('button', { name: '一张白纸' }).click();
    await page.waitForURL(/\/documents\//);
    const editor = page.locator('.words');
    await editor.waitFor();
    await expect.poll(() => editor.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('清早有雾。');
    await page.keyboard.press('Enter');
    await page.keyboard.type('## 雾');
    await page.locator('h1').click();
    await page.keyboard.type('守塔人');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '守塔人' }).waitFor();
    await page.locator('.answer h3, .answer h4').filter({ hasText: '雾' }).waitFor();
    await page.keyboard.press('Control+Enter');
    const undo = page.getByRole('button', { name: '撤销模型的改动' });
    await undo.waitFor({ timeout: 60_000 });
    const paragraphs = () => page.locator('.text-section .answer > *').count();
    await expect.poll(paragraphs).toBeGreaterThan(2);
    await page.keyboard.press('Control+z');
    await expect.poll(paragraphs).toBe(2);
  });

  it('shows two lines of a long heading in the outline, beside the mark of its state, and all of it with the focus', async () => {
    const heading = '为什么街角的图书馆在这些年里留住了许多并不是来借书的人，'.repeat(5);
    const { id } = await makeDocument(opened.studio, '长标题', [{ heading, text: '春天的风吹过田野。', isLocked: true }]);
    await page.goto(`${opened.studio.url}/documents/${id}`);
    const row = page.locator('.outline-row-main');
    await row.waitFor();
    const box = async (selector: string) =>
      (await page.locator(`.outline-row ${selector}`).boundingBox()) ?? { x: NaN, width: NaN, height: NaN };
    const shown = await box('.outline-heading');
    expect(shown.height).toBe(44);
    expect(shown.x + shown.width).toBeLessThan((await box('.state-mark')).x);
    await row.focus();
    await page.keyboard.press('Shift');
    await expect.poll(async () => (await box('.outline-whole')).height).toBeGreaterThan(100);
    expect((await box('.outline-heading')).height).toBe(44);
  });

  it('C1 G33 a first question beside the text is answered, and says what was read with it', async () => {
    const { id } = await makeDocument(opened.studio, '蜂箱', [{ heading: '屋顶', text: '春天的风吹过田野。' }]);
    await page.goto(`${opened.studio.url}/documents/${id}`);
    const field = page.getByRole('textbox', { name: '问这篇文稿' });
    await field.fill('结尾好不好？');
    await field.press('Enter');
    await page
      .locator('.talk')
      .getByText(/^读了：/)
      .waitFor();
    await expect.poll(() => field.inputValue()).toBe('');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('W53 W54 opens a document where it was left, and finds in it without moving a line', async () => {
    const text = Array.from({ length: 8 }, (_, number) => `第 ${number + 1} 段。${'春天的风吹过田野。'.repeat(20)}`).join('\n\n');
    const sections = Array.from({ length: 12 }, (_, number) => ({ heading: `第 ${number + 1} 节的标题`, text }));
    const { id } = await makeDocument(opened.studio, '长文', sections);
    await page.goto(`${opened.studio.url}/documents/${id}`);
    const heading = page.getByRole('heading', { level: 2, name: /第 9 节的标题/ });
    const top = async () => Math.round((await heading.boundingBox())?.y ?? NaN);
    await page
      .getByRole('button', { name: /第 9 节的标题/ })
      .first()
      .click();
    await expect.poll(top).toBeLessThan(300);
    await page.mouse.move(700, 500);
    await page.mouse.wheel(0, -60);
    await page.waitForFunction((documentId) => localStorage.getItem('maobi.places')?.includes(documentId), id);
    const left = await top();
    await page.reload();
    await expect.poll(top).toBe(left);
    await page.keyboard.press('Control+f');
    await page.getByRole('search').waitFor();
    expect(await top()).toBe(left);
  });
});
