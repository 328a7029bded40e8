import type { Id, Section } from '@maobi/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { BuiltStudio } from './built-studio.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import type { Visit } from './visit.ts';

const text = '夜里的灯一直亮着。\n\n有人来还书，有人只是坐一坐。\n';

describe('beside the text of a document', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let visited: Visit;
  let page: Page;
  let documentId: Id;
  let section: Section;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, visited, page } = opened);
    const made = await makeDocument(studio, '图书馆', [{ heading: '开头', text, isLocked: true }]);
    documentId = made.id;
    section = made.sections[0]!;
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const comments = async () => (await studio.client.call('listComments', { params: { id: documentId } })).comments;
  /** What is marked on the page as commented on. */
  const marked = (kind: 'comment' | 'comment-here' = 'comment') =>
    page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => (range as unknown as Range).toString()), kind);

  it('W40 brings words that were scrolled away into sight, and the field for the remark whole beside them', async () => {
    const long = Array.from({ length: 60 }, (_, number) => `第 ${number + 1} 段。有人来还书，有人只是坐一坐。`).join('\n\n');
    const { id } = await makeDocument(studio, '长文', [{ heading: '开头', text: long }]);
    await page.goto(`${studio.url}/documents/${id}`);
    const words = page.locator('.answer > p:not(.plain-text)').nth(20);
    const pane = page.getByRole('region', { name: 'Text' });
    for (const end of [0, 99_999]) {
      await words.selectText();
      await pane.evaluate((element, top) => element.scrollTo({ top }), end);
      await page.keyboard.press('Control+Shift+M');
      const field = page.locator('.polish-bubble:has(.comment-field)');
      await field.waitFor();
      const [seen, at, around] = [await words.boundingBox(), await field.boundingBox(), await pane.boundingBox()];
      for (const box of [seen, at]) {
        expect(box?.y).toBeGreaterThanOrEqual(around?.y ?? NaN);
        expect((box?.y ?? NaN) + (box?.height ?? NaN)).toBeLessThanOrEqual((around?.y ?? NaN) + (around?.height ?? NaN));
      }
      await page.keyboard.press('Escape');
      await field.waitFor({ state: 'detached' });
    }
  });

  it('W40 W42 Q4 words of a locked section are commented on with the keyboard; mark and comment lead to each other, and the palette to both', async () => {
    await page.goto(`${studio.url}/documents/${documentId}`);
    await page.locator('.answer > p:not(.plain-text)').first().selectText(); // not before it is drawn as it should look
    await page.keyboard.press('Control+Shift+M');
    await page.keyboard.type('查一下');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await comments()).map(({ quote, text: remark }) => [quote, remark]))
      .toEqual([['夜里的灯一直亮着。', '查一下']]);
    await expect.poll(() => marked()).toEqual(['夜里的灯一直亮着']);

    // what is written elsewhere moves the words, and the mark with them
    const moved = `新的开头。\n\n${text.replace('有人来还书', '来的人不多')}`;
    const version = { id: uuidV7(), baseId: section.version?.id ?? null, source: 'user', text: moved } as const;
    await studio.client.call('addVersion', { params: { id: section.id }, body: version });
    await page.getByText('新的开头。').waitFor();
    await expect.poll(() => marked()).toEqual(['夜里的灯一直亮着']);
    await page.getByText('夜里的灯一直亮着。').click({ position: { x: 20, y: 12 } });
    await page.locator('.comment[data-current]').getByText('查一下').waitFor();
    expect(await page.getByRole('tab', { name: 'Comments' }).getAttribute('aria-selected')).toBe('true');
    await page.locator('.comment-quote').click();
    await expect.poll(() => marked('comment-here')).toEqual(['夜里的灯一直亮着']);

    // found from elsewhere, it opens where it stands
    await page.goto(studio.url);
    await page.locator('.home').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('一下');
    await page.getByRole('option', { name: /查一下/ }).click();
    await page.locator('.comment[data-current]').getByText('查一下').waitFor();
    await expect.poll(() => marked('comment-here')).toEqual(['夜里的灯一直亮着']);
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('comment');

    // far down in a text that is drawn piece by piece they are brought into the middle, too, and stay there
    const tale = Array.from({ length: 800 }, (_, at) => `第 ${at} 段，**从前**有座山，山里有座庙。`).join('\n\n');
    const far = {
      id: '0e000000-0000-7000-8000-000000000005',
      baseId: version.id,
      source: 'user',
      text: `${tale}\n\n${moved}\n\n${tale}`,
    } as const;
    await studio.client.call('addVersion', { params: { id: section.id }, body: far });
    await page.getByText('第 0 段').first().waitFor();
    await page.locator('.document-text').evaluate((pane) => pane.scrollTo({ top: 0 }));
    await page.locator('.comment-quote').click();
    await expect.poll(() => page.evaluate(wordsFromMiddle)).toBeLessThan(30);
    expect(await page.evaluate(wordsFromMiddle)).toBeLessThan(30);
    expect(visited.complaints).toEqual([]);
  });

  it('Y20 the panes are as wide as they were drawn, after a reload too and without a jump, and never at the cost of the text', async () => {
    const widths = () =>
      page.evaluate(() =>
        ['outline', 'text', 'aide'].map((pane) => document.querySelector(`.document-${pane}`)?.getBoundingClientRect().width ?? 0),
      );
    const line = page.getByRole('separator', { name: 'Width of the outline' });
    const box = await line.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 4, 400);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 64, 400, { steps: 4 });
    await page.mouse.up();
    await line.press('ArrowRight');
    await page.getByRole('separator', { name: 'Width of the aide' }).press('Home');
    const [outline, , aide] = await widths();
    expect([outline, aide]).toEqual([288 + 60 + 16, 240]);
    await page.addInitScript(() => {
      const moved: unknown[] = [];
      Object.assign(globalThis, { moved });
      const observer = new PerformanceObserver((list) => {
        for (const { sources = [] } of list.getEntries() as (PerformanceEntry & { sources?: { node?: Node }[] })[]) {
          const panes = sources.filter(({ node }) => node instanceof Element && node.matches('.document > *'));
          moved.push(...panes.map(({ node }) => (node as Element).className));
        }
      });
      observer.observe({ type: 'layout-shift', buffered: true });
    });
    await page.reload();
    await page.locator('.answer > p:not(.plain-text)').first().waitFor();
    expect(await widths()).toEqual([outline, 1440 - 364 - 240, aide]);
    expect(await page.evaluate(() => (globalThis as unknown as { moved: unknown[] }).moved)).toEqual([]);
    await page.setViewportSize({ width: 1200, height: 800 });
    expect((await widths())[1]).toBeGreaterThanOrEqual(600);
    expect(visited.complaints).toEqual([]);
  });

  it('W55 in focus mode the text stays where it is, whether the browser finds something behind an edge or the focus goes there', async () => {
    await page.mouse.move(600, 400); // away from the edges
    await page.keyboard.press('Control+Shift+F');
    await page.locator('.document[data-focus]').waitFor();
    const left = (selector: string) => page.locator(selector).evaluate((found) => Math.round(found.getBoundingClientRect().left));
    await expect.poll(() => left('.document-aide'), { timeout: 10_000 }).toBe(1200);
    await page.locator('.document-aide').evaluate((aide) => aide.scrollIntoView({ inline: 'end' }));
    expect(await left('.document-text')).toBe(0);
    await page.getByRole('tab', { name: 'Comments' }).focus();
    await expect.poll(() => left('.document-aide'), { timeout: 10_000 }).toBe(1200 - 312);
    expect(await left('.document-text')).toBe(0);
    expect(visited.complaints).toEqual([]);
  });
});

/** How far the words that were gone to are from the middle of the text pane once they are drawn and a while has passed, in pixels. */
async function wordsFromMiddle(): Promise<number> {
  for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
  const [words] = [...(CSS.highlights.get('comment-here') ?? [])] as unknown as Range[];
  const pane = document.querySelector('.document-text')?.getBoundingClientRect();
  if (!words || !pane || words.startContainer.parentElement?.closest('.plain-text') != null) return Number.POSITIVE_INFINITY;
  const { top, bottom } = words.getBoundingClientRect();
  return Math.abs((top + bottom) / 2 - (pane.top + pane.bottom) / 2);
}
