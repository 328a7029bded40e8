import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltStudio } from './built-studio.ts';
import { ask, ended, stopIfWriting } from './conversation-driver.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

describe('typing and finding', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio({ language: 'zh' });
    ({ studio, page } = opened);
    await page.getByRole('link', { name: '直接提问' }).click();
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const composer = () => page.getByRole('textbox', { name: '写给模型的话' });
  const conversationCount = async (): Promise<number> => (await studio.client.call('listConversations', {})).total;

  it('does not send while pinyin is being composed, and sends with the next Enter', async () => {
    await composer().focus();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: 'chuntian', selectionStart: 8, selectionEnd: 8 });
    await pressEnterInComposition(keyboard);
    await keyboard.send('Input.insertText', { text: '春天的古籍写作' });
    await expect.poll(() => composer().inputValue()).toBe('春天的古籍写作');
    expect(await conversationCount()).toBe(0);

    const [sent] = await Promise.all([page.waitForResponse(/\/messages$/), page.keyboard.press('Enter')]);
    expect(sent.ok()).toBe(true);
    await expect.poll(() => composer().inputValue()).toBe('');
    await stopIfWriting(page);
  });

  it('keeps a draft over a reload', async () => {
    await page.goto(`${studio.url}/conversations`);
    await composer().fill('写到一半的问题');
    await page.reload();
    await expect.poll(() => composer().inputValue()).toBe('写到一半的问题');
    await composer().fill('');
  });

  it('finds a two-character Chinese word in what was written', async () => {
    await page.goto(`${studio.url}/conversations`);
    const started = await ask(page, '请介绍围棋的历史。');
    await page.waitForURL(/\/c\//);
    await stopIfWriting(page);
    await ended(studio, started);

    await page.getByRole('textbox', { name: '搜全部对话' }).fill('古籍');
    // the answer may name its topic too: any hit leads to the same conversation
    const hit = page.locator('a:has(mark)').filter({ hasText: '古籍写作' }).first();
    await hit.waitFor();
    expect(await hit.locator('mark').allInnerTexts()).toContain('古籍');
    await hit.click();
    await page.getByRole('heading', { name: '春天的古籍写作', level: 2 }).waitFor();

    await page.getByRole('textbox', { name: '搜全部对话' }).fill('没有这样的词');
    await page.getByText('没有找到').waitFor();
  });

  it('Q4 the palette leads to the words that it has found in a text, and marks them until something is done', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `第${index + 1}段。街上的人来来去去，谁也没有停下来看一眼。`);
    const texts = [lines, [...lines, '巷口修伞的铺子还开着门。', ...lines], lines].map((paragraphs) => paragraphs.join('\n\n'));
    await makeDocument(
      studio,
      '旧街',
      texts.map((text, index) => ({ heading: `街上的第${index + 1}天`, text })),
    );
    const find = async () => {
      await page.keyboard.press('Control+k');
      await page.locator('.palette-field').fill('修伞');
      await page.locator('.palette-excerpt mark', { hasText: '修伞' }).waitFor();
      await page.keyboard.press('Enter');
    };
    const marked = () =>
      page.evaluate<string | null>(`(() => {
        const [range] = CSS.highlights.get('sought') ?? [];
        const { top, bottom } = range?.getBoundingClientRect() ?? {};
        return range && top > 0 && bottom < innerHeight ? range.toString() : null;
      })()`);
    for (const _from of ['another page', 'the document']) {
      await find();
      await expect.poll(marked, { timeout: 10_000 }).toBe('修伞');
      await page.keyboard.press('Home');
      expect(await marked()).toBeNull();
    }
  });
});

/** What browsers send for Enter while an input method has the keyboard: key code 229, on some systems still named Enter. */
async function pressEnterInComposition(keyboard: CDPSession): Promise<void> {
  const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 } as const;
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
