import type { Id } from '@maobi/contract';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { BuiltStudio } from './built-studio.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

const batchId = uuidV7();
const pinyin = "chun'tian";
const words = '春天';

describe('an input method', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;
  let keyboard: CDPSession;
  let documentId: Id;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, page } = opened);
    keyboard = await opened.visited.context.newCDPSession(page);
    documentId = (await makeDocument(studio, '图书馆', [{ heading: '开头', text: '馆里很静。' }])).id;
    const rows = [{ id: uuidV7(), cells: { topic: '旧物' } }];
    await studio.client.call('createBatch', { body: { id: batchId, title: '', template: 'free-writing', common: {}, rows } });
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

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
    const { versions } = await studio.client.call('listVersions', { params: { id: (await sections())[0]?.id ?? '' } });
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

  it('W2 keeps what is typed and composed from the press on, before the editor is there', async () => {
    let bringEditor = () => {};
    const isWanted = new Promise<void>((resolve) => (bringEditor = resolve));
    const editorCode = /\/assets\/rich-text-[^/]*\.js$/;
    await page.route(editorCode, async (route) => {
      await isWanted;
      await route.continue();
    });
    const made = await makeDocument(studio, '图书馆', [{ heading: '开头', text: '灯还亮着。' }]);
    await page.goto(`${studio.url}/documents/${made.id}`);
    await page.getByText('灯还亮着。').click();
    await page.keyboard.type('yes');
    await keyboard.send('Input.imeSetComposition', { text: pinyin, selectionStart: pinyin.length, selectionEnd: pinyin.length });
    await Promise.all([page.waitForResponse(editorCode), bringEditor()]);
    await keyboard.send('Input.insertText', { text: words });
    const editor = page.getByRole('textbox', { name: /Text of/ });
    await expect.poll(() => editor.textContent()).toBe(`灯还亮着。yes${words}`);
    await page.keyboard.type('!');
    await expect.poll(() => editor.textContent()).toBe(`灯还亮着。yes${words}!`);
    await page.unroute(editorCode);
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
