import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchPausableBrowser, type PausableBrowser } from '../../web/browser.ts';
import type { MaobiContestant } from '../contestants/maobi-contestant.ts';
import type { Arena } from '../arena.ts';
import type { Findings } from '../findings.ts';
import type { Work } from './work.ts';

const promptTokens = 20;
/** Of an answer; it is stopped when it has been measured. */
const mostTokens = 5_000;
const turnsOfAnAnswer = 12;
const windowMs = 3_000;
const shortestWindowMs = 1_000;
/** A page that opens, and one that catches up on what was written while it was stopped, takes the processor itself. */
const opensMs = 4_000;
const catchesUpMs = 1_000;
const rate = { what: 'writing an answer', unit: 'tokens/s', better: 'more' } as const;
const cost = { what: 'time of writing that it takes', unit: '%', better: 'less' } as const;
const without = 'Maobi, no browser';
const emptyPage = 'Maobi, an empty page whose only paragraph grows';
/** As often as the page paints at most where a painting is dear. */
const growsEveryMs = 500;

/** What drawing each word as it is written takes from the writing: browser and engine share the processors. */
export const page: Work = {
  name: 'page',
  about: 'what the page takes that shows an answer while it is written, in Chromium',
  measure: async (arena, findings) => {
    const maobi = await arena.enter(arena.maobi);
    for (let round = 0; round < arena.options.rounds; round += 1) await measureAnswer(arena, maobi, findings);
    const name = 'page that shows an answer, share of the time of writing';
    const [measured, possible] = [maobi.name, emptyPage].map((side) => findings.median(cost.what, side)) as [number, number];
    return {
      goals: [{ name, measured, bound: 3, kind: 'at most', unit: '%', possible }],
      notes: [
        'One answer after the other is written, and while it is, browsers are stopped and go on in turn (SIGSTOP, SIGCONT): what a page takes is compared within a quarter of a minute.',
        'The browser draws in software, on the processors that the engine computes with: an empty page shows the least that takes.',
      ],
    };
  },
};

async function measureAnswer(arena: Arena, maobi: MaobiContestant, findings: Findings): Promise<void> {
  await using shown = await launchPausableBrowser();
  await using empty = await launchPausableBrowser();
  const conversation = await maobi.newConversation();
  await openPage(shown.page, conversation);
  await growParagraph(empty.page);
  await pause(opensMs);
  const task = { messages: [{ role: 'user', content: arena.freshProse(promptTokens) }] as const, maxTokens: mostTokens };
  const answer = await maobi.beginAnswer(conversation.id, task);
  await answer.begun();
  const sides: readonly { name: string; browser: PausableBrowser | null }[] = [
    { name: without, browser: null },
    { name: emptyPage, browser: empty },
    { name: maobi.name, browser: shown },
  ];
  for (const { browser } of sides) browser?.pause();
  for (let turn = 0; turn < arena.scaled(turnsOfAnAnswer, 1); turn += 1) {
    const rates = new Map<string, number>();
    for (const { name, browser } of turn % 2 === 0 ? sides : sides.toReversed()) {
      browser?.resume();
      await pause(catchesUpMs);
      rates.set(name, await answer.rateOver(arena.scaled(windowMs, shortestWindowMs)));
      browser?.pause();
    }
    addTurn(findings, rates);
  }
  shown.resume();
  await answer.stop();
  await shown.page.locator('.answer').first().waitFor(); // a page that showed nothing would have taken nothing
}

/** What each side takes is compared with what was written without a browser in the same quarter of a minute. */
function addTurn(findings: Findings, rates: ReadonlyMap<string, number>): void {
  const undisturbed = rates.get(without) ?? Number.NaN;
  for (const [name, value] of rates) {
    findings.add(rate, name, value);
    if (name !== without) findings.add(cost, name, (undisturbed / value - 1) * 100);
  }
}

async function openPage(tab: Page, { url, entryUrl }: { readonly url: string; readonly entryUrl: string }): Promise<void> {
  await tab.goto(entryUrl);
  await tab.evaluate(() => localStorage.setItem('maobi.first-run-done', 'yes'));
  await tab.goto(url);
  await tab.locator('.composer').waitFor();
}

/** No studio, no script but this: what a browser takes that shows a growing text at all. */
async function growParagraph(tab: Page): Promise<void> {
  await tab.setContent('<p style="width: 640px; margin: auto; line-height: 1.8"></p>');
  await tab.evaluate((everyMs) => {
    const paragraph = document.querySelector('p');
    setInterval(() => requestAnimationFrame(() => paragraph?.append('水滴石穿的')), everyMs);
  }, growsEveryMs);
}
