import type { Page } from 'playwright-core';
import { launchBrowser } from '../../web/measured-studio.ts';
import type { Work } from './work.ts';

const promptTokens = 20;
const writtenTokens = 160;
const leastTokens = 16;
/** A page that opens takes the processor itself; a reader sees it open before they ask. */
const settlesMs = 4_000;
const rate = { what: 'writing an answer', unit: 'tokens/s', better: 'more' } as const;
const without = 'Maobi, no page open';
const emptyPage = 'Maobi, an empty page whose only paragraph grows';
/** As often as the page paints at most where a painting is dear. */
const growsEveryMs = 500;

/** What drawing each word as it is written takes from the writing: browser and engine share the processors. */
export const page: Work = {
  name: 'page',
  about: 'what the page takes that shows an answer while it is written, in Chromium',
  measure: async (arena, findings) => {
    const maobi = await arena.enter(arena.maobi);
    const task = () => ({
      messages: [{ role: 'user', content: arena.freshProse(promptTokens) }] as const,
      maxTokens: arena.scaled(writtenTokens, leastTokens),
    });
    const unwatched = () => maobi.writingRate(task(), () => Promise.resolve());
    const besidePage = async (open: (tab: Page, conversation: Addresses) => Promise<void>, shown: string) => {
      await using browser = await launchBrowser();
      const tab = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
      const figure = await maobi.writingRate(task(), (conversation) => open(tab, conversation));
      await tab.locator(shown).first().waitFor(); // a page that showed nothing would have taken nothing
      return figure;
    };
    const sides = [
      { name: without, measure: unwatched },
      { name: emptyPage, measure: () => besidePage(growParagraph, 'p:not(:empty)') },
      { name: maobi.name, measure: () => besidePage(openPage, '.answer') },
    ];
    for (let round = 0; round < arena.options.rounds; round += 1) {
      for (const { name, measure } of round % 2 === 0 ? sides : sides.toReversed()) findings.add(rate, name, await measure());
    }
    const shareOf = (name: string) => (findings.median(rate.what, without) / findings.median(rate.what, name) - 1) * 100;
    const name = 'page that shows an answer, share of the time of writing';
    return {
      goals: [{ name, measured: shareOf(maobi.name), bound: 3, kind: 'at most', unit: '%', possible: shareOf(emptyPage) }],
      notes: ['The browser draws in software, on the processors that the engine computes with: an empty page shows the least that takes.'],
    };
  },
};

interface Addresses {
  readonly url: string;
  readonly entryUrl: string;
}

async function openPage(tab: Page, { url, entryUrl }: Addresses): Promise<void> {
  await tab.goto(entryUrl);
  await tab.evaluate(() => localStorage.setItem('maobi.first-run-done', 'yes'));
  await tab.goto(url);
  await tab.locator('.composer').waitFor();
  await tab.waitForTimeout(settlesMs);
}

/** No studio, no script but this: what a browser takes that shows a growing text at all. */
async function growParagraph(tab: Page): Promise<void> {
  await tab.setContent('<p style="width: 640px; margin: auto; line-height: 1.8"></p>');
  await tab.evaluate((everyMs) => {
    const paragraph = document.querySelector('p');
    setInterval(() => requestAnimationFrame(() => paragraph?.append('水滴石穿的')), everyMs);
  }, growsEveryMs);
  await tab.waitForTimeout(settlesMs);
}
