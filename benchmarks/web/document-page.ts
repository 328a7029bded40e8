import type { DocumentDetail } from '@maobi/contract';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { MeasuredStudio } from './measured-studio.ts';
import { prose, sectionsOf } from './prose.ts';
import { processMs, threadMs } from './processor-time.ts';

/** What typing and streaming cost on the page of a document of 30,000 字. */
export interface DocumentPageCost {
  /** In a section of 1,300 字, while another one is written. From the key to the paint that shows its letter, per key. */
  readonly typingMs: number[];
  /** The same in a section of 5,000 字. */
  readonly typingLongMs: number[];
  /** The same keys in a page with nothing but a small text field: what the browser itself needs on this machine. */
  readonly typingBareMs: number[];
  readonly streaming: { readonly scriptPercent: number; readonly mainThreadPercent: number; readonly processPercent: number };
}

/** Faster than Qwen3-4B writes on most computers without a graphics card. */
const quickTokensPerSecond = 10;
const usualSections = 19;
const usualWords = 1300;
const longWords = 5000;
const keys = 150;
/** As fast as a good typist; no whole number of frames, so that keys fall anywhere between two paints. */
const keyEveryMs = 83;
const warmUpKeys = 10;

export async function measureDocumentPage(streamSeconds: number): Promise<DocumentPageCost> {
  await using studio = await MeasuredStudio.start({ writeTokensPerSecond: quickTokensPerSecond, contextTokens: 100_000 });
  const document = await studio.addDocument('城市养蜂人', [
    ...sectionsOf(usualSections, usualWords),
    { heading: '长的一节', text: prose(longWords, 77_000) },
    { heading: '正在写的一节', text: '', target: 5000 },
  ]);
  const browser = await launchBrowser();
  try {
    const bare = await browser.newPage();
    await bare.setContent('<textarea autofocus></textarea>');
    const typingBareMs = await typedMs(bare, 'textarea');
    await bare.close();
    const { page } = await studio.newProfile(browser);
    await page.goto(`${studio.url}/documents/${document.id}`);
    await page.waitForSelector('.text-section .answer p');
    const written = document.sections.at(-1)?.id ?? '';
    await studio.writeSection(document.id, written);
    await page.waitForSelector(`[data-section-id="${written}"] .brush`, { state: 'attached' });
    const streaming = await streamingCost(browser, page, { sectionId: written, seconds: streamSeconds });
    const typingMs = await typedInto(page, document, 9);
    const typingLongMs = await typedInto(page, document, usualSections);
    if ((await page.locator('.brush').count()) === 0) throw new Error('The section was written before the typing ended.');
    return { typingMs, typingLongMs, typingBareMs, streaming };
  } finally {
    await browser.close();
  }
}

async function streamingCost(browser: Browser, page: Page, { sectionId, seconds }: { sectionId: string; seconds: number }) {
  await page.evaluate((id) => document.querySelector(`[data-section-id="${id}"]`)?.scrollIntoView(), sectionId);
  await page.waitForTimeout(1000);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const root = await browser.newBrowserCDPSession();
  const read = async (): Promise<number[]> => [
    performance.now(),
    await threadMs(session, 'ScriptDuration'),
    await threadMs(session, 'TaskDuration'),
    await processMs(root),
  ];
  const before = await read();
  await page.waitForTimeout(seconds * 1000);
  const spent = (await read()).map((value, index) => value - (before[index] ?? 0));
  const [wallMs = 1, scriptMs = 0, mainMs = 0, allMs = 0] = spent;
  await session.detach();
  return { scriptPercent: (scriptMs / wallMs) * 100, mainThreadPercent: (mainMs / wallMs) * 100, processPercent: (allMs / wallMs) * 100 };
}

/** Opens the editor of a section as a writer does, and types in the middle of its text. */
async function typedInto(page: Page, { sections }: DocumentDetail, index: number): Promise<number[]> {
  const section = page.locator(`[data-section-id="${sections[index]?.id ?? ''}"]`);
  await section.scrollIntoViewIfNeeded();
  await section.evaluate((element) => element.scrollIntoView());
  await section.locator('.answer > p').nth(2).click();
  await section.locator('.words').waitFor();
  const times = await typedMs(page, `[data-section-id="${sections[index]?.id ?? ''}"] .words`);
  await page.keyboard.press('Escape');
  await section.locator('.words').waitFor({ state: 'detached' });
  return times;
}

/** From each key to the paint after it, as the browser tells them (Event Timing); those under 16 ms, which it keeps back, count as 16. */
async function typedMs(page: Page, field: string): Promise<number[]> {
  await page.focus(field);
  const letters = 'maobixiezuo';
  for (let index = 0; index < warmUpKeys; index += 1) await page.keyboard.press('a', { delay: 10 });
  await page.evaluate(() => {
    const found: number[] = [];
    Object.assign(window, { found });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') found.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  for (let index = 0; index < keys; index += 1) {
    const startedMs = performance.now();
    await page.keyboard.press(letters[index % letters.length] ?? 'a');
    await page.waitForTimeout(Math.max(0, keyEveryMs - (performance.now() - startedMs)));
  }
  await page.waitForTimeout(500);
  const slow = await page.evaluate(() => (window as unknown as { found: number[] }).found);
  return [...slow, ...Array.from({ length: Math.max(0, keys - slow.length) }, () => 16)];
}
