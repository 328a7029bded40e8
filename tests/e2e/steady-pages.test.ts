import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { ask, askAndHold, ended } from './conversation-driver.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import { slowDown } from './slow-engine.ts';

/** A slow machine takes its time for a whole document. */
const patienceMs = 240_000;

/** Where things stood in one frame, in px. */
interface Frame {
  /** The section into which a run writes, or for which it reads or waits; -1: none, for the moment. */
  readonly live: number;
  readonly sections: readonly number[];
  readonly besides: Readonly<Record<string, readonly number[]>>;
}

/** Notes from now on where things stand whenever that is another place than in the frame before. As text: what is handed over as a function would bring words of its transpiler. */
const watching = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
  const tops = (selector) => all(selector).map(({ top }) => Math.round(top));
  window.steadyFrames = [];
  let last = '';
  const look = () => {
    const sections = [...document.querySelectorAll('.text-section')];
    const frame = {
      live: sections.findIndex((section) => section.querySelector('.manuscript-room > :not(.cells)')),
      sections: tops('.text-section'),
      besides: {
        'a row of the outline': [...new Set(all('.outline-row:is([data-state="waiting"], [data-state="reading"], [data-state="writing"])').map(({ height }) => height))],
        'what begins and stops it': tops('.job-controls'),
        'the strip of the engine': all('.engine-strip').map(({ width }) => width),
        'what is below that strip': tops('.aide-tabs'),
        'the strip in the bar': all('.strip:is([data-phase="reading"], [data-phase="writing"])').map(({ left }) => Math.round(left)),
      },
    };
    const words = JSON.stringify(frame);
    if (words !== last) window.steadyFrames.push(frame);
    last = words;
    requestAnimationFrame(look);
  };
  look();
})()`;

/** Of the first element of each: its left, top and right, in px. */
function placesOf(page: Page, selectors: readonly string[]): Promise<unknown> {
  return page.evaluate(
    (all) =>
      all.map((selector) => {
        const { left, top, right } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
        return [selector, Math.round(left), Math.round(top), Math.round(right)];
      }),
    selectors,
  );
}

/** Notes from the first paint on what moves without the person having done anything. As text: see `watching`. */
const notingShifts = `(() => {
  window.shifts = [];
  const placed = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  const told = ({ node, previousRect, currentRect }) => (node?.className ?? 'something gone') + ': ' + placed(previousRect) + ' -> ' + placed(currentRect);
  const note = ({ sources, hadRecentInput }) => hadRecentInput || window.shifts.push(...sources.map(told));
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'layout-shift', buffered: true });
})()`;

/** Of this moment on all that was begun before is painted, and told. */
const isPainted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))';

/** Opens a page, one of whose answers comes when all that can be drawn without it is; what moved since. */
async function shiftsOf(page: Page, { address, late, early, drawn }: OpenedPage): Promise<unknown> {
  const held: Route[] = [];
  await page.route(late, (route) => void held.push(route));
  await page.goto(address);
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.locator(early).first().waitFor();
  await page.evaluate(isPainted);
  const come = page.waitForResponse(late);
  for (const route of held) await route.continue();
  await page.unroute(late);
  await come;
  await page.locator(drawn).first().waitFor();
  await page.evaluate(isPainted);
  return page.evaluate('window.shifts');
}

interface OpenedPage {
  readonly address: string;
  /** What is answered last. */
  readonly late: RegExp;
  /** Is there before that. */
  readonly early: string;
  /** Is there once that has come. */
  readonly drawn: string;
}

const framesOf = (page: Page) => page.evaluate('window.steadyFrames') as Promise<Frame[]>;

/** Where a section stood higher than in the frame before while one was written. */
function movedBack(frames: readonly Frame[]): { readonly before: Frame; readonly frame: Frame }[] {
  return frames.flatMap((frame, index) => {
    const before = frames[index - 1];
    // with its end goes what a text has left over of its room, and what was written beyond the length asked for
    if (!before || before.live !== frame.live || frame.live === -1) return [];
    return frame.sections.some((top, place) => top < (before.sections[place] ?? top)) ? [{ before, frame }] : [];
  });
}

/** The names of the buttons whose own words reach over an edge of theirs. */
function cutIn(buttons: readonly Element[]): string[] {
  return buttons.flatMap((button) => {
    const box = button.getBoundingClientRect();
    return [...button.childNodes].flatMap((node) => {
      if (node.nodeType !== Node.TEXT_NODE) return [];
      const words = document.createRange();
      words.selectNode(node);
      const { left, right, top, bottom } = words.getBoundingClientRect();
      return left < box.left || right > box.right || top < box.top || bottom > box.bottom ? [node.textContent ?? ''] : [];
    });
  });
}

describe('pages on which something is at work', () => {
  let opened: OpenStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  it(
    'W72 W73 W74 Y37 a document is written without anything around the words moving to and fro',
    async () => {
      const { studio } = opened;
      const { id } = await makeDocument(studio, '清晨的码头', [{ heading: '潮水' }, { heading: '船' }, { heading: '灯' }]);
      await page.goto(`${studio.url}/documents/${id}`);
      await page.locator('.text-section').nth(2).waitFor();
      await page.locator('.talk-composer').waitFor();
      await page.evaluate(watching);
      {
        using _slowness = slowDown(studio);
        await page.keyboard.press('Control+Enter');
        const isDone = async () => (await studio.client.call('getDocument', { params: { id } })).job?.state === 'done';
        await expect.poll(isDone, { timeout: patienceMs }).toBe(true);
      }
      await page.locator('.strip[data-phase="idle"]').waitFor();
      const frames = await framesOf(page);
      expect(new Set(frames.map(({ live }) => live)).size).toBe(4);
      expect(movedBack(frames)).toEqual([]);
      for (const name of Object.keys(frames[0]?.besides ?? {})) {
        const places = frames.flatMap(({ besides }) => besides[name] ?? []);
        expect({ [name]: [...new Set(places)] }).toEqual({ [name]: [places[0]] });
      }
    },
    patienceMs,
  );

  it('W74 the sides of the aide stand where they stand, whichever is chosen', async () => {
    const { id } = await makeDocument(opened.studio, '灯塔', [{ heading: '灯', text: '灯亮着。' }]);
    await page.goto(`${opened.studio.url}/documents/${id}`);
    const tabs = ['talk', 'prompt', 'checks', 'comments', 'versions'].map((name) => `[data-tab="${name}"]`);
    await page.locator(tabs[0] ?? '').waitFor();
    const places = await placesOf(page, tabs);
    for (const tab of tabs) {
      await page.locator(tab).click();
      expect(await placesOf(page, tabs)).toEqual(places);
    }
  });

  it('Y38 an answer that begins moves nothing of the field of the next question, on a phone as little', async () => {
    const { studio } = opened;
    await page.goto(`${studio.url}/conversations`);
    await ended(studio, await ask(page, '你好'));
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      const parts = ['.composer', '.composer textarea', '.composer .send', '.context-track'];
      await page.locator('.context-track').waitFor();
      const places = await placesOf(page, parts);
      const held = await askAndHold(studio, page);
      const stop = page.getByRole('button', { name: 'Stop and keep' });
      await stop.waitFor();
      expect([width, await placesOf(page, parts)]).toEqual([width, places]);
      held.goOn();
      await ended(studio, held.started);
      await stop.waitFor({ state: 'detached' });
    }
  });

  it.each([1440, 390])('Y38 a job that begins and ends moves nothing of the pages that tell of it, %i px wide', async (width) => {
    const { studio } = opened;
    await page.setViewportSize({ width, height: 900 });
    const told = [
      { path: '/queue', parts: ['.jobs-panel.night', '.notice-choice'], atWork: '.job-row .ink-line' },
      { path: '/', parts: ['.home-aside > :nth-child(2)', '.home-rest > :first-child'], atWork: '.running-first' },
    ];
    for (const { path, parts, atWork } of told) {
      const { id } = await makeDocument(studio, '渡口', [{ heading: '船' }, { heading: '水' }]);
      await page.goto(studio.url + path);
      await page.locator(parts[0] ?? '').waitFor();
      const places = await placesOf(page, parts);
      {
        using _slowness = slowDown(studio);
        await studio.client.call('startJob', { params: { id }, body: { id: uuidV7() } });
        await page.locator(atWork).waitFor();
        expect([path, await placesOf(page, parts)]).toEqual([path, places]);
      }
      await page.locator(atWork).waitFor({ state: 'detached', timeout: 60_000 });
      expect([path, await placesOf(page, parts)]).toEqual([path, places]);
    }
  });

  it.each([1440, 390])('Y42 nothing on a page moves when the rest of it comes, %i px wide', async (width) => {
    const { studio } = opened;
    const text = '潮水来了，又去了。\n\n'.repeat(6);
    const document = await makeDocument(studio, '清晨的码头', [{ heading: '潮水', text }, { heading: '船' }]);
    const batch = { id: uuidV7(), title: '短文', template: 'free-writing', rows: [{ id: uuidV7(), cells: { topic: '木凳' } }] };
    await studio.client.call('createBatch', { body: batch });
    const opening: Record<string, Omit<OpenedPage, 'address'>> = {
      '/': { late: /\/api\/batches/u, early: 'button.strip', drawn: '.recent-row' },
      '/models': { late: /\/api\/comparison/u, early: 'button.strip', drawn: '.comparison' },
      [`/batches/${batch.id}`]: { late: /\/cost$/u, early: 'button.strip', drawn: '.batch-remarks p' },
      [`/documents/${document.id}`]: { late: /\/api\/models/u, early: '.text-section', drawn: '.text-section' },
    };
    const tab = await opened.visited.newTab();
    await tab.setViewportSize({ width, height: 900 });
    await tab.addInitScript(notingShifts);
    const moved: Record<string, unknown> = {};
    for (const [path, page] of Object.entries(opening)) moved[path] = await shiftsOf(tab, { ...page, address: studio.url + path });
    await tab.close();
    expect(moved).toEqual(Object.fromEntries(Object.keys(opening).map((path) => [path, []])));
  });

  it('Y41 the buttons that pause, go on and stop have all their words in one row on a tablet', async () => {
    const { studio } = opened;
    await page.setViewportSize({ width: 820, height: 1180 });
    const { id } = await makeDocument(studio, '渡口', [{ heading: '船' }, { heading: '水' }]);
    using _slowness = slowDown(studio);
    const jobId = uuidV7();
    await studio.client.call('startJob', { params: { id }, body: { id: jobId } });
    await page.goto(`${studio.url}/documents/${id}`);
    const buttons = page.locator('.document-outline .job-controls[data-active] .btn');
    await buttons.filter({ hasText: 'Pause' }).waitFor();
    expect(await buttons.evaluateAll(cutIn)).toEqual([]);
    await studio.client.call('pauseJob', { params: { id: jobId }, body: {} });
    await buttons.filter({ hasText: 'Go on' }).waitFor();
    expect(await buttons.evaluateAll(cutIn)).toEqual([]);
    expect(new Set(await buttons.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))).size).toBe(1);
    await studio.client.call('stopJob', { params: { id: jobId }, body: {} });
  });
});
