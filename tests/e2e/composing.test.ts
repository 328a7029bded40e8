import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltStudio } from './built-studio.ts';
import { openBrowser, visit } from './visit.ts';

const idOf = (number: number) => `0e000000-0000-7000-8000-00000000000${number}`;
const [documentId, sectionId, versionId, batchId, rowId] = [1, 2, 3, 4, 5].map(idOf) as [string, string, string, string, string];
const pinyin = "chun'tian";
const words = '春天';

describe('an input method', () => {
  let studio: BuiltStudio;
  let browser: Browser;
  let page: Page;
  let keyboard: CDPSession;

  beforeAll(async () => {
    [studio, browser] = await Promise.all([BuiltStudio.start(), openBrowser()]);
    const visited = await visit(browser, await studio.newLaunchUrl());
    ({ page } = visited);
    keyboard = await visited.context.newCDPSession(page);
    await page.getByRole('button', { name: 'Try the demo model' }).click();
    await page.getByRole('link', { name: 'Documents' }).first().waitFor();
    const { call } = studio.client;
    const brief = { topic: '图书馆', language: 'zh', words: 200, template: null, fields: {} } as const;
    const wishes = { reader: '', tone: '', mustInclude: [], mustAvoid: [], notes: '' };
    const { revision } = await call('createDocument', { body: { id: documentId, brief: { ...brief, ...wishes } } });
    const row = { id: sectionId, heading: '开头', points: [], target: 100, isLocked: false };
    await call('replaceOutline', { params: { id: documentId }, body: { revision, sections: [row] } });
    await call('addVersion', { params: { id: sectionId }, body: { id: versionId, baseId: null, source: 'user', text: '馆里很静。' } });
    const batch = { id: batchId, title: '', template: 'free-writing', common: {}, rows: [{ id: rowId, cells: { topic: '旧物' } }] };
    await call('createBatch', { body: batch });
  });
  afterAll(async () => {
    await browser?.close();
    await studio?.[Symbol.asyncDispose]();
  });

  /** Composes pinyin where the focus is, presses keys that belong to the input method, and takes the words. */
  async function compose(): Promise<void> {
    const length = pinyin.length;
    await keyboard.send('Input.imeSetComposition', { text: pinyin, selectionStart: length, selectionEnd: length });
    for (const key of ['Enter', 'Escape', 'ArrowDown']) {
      await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 });
      await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: 229 });
    }
    await keyboard.send('Input.insertText', { text: words });
  }

  it('X1 keeps its keys in the composer, the text of a section, a heading of the outline and a cell of a batch', async () => {
    await page.goto(`${studio.url}/conversations`);
    const composer = page.getByRole('textbox', { name: 'Your words to the model' });
    await composer.focus();
    await compose();
    expect(await composer.inputValue()).toBe(words);
    expect((await studio.client.call('listConversations', {})).total).toBe(0);

    await page.goto(`${studio.url}/documents/${documentId}`);
    await page.getByText('馆里很静。').click();
    const editor = page.getByRole('textbox', { name: /Text of/ });
    await editor.waitFor();
    await page.keyboard.press('Control+End');
    await compose();
    expect(await editor.textContent()).toBe(`馆里很静。${words}`);
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
    const sections = async () => (await studio.client.call('getDocument', { params: { id: documentId } })).sections;
    await expect.poll(async () => (await sections())[0]?.version?.text).toBe(`馆里很静。${words}`);
    const { versions } = await studio.client.call('listVersions', { params: { id: sectionId } });
    expect(versions.some(({ text }) => text.includes('tian'))).toBe(false);

    await page.locator('.outline-row-main').dblclick();
    const heading = page.getByRole('textbox', { name: 'Heading' });
    await heading.press('Control+A');
    await compose();
    expect(await heading.inputValue()).toBe(words);
    expect((await sections())[0]?.heading).toBe('开头');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await sections())[0]?.heading).toBe(words);

    await page.goto(`${studio.url}/batches/${batchId}`);
    await page.getByRole('gridcell', { name: '旧物' }).click();
    await compose();
    const topic = async () => (await studio.client.call('getBatch', { params: { id: batchId } })).rows[0]?.cells['topic'];
    expect(await topic()).toBe('旧物');
    await page.keyboard.press('Enter');
    await expect.poll(topic).toBe(words);
  });

  it('X6 and nothing moves where the system asks for less movement', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${studio.url}/documents/${documentId}`);
    await page.getByText('馆里很静。').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
          return /[1-9]/u.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
        })
        .map((element) => element.className),
    );
    expect(moving).toEqual([]);
  });
});
