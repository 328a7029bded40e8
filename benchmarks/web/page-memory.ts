import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { MeasuredStudio } from './measured-studio.ts';

/** What a page that stays open holds on to, in bytes, after the garbage is collected. */
export interface PageMemory {
  /** Before the first message, after every hundred, and after the last. */
  readonly messages: readonly HeapUse[];
  /** The same for sections of a document, written one after the other. */
  readonly sections: readonly HeapUse[];
}

export interface HeapUse {
  /** Messages or sections so far. */
  readonly count: number;
  readonly bytes: number;
}

/** So fast that a thousand messages come within minutes; each is streamed all the same. */
const tokensPerSecond = 2000;
const question = '[[scenario:echo]]雨还在下，街灯一盏一盏亮起来，像是有人在远处**慢慢数数**。\n\n- 一盏\n- 两盏\n\n后来雨停了。';
const sectionWords = 60;

export async function measurePageMemory({ messages, sections }: { messages: number; sections: number }): Promise<PageMemory> {
  await using studio = await MeasuredStudio.start({ writeTokensPerSecond: tokensPerSecond, contextTokens: 1_000_000 });
  const browser = await launchBrowser(['--js-flags=--expose-gc']);
  try {
    const { context, page } = await studio.newProfile(browser);
    const inMessages = await streamMessages(studio, page, messages);
    await context.close();
    const other = await studio.newProfile(browser);
    return { messages: inMessages, sections: await streamSections(studio, other.page, sections) };
  } finally {
    await browser.close();
  }
}

async function streamMessages(studio: MeasuredStudio, page: Page, count: number): Promise<HeapUse[]> {
  const conversation = await studio.addConversation();
  // with what every conversation loads: its first answer stands there before anything is measured
  let last = await studio.ask(conversation, question, null);
  await page.goto(`${studio.url}/c/${conversation}`);
  await page.locator('.answer li').first().waitFor();
  const session = await page.context().newCDPSession(page);
  const uses = [{ count: 0, bytes: await heapBytes(session, page) }];
  for (let done = 2; done <= count; done += 2) {
    last = await studio.ask(conversation, question, last);
    // no handle of an element, which would hold on to a turn after the page has let it go
    await page.locator('[data-message]:last-of-type .answer li').first().waitFor();
    if (done % 100 === 0 || done === count) uses.push({ count: done, bytes: await heapBytes(session, page) });
  }
  await page.waitForFunction((turns) => document.querySelectorAll('.turn').length > turns, count / 2);
  return uses;
}

async function streamSections(studio: MeasuredStudio, page: Page, count: number): Promise<HeapUse[]> {
  const empty = Array.from({ length: count }, (_, index) => ({ heading: `第 ${index + 1} 节`, text: '', target: sectionWords }));
  const { id } = await studio.addDocument('一百节', empty);
  await page.goto(`${studio.url}/documents/${id}`);
  await page.locator('.text-section').first().waitFor();
  const session = await page.context().newCDPSession(page);
  const before = await heapBytes(session, page);
  await studio.writeAll(id);
  return [
    { count: 0, bytes: before },
    { count, bytes: await heapBytes(session, page) },
  ];
}

/** What is in use when nothing is left to collect, in the heap of scripts and in that of the page's elements. */
async function heapBytes(session: CDPSession, page: Page): Promise<number> {
  await page.waitForTimeout(1000);
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    embedderHeapUsedSize?: number;
  };
  return usedSize + embedderHeapUsedSize;
}
