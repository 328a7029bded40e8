import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { MeasuredStudio } from './measured-studio.ts';
import { prose, sectionsOf } from './prose.ts';

/** How long after it was asked for a page can be used, in ms, once per round. */
export interface PageOpening {
  readonly home: number[];
  readonly conversation: number[];
  readonly document: number[];
  /** 100,000 字 in 100 sections: until its text can be read and scrolled. */
  readonly longDocument: number[];
  /** From the jump to its end until the words there are drawn. */
  readonly longDocumentEnd: number[];
}

interface OpenedPage {
  readonly path: string;
  /** What the writer goes on with. */
  readonly control: string;
  /** Words that must be there, too. */
  readonly words: string;
}

/** Each visit in a profile of its own, with nothing kept from an earlier one; the server runs and is warm, and so is the browser. */
export async function measurePageOpening(rounds: number): Promise<PageOpening> {
  await using studio = await MeasuredStudio.start({ writeTokensPerSecond: 5000, contextTokens: 100_000 });
  const short = await studio.addDocument('城市养蜂人', sectionsOf(8, 400));
  const long = await studio.addDocument('十万字', sectionsOf(100, 1000));
  const conversation = await askOften(studio, 20);
  const pages: Record<keyof Omit<PageOpening, 'longDocumentEnd'>, OpenedPage> = {
    home: { path: '/', control: '.topic', words: '.recent-row' },
    conversation: { path: `/c/${conversation}`, control: '.composer textarea', words: '.turn:last-of-type .answer :is(p, h3)' },
    document: { path: `/documents/${short.id}`, control: '.outline-row-main', words: '.text-section .answer p' },
    longDocument: {
      path: `/documents/${long.id}`,
      control: '.text-section:nth-of-type(100)',
      words: '.text-section .answer p:not(.plain-text)',
    },
  };
  const times: PageOpening = { home: [], conversation: [], document: [], longDocument: [], longDocumentEnd: [] };
  const browser = await launchBrowser();
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, opened] of Object.entries(pages) as [keyof typeof pages, OpenedPage][]) {
        const { context, page } = await studio.newProfile(browser);
        times[name].push(await openedAfterMs(page, studio.url, opened));
        if (name === 'longDocument') times.longDocumentEnd.push(await endShownAfterMs(page));
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return times;
}

async function askOften(studio: MeasuredStudio, questions: number): Promise<string> {
  const id = await studio.addConversation();
  let last: string | null = null;
  for (let index = 0; index < questions; index += 1) last = await studio.ask(id, `第 ${index + 1} 问：${prose(30, index)}`, last);
  return id;
}

/** From the start of the navigation until control and words are there and the page answers. */
async function openedAfterMs(page: Page, url: string, { path, control, words }: OpenedPage): Promise<number> {
  await page.addInitScript(
    ([first, second]) => {
      const look = () => {
        const isThere = [first, second].every((selector) => document.querySelector(selector ?? '')?.checkVisibility() === true);
        if (!isThere) return void requestAnimationFrame(look);
        // after the frame that shows it, when the page is free for what the writer does
        requestAnimationFrame(() => setTimeout(() => performance.mark('opened')));
      };
      look();
    },
    [control, words],
  );
  await page.goto(url + path);
  await page.waitForFunction(() => performance.getEntriesByName('opened').length > 0);
  return page.evaluate(() => performance.getEntriesByName('opened')[0]?.startTime ?? Number.NaN);
}

async function endShownAfterMs(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const scroller = document.querySelector('.document-text');
    if (!scroller || scroller.scrollHeight < 20 * scroller.clientHeight) throw new Error('The long document cannot be scrolled.');
    const startedMs = performance.now();
    scroller.scrollTop = scroller.scrollHeight;
    const isDrawn = () => document.querySelector('.text-section:last-of-type .answer p:not(.plain-text)') !== null;
    while (!isDrawn()) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - startedMs;
  });
}
