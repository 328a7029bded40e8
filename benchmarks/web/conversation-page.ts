import type { ConversationDetail, Message } from '@maobi/contract';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { MeasuredStudio } from './measured-studio.ts';

/** What the conversation page costs in the browser. Script times are of one core; shares are of one core too. */
export interface ConversationPageCost {
  /** Until a conversation of 1,000 messages is shown and can be read. Budget: 300 ms. */
  readonly openThousandScriptMs: number;
  /** The same with every message drawn, in idle moments after that. */
  readonly openThousandAllScriptMs: number;
  readonly streaming: {
    readonly tokensPerSecond: number;
    /** Scripts alone. Budget: 5 %. */
    readonly scriptPercent: number;
    /** All work of the page's process: scripts, layout, painting in software. */
    readonly processPercent: number;
    /** Characters the studio holds that the page does not show. Budget: 0. */
    readonly droppedCharacters: number;
  };
}

const messageCount = 1000;
const streamSeconds = 40;
const settleMs = 3000;
/** Faster than Qwen3-4B writes on most computers without a graphics card. */
const quickTokensPerSecond = 10;
const paragraph =
  '清晨六点，城市还没有完全醒来。**真正稀缺的，**是停下来想一想的耐心；速度是 $v = \\frac{s}{t}$，见 `plan.md`。技术拉近了距离，却没有替任何人走完那段路。';
const answer = `## 小节\n\n${paragraph}\n\n- 一\n- 二\n\n${paragraph}\n\n| 项 | 值 |\n| --- | --- |\n| 甲 | 1 |\n`;

/** Measures on a studio of its own with the scripted engine, in the installed Chromium; the pages must have been built. */
export async function measureConversationPage(): Promise<ConversationPageCost> {
  await using studio = await MeasuredStudio.start({ writeTokensPerSecond: quickTokensPerSecond });
  const browser = await launchBrowser();
  try {
    const { page } = await studio.newProfile(browser);
    const opened = await openThousand(page, studio.url);
    return { ...opened, streaming: await stream(browser, page, studio.url) };
  } finally {
    await browser.close();
  }
}

async function openThousand(page: Page, url: string) {
  const conversation = longConversation();
  await page.route(`**/api/conversations/${conversation.id}`, (route) => route.fulfill({ json: conversation }));
  await page.goto(`${url}/conversations`);
  await page.waitForSelector('.composer textarea');
  await page.waitForTimeout(settleMs);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const beforeMs = await scriptMs(session);
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/c/${conversation.id}`);
  await page.waitForSelector('.turn .answer :is(p, h3)');
  const shownMs = await scriptMs(session);
  await page.waitForFunction((turns) => document.querySelectorAll('.turn').length === turns, messageCount / 2);
  return { openThousandScriptMs: shownMs - beforeMs, openThousandAllScriptMs: (await scriptMs(session)) - beforeMs };
}

async function stream(browser: Browser, page: Page, url: string) {
  await page.goto(`${url}/conversations`);
  await page.fill('.composer textarea', '[[scenario:endless]] 请写一篇长文');
  await page.click('.btn.send');
  await page.waitForSelector('.brush');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const root = await browser.newBrowserCDPSession();
  const start = { ms: performance.now(), script: await scriptMs(session), process: await processMs(root) };
  await page.waitForTimeout(streamSeconds * 1000);
  const spentMs = performance.now() - start.ms;
  const scriptPercent = (((await scriptMs(session)) - start.script) / spentMs) * 100;
  const processPercent = (((await processMs(root)) - start.process) / spentMs) * 100;
  await page.keyboard.press('Escape');
  await page.waitForSelector('.outcome');
  const shown = await page.evaluate(() => document.querySelector('.turn:last-of-type .answer')?.textContent ?? '');
  const kept = await page.evaluate(
    async (path) => {
      const detail = (await (await fetch(path)).json()) as ConversationDetail;
      return detail.messages.at(-1);
    },
    `/api/conversations/${new URL(page.url()).pathname.slice(3)}`,
  );
  const tokensPerSecond = ((kept?.run?.usage?.writtenTokens ?? 0) / (kept?.run?.timings?.writingMs ?? 1)) * 1000;
  return { tokensPerSecond, scriptPercent, processPercent, droppedCharacters: Math.max(0, letters(kept?.text) - letters(shown)) };
}

/** Characters that are words in any case: marks of Markdown are not shown as such. */
function letters(text = ''): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

async function scriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
}

/** Processor time of the busiest page process so far. */
async function processMs(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ cpuTime }) => cpuTime * 1000));
}

function longConversation(): ConversationDetail {
  const createdAt = new Date().toISOString();
  const idOf = (index: number) => `01900000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
  const conversationId = idOf(0);
  const messages = Array.from({ length: messageCount }, (_, index): Message => {
    const isAnswer = index % 2 === 1;
    return {
      id: idOf(index + 1),
      conversationId,
      parentId: index === 0 ? null : idOf(index),
      role: isAnswer ? 'assistant' : 'user',
      text: isAnswer ? answer : `第 ${index / 2 + 1} 问：请说明原因。`,
      createdAt,
      run: null,
      lastSeq: 0,
    };
  });
  const fields = {
    id: conversationId,
    title: '长',
    folderId: null,
    documentId: null,
    revision: 1,
    createdAt,
    updatedAt: createdAt,
    binnedAt: null,
  };
  return { ...fields, activeLeafId: idOf(messageCount), messages };
}
