import { readFile } from 'node:fs/promises';
import type { DocumentDetail } from '@maobi/contract';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { BuiltStudio } from './built-studio.ts';
import { changesToJudge } from './changes-to-judge.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import { outsideWindow } from './page-faults.ts';

const patienceMs = 120_000;

describe('on a phone', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio({ language: 'zh', size: 'phone' });
    ({ studio, page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const documentId = () => new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const kept = (): Promise<DocumentDetail> => studio.client.call('getDocument', { params: { id: documentId() } });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const show = (pane: string) => page.getByRole('navigation', { name: '文稿的三个面' }).getByRole('button', { name: pane }).tap();
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

  /** A conversation with one question, whose answer the writer has made long. */
  const answeredAtLength = async (text: string): Promise<string> => {
    const [id, questionId, answerId, edited] = [uuidV7(), uuidV7(), uuidV7(), uuidV7()];
    await studio.client.call('createConversation', { body: { id } });
    const question = { id: questionId, answerId, runId: uuidV7(), parentId: null, text };
    const { run } = await studio.client.call('sendMessage', { params: { id }, body: question });
    for await (const event of studio.client.streamRun(run.id)) if (event.type === 'ended') break;
    const long = Array.from({ length: 60 }, (_, index) => `第${index + 1}段。街角的图书馆不大，书也不多，可来的人从早到晚没有断过。`);
    await studio.client.call('editAnswer', { params: { id: answerId }, body: { id: edited, text: long.join('\n\n') } });
    return id;
  };

  it(
    'a finger leads from the home page over outline, text and aide to a finished document that leaves as a file',
    async () => {
      await page.getByRole('textbox', { name: '题目' }).fill('社区图书馆为什么值得保留');
      await page.getByRole('spinbutton').fill('420');
      await button('先列大纲').tap();
      await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
      await button(/^开始写/).waitFor();
      const row = page.locator('.outline-row').first();
      await row.getByRole('button', { name: /的操作$/ }).tap();
      await page.getByRole('menuitem', { name: '改标题和要点' }).tap();
      await page.getByLabel('标题').fill('它留住了谁');
      await button('保存').tap();
      await expect.poll(async () => (await kept()).sections[0]?.heading).toBe('它留住了谁');
      expect(await fits()).toBe(true);

      await button(/^开始写/).tap();
      await show('正文');
      await page.locator('.live-bar').waitFor();
      await expect.poll(async () => (await kept()).job?.state, { timeout: patienceMs }).toBe('done');
      await page.locator('.live-bar').waitFor({ state: 'detached' });
      expect(await fits()).toBe(true);

      const before = (await kept()).sections[0]?.version;
      await page.locator('.text-section').first().locator('.answer p:not(.plain-text)').first().selectText();
      await page
        .getByRole('toolbar', { name: '对选中的文字' })
        .getByRole('button', { name: /^换说法/ })
        .tap();
      const changes = await changesToJudge(page, (again) => again.tap());
      const accept = page.getByRole('toolbar', { name: '处理改动' }).getByRole('button', { name: /^接受/ });
      for (let left = await changes.count(); left > 0; left -= 1) await accept.tap();
      await expect.poll(async () => (await kept()).sections[0]?.version).toMatchObject({ source: 'polish', parentId: before?.id });

      await show('助手');
      await page.getByRole('tab', { name: '版本' }).tap();
      await page.getByRole('tabpanel', { name: '版本' }).getByRole('listitem').nth(1).waitFor();
      expect(await fits()).toBe(true);

      await page.locator('.title-button').tap();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: '下载 .md' }).tap()]);
      const exported = await readFile(await download.path(), 'utf8');
      for (const { heading, version } of (await kept()).sections) {
        expect(exported).toContain(`## ${heading}`);
        expect(exported).toContain(version?.text.trim());
      }
      expect(opened.visited.complaints).toEqual([]);
    },
    patienceMs,
  );

  it('Y26: keeps the ways to begin under the thumb while a template is filled in, and leads to what is missing', async () => {
    await page.goto(`${studio.url}/documents`);
    await page.getByRole('textbox', { name: '题目' }).fill('第十二周');
    await page.locator('.template-choice select').selectOption('weekly-report');
    const begin = button('先列大纲');
    await expect.poll(() => isSeen(begin)).toBe(true);
    await page.locator('.recent-documents').scrollIntoViewIfNeeded();
    await button(/^还要填/).tap();
    const missing = page.locator('[required]:focus');
    await missing.waitFor();
    await expect.poll(() => isSeen(missing)).toBe(true);
    expect(await isSeen(begin)).toBe(true);
    expect(await fits()).toBe(true);
  });

  it('Y26: has the length of a brief beside what it is given in', async () => {
    await page.goto(studio.url);
    const length = page.locator('.brief-options .length-field');
    await length.waitFor();
    const middleOf = async (box: Locator) => {
      const { y, height } = (await box.boundingBox()) ?? { y: NaN, height: NaN };
      return Math.round(y + height / 2);
    };
    const givenIn = page
      .locator('.brief-options')
      .filter({ has: page.locator('.length-field') })
      .getByRole('radiogroup');
    expect(await middleOf(length)).toBe(await middleOf(givenIn.last()));
    expect(await middleOf(givenIn.first())).toBeLessThan(await middleOf(length));
    const pressed = await givenIn
      .locator('> *')
      .evaluateAll((all) => all.map(({ clientHeight }) => clientHeight).filter((height) => height > 1));
    expect([...new Set(pressed)]).toEqual([44]);
    expect(await fits()).toBe(true);
  });

  it('X8: leaves the words all the room while a keyboard lies on the screen, with what sends or keeps them in sight', async () => {
    const upright = page.viewportSize() ?? { width: 390, height: 844 };
    const bars = page.locator('.top, .dock');
    await page.goto(`${studio.url}/conversations`);
    const field = page.locator('.composer textarea');
    await field.tap();
    await page.setViewportSize({ ...upright, height: 400 });
    await expect.poll(() => bars.evaluateAll((all) => all.some((bar) => bar.checkVisibility()))).toBe(false);
    expect(await isSeen(field)).toBe(true);
    expect(await isSeen(page.locator('.composer .send'))).toBe(true);
    await page.setViewportSize(upright);
    await expect.poll(() => isSeen(page.locator('.top'))).toBe(true);

    await page.goto(`${studio.url}/documents`);
    const last = page.locator('[name="notes"]');
    await last.tap();
    await page.setViewportSize({ ...upright, height: 400 });
    await expect.poll(() => bars.evaluateAll((all) => all.some((bar) => bar.checkVisibility()))).toBe(false);
    expect(await isSeen(last)).toBe(true);
    await page.setViewportSize(upright);
  });

  it('Y30: keeps the buttons of a long answer that is changed in sight, wherever the page stands, above the keyboard too', async () => {
    const upright = page.viewportSize() ?? { width: 390, height: 844 };
    const id = await answeredAtLength('图书馆');
    await page.goto(`${studio.url}/c/${id}`);
    await page.locator('.answer').last().waitFor();
    await button('对“图书馆”的其他操作').tap();
    expect(await page.locator('.turn-actions').evaluate(({ clientHeight }) => clientHeight)).toBe(44);
    await page.getByRole('menuitem', { name: '改回答' }).tap();
    const keep = button('存下这一版');
    await expect.poll(() => isSeen(keep)).toBe(true);
    await page.locator('.turns-page').evaluate((turns) => turns.scrollTo({ top: 0 }));
    await expect.poll(() => isSeen(keep)).toBe(true);
    await page.getByRole('textbox', { name: '改这一答' }).tap();
    await page.setViewportSize({ ...upright, height: 400 });
    await expect.poll(() => page.locator('.composer').isVisible()).toBe(false);
    await expect.poll(() => isSeen(keep)).toBe(true);
    expect(await isSeen(button('不改了'))).toBe(true);
    await page.setViewportSize(upright);
  });

  it('X8: keeps the menus of conversations and folders in sight beside a long name of a folder', async () => {
    const name = '街角的图书馆不大，书也不多，可来的人从早到晚没有断过，所以要把它留住的理由有很多';
    await studio.client.call('createConversation', { body: { id: uuidV7(), title: '图书馆' } });
    await studio.client.call('createFolder', { body: { id: uuidV7(), name } });
    await page.goto(`${studio.url}/conversations`);
    await button('展开列表').tap();
    const list = page.locator('.drawer');
    const menus = [
      list.getByRole('button', { name: `文件夹“${name}”的操作` }),
      list.getByRole('button', { name: '“图书馆”的操作' }).first(),
    ];
    for (const menu of menus) await expect.poll(() => isSeen(menu)).toBe(true);
  });

  it('gives every button of the editor the room of a thumb, in a row that is moved under the finger', async () => {
    const { id } = await makeDocument(studio, '图书馆', [{ heading: '开头', text: '街角的图书馆不大，书也不多。' }]);
    await page.goto(`${studio.url}/documents/${id}`);
    await show('正文');
    await page.locator('.answer > p:not(.plain-text)').tap();
    const buttons = page.getByRole('toolbar', { name: '文字样式' }).getByRole('button');
    const sizes = () =>
      buttons.evaluateAll((all) => all.map((each) => each.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)));
    await expect.poll(async () => (await sizes()).length).toBeGreaterThan(10);
    expect(Math.min(...(await sizes()))).toBeGreaterThanOrEqual(40);
    expect(await isSeen(buttons.last())).toBe(false);
    await page.locator('.words-bar').evaluate((bar) => bar.scrollTo({ left: bar.scrollWidth }));
    expect(await isSeen(buttons.last())).toBe(true);
    expect(await fits()).toBe(true);
    await button('表格').tap();
    expect(await isSeen(page.locator('.table-square').last())).toBe(true);
  });

  it('W9: what is found in the first line of a document comes out from below the bar that finds', async () => {
    const { id } = await makeDocument(studio, '图书馆', [{ heading: '图书馆', text: '街角不大。' }]);
    await page.goto(`${studio.url}/documents/${id}`);
    await show('正文');
    await page.locator('.answer > p:not(.plain-text)').waitFor();
    const text = page.locator('.document-text');
    const startedAt = await topOf(text.locator('.answer p'));
    await page.keyboard.press('Control+h');
    const bar = page.getByRole('search', { name: '查找和替换' });
    await bar.getByRole('textbox').first().fill('街角');
    await bar.getByText('第 1 处，共 1 处').waitFor();
    const found = () => page.evaluate<number>("[...CSS.highlights.get('found-here')][0].getBoundingClientRect().top");
    const barEnd = () => bar.evaluate((element) => element.getBoundingClientRect().bottom);
    await expect.poll(async () => (await found()) > (await barEnd()), { timeout: 10_000 }).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => topOf(text.locator('.answer p')), { timeout: 10_000 }).toBe(startedAt);
  });

  it('W55: in focus mode there are the text, how much is written and the way out', async () => {
    const { id } = await makeDocument(studio, '图书馆', [{ heading: '开头', text: '街角的图书馆不大。' }]);
    await page.goto(`${studio.url}/documents/${id}`);
    await show('正文');
    const actions = page.locator('.section-actions').first();
    await actions.waitFor();
    await page.locator('.title-button').tap();
    await page.getByRole('menuitemcheckbox', { name: '专注模式' }).tap();
    const leave = button('退出专注');
    await leave.waitFor();
    expect(
      await page
        .locator('.focus-line')
        .getByText(/^\d+ 字$/)
        .isVisible(),
    ).toBe(true);
    await actions.waitFor({ state: 'hidden' });
    await leave.tap();
    await actions.waitFor();
  });

  it('X8: every mark of a section stands in one line with the others, away from the menu', async () => {
    const { id } = await makeDocument(studio, '图书馆', [{ heading: '开头', text: '街角的图书馆不大。' }]);
    await page.goto(`${studio.url}/documents/${id}`);
    await show('大纲');
    const row = page.locator('.outline-row').first();
    await row.locator('.state-mark').waitFor();
    const middles = await row.evaluate((element) => {
      const middleOf = (mark: Element | null) => {
        const { left = NaN, width = NaN } = mark?.getBoundingClientRect() ?? {};
        return left + width / 2;
      };
      const others = ['dot ring', 'dot reading', 'broken-mark'].map((name) => {
        const mark = element.appendChild(document.createElement('i'));
        mark.className = name;
        return middleOf(mark);
      });
      return [middleOf(element.querySelector('.state-mark')), ...others];
    });
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(1);
  });

  it('X13: a finger that rests on a section of the outline drags it to another place; one that moves at once drags nothing', async () => {
    const headings = ['开头', '中段', '结尾'];
    const { id } = await makeDocument(
      studio,
      '图书馆',
      headings.map((heading) => ({ heading })),
    );
    const order = async () => (await studio.client.call('getDocument', { params: { id } })).sections.map(({ heading }) => heading);
    await page.goto(`${studio.url}/documents/${id}`);
    await show('大纲');
    const rows = page.locator('.outline-row');
    await expect.poll(() => rows.count()).toBe(3);
    const finger = await page.context().newCDPSession(page);
    const middleOf = async (place: number) => {
      const { x, y, width, height } = (await rows.nth(place).boundingBox()) ?? { x: NaN, y: NaN, width: NaN, height: NaN };
      return { x: x + width / 2, y: y + height / 2 };
    };
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints });
    const [first, last] = [await middleOf(0), await middleOf(2)];
    const between = { x: first.x, y: (first.y + last.y) / 2 };
    const held = page.locator('.outline-row[data-held]');

    await touch('touchStart', first);
    await touch('touchMove', between);
    await touch('touchMove', last);
    await touch('touchEnd');
    expect(await held.count()).toBe(0);
    expect(await order()).toEqual(headings);

    await touch('touchStart', first);
    await held.waitFor();
    await touch('touchMove', between);
    await touch('touchMove', last);
    await page.locator('.outline-row[data-target]').filter({ hasText: '结尾' }).waitFor();
    await touch('touchEnd');
    await expect.poll(order).toEqual(['中段', '结尾', '开头']);
    await held.waitFor({ state: 'detached' });
    // it was no press
    expect(await isSeen(rows.first())).toBe(true);
  });

  it('X12: lays nothing below the camera of a phone, upright or across', async () => {
    const session = await page.context().newCDPSession(page);
    const keepClear = (insets: { top?: number; left?: number; right?: number }) =>
      session.send('Emulation.setSafeAreaInsetsOverride', { insets: { top: 0, left: 0, right: 0, bottom: 0, ...insets } });
    const edges = () =>
      page.locator('.top :is(a, button)').evaluateAll((all) => {
        const boxes = all.filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect());
        const edge = (name: 'top' | 'left' | 'right', of: (...values: number[]) => number) =>
          Math.round(of(...boxes.map((box) => box[name])));
        const bar = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
        return {
          top: edge('top', Math.min),
          left: edge('left', Math.min),
          right: edge('right', Math.max),
          isInBar: boxes.every(({ bottom }) => bottom <= bar),
        };
      });
    await page.goto(studio.url);
    await page.locator('.home').waitFor();
    await keepClear({ top: 47 });
    await expect.poll(async () => (await edges()).top).toBeGreaterThanOrEqual(47);
    expect((await edges()).isInBar).toBe(true);
    const upright = page.viewportSize() ?? { width: 390, height: 844 };
    await page.setViewportSize({ width: upright.height, height: upright.width });
    await keepClear({ left: 47, right: 47 });
    await expect.poll(async () => (await edges()).left).toBeGreaterThanOrEqual(47);
    expect((await edges()).right).toBeLessThanOrEqual(upright.height - 47);
    expect(await fits()).toBe(true);
    await keepClear({});
    await page.setViewportSize(upright);
  });

  it(
    'X8: has all of a page within its window, however long the title of a document is that was written',
    async () => {
      const title = 'Why the community library at the end of the old street between the two bridges should be kept';
      const { id } = await makeDocument(studio, title, [{ heading: title, points: [title] }]);
      await studio.client.call('startJob', { params: { id }, body: { id: uuidV7() } });
      const state = async () => (await studio.client.call('getDocument', { params: { id } })).job?.state;
      await expect.poll(state, { timeout: patienceMs }).toBe('done');
      const faults: string[] = [];
      for (const [path, shown] of [
        ['/', '.recent-facts'],
        ['/queue', '.jobs-ended'],
        ['/library', '.library'],
        [`/documents/${id}`, '.text-section'],
      ] as const) {
        await page.goto(studio.url + path);
        await page.locator(shown).first().waitFor();
        faults.push(...(await outsideWindow(page)).map((fault) => `${path}: ${fault}`));
      }
      expect(faults).toEqual([]);
    },
    patienceMs,
  );
});

function topOf(locator: Locator): Promise<number> {
  return locator.evaluate((element) => element.getBoundingClientRect().top);
}

/** Whether its middle is what a finger would meet there. */
function isSeen(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    return met !== null && element.contains(met);
  });
}
