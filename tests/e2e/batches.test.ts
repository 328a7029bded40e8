import { readFile } from 'node:fs/promises';
import type { BatchDetail } from '@maobi/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { axeViolations } from './axe-violations.ts';
import type { BuiltStudio } from './built-studio.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

/** A slow machine takes its time for five texts. */
const patienceMs = 240_000;
const topics = ['铁皮饼干盒', '断腿木凳', '牛仔裤边角料', '搪瓷脸盆', '旧行李箱'];

describe('batches', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const batchId = () => new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const kept = (): Promise<BatchDetail> => studio.client.call('getBatch', { params: { id: batchId() } });
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);

  it(
    'B50 come from pasted rows, are written in their order, and go into a table',
    async () => {
      await page.getByRole('link', { name: 'Batches', exact: true }).first().click();
      await page.getByRole('combobox', { name: 'Template' }).selectOption('free-writing');
      await page.getByRole('button', { name: 'New batch' }).click();
      await page.waitForURL(/\/batches\/[0-9a-f-]{36}$/);

      // a new table has the focus in its first cell
      await page.locator('textarea[aria-label^="Row 1, Topic"]:focus').waitFor();
      await paste(`topic\twords\n${topics.map((topic) => `${topic}\t100`).join('\n')}\n`);
      await expect.poll(async () => (await kept()).rows.map(({ cells }) => cells['topic'])).toEqual(topics);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.type('断腿的木凳');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await kept()).rows[1]?.cells['topic']).toBe('断腿的木凳');
      await page.keyboard.press('Control+z');
      await expect.poll(async () => (await kept()).rows[1]?.cells['topic']).toBe(topics[1]);
      await page.keyboard.press('Control+y');
      await expect.poll(async () => (await kept()).rows[1]?.cells['topic']).toBe('断腿的木凳');
      await page.keyboard.press('Control+z');
      await expect.poll(async () => (await kept()).rows[1]?.cells['topic']).toBe(topics[1]);
      expect(await axeViolations(page)).toEqual([]);

      await page.getByRole('button', { name: 'Write 5 missing rows' }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      const isWritten = ({ state }: BatchDetail['rows'][number]) => ['done', 'short', 'long'].includes(state);
      await expect.poll(async () => (await kept()).rows.every(isWritten), { timeout: patienceMs }).toBe(true);
      await page.getByText('5 of 5 rows written').first().waitFor();

      await page.getByRole('button', { name: 'Show the text: 3' }).click();
      const panel = page.getByRole('complementary', { name: 'Row 3' });
      await expect.poll(async () => (await panel.locator('.answer').innerText()).length).toBeGreaterThan(40);
      expect(await axeViolations(page)).toEqual([]);

      await page.getByRole('button', { name: 'Export' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /CSV/ }).click()]);
      const table = await readFile(await download.path(), 'utf8');
      for (const topic of topics) expect(table).toContain(topic);
      expect(table.split('\r\n')[0]).toBe('\uFEFFTopic,Words,Text,Written,State');
    },
    patienceMs,
  );

  it('show what can be done with them in one line, beside the name, in windows between phone and desktop', async () => {
    const id = uuidV7();
    const rows = topics.map((topic) => ({ id: uuidV7(), cells: { topic } }));
    await studio.client.call('createBatch', { body: { id, title: 'Autumn', template: 'free-writing', common: { words: '200' }, rows } });
    await page.setViewportSize({ width: 820, height: 620 });
    await page.goto(`${studio.url}/batches/${id}`);
    await page.getByRole('button', { name: 'Write 5 missing rows' }).waitFor();
    const middle = async (selector: string) => {
      const boxes = await page.locator(selector).evaluateAll((all) => all.map((each) => each.getBoundingClientRect()));
      return boxes.map(({ top, height }) => top + height / 2);
    };
    const [name = NaN] = await middle('.batch-title h1');
    for (const button of await middle('.batch-buttons > *')) expect(Math.abs(button - name)).toBeLessThan(8);
  });

  it('open the cell that counts for all rows where it stands, and move nothing below it', async () => {
    const id = uuidV7();
    const rows = topics.map((topic) => ({ id: uuidV7(), cells: { topic } }));
    await studio.client.call('createBatch', { body: { id, title: 'Winter', template: 'free-writing', common: { words: '200' }, rows } });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${studio.url}/batches/${id}`);
    const top = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? NaN;
    await page.locator('.batch-add').waitFor();
    const addLine = await top('.batch-add');
    await page.locator('.batch-row.common > [aria-selected]').first().click();
    await page.locator('.editor-of-all textarea:focus').waitFor();
    expect(await top('.editor-of-all textarea')).toBeCloseTo(await top('.batch-row.common'), 0);
    expect(await top('.batch-add')).toBe(addLine);
  });
});
