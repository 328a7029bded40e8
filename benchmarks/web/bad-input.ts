import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { MeasuredStudio } from './measured-studio.ts';
import * as texts from './bad-texts.ts';

/** What one bad input did to the page it was put into. */
export interface BadInputCase {
  readonly name: string;
  /** The longest time in which the page did nothing else; 0: under 50 ms. */
  readonly longestTaskMs: number;
  /** What is not as it was put in, neither in the studio nor, where it was refused with a reason, in the clipboard; `null`: nothing. */
  readonly lost: string | null;
}

export interface BadInput {
  readonly cases: readonly BadInputCase[];
  /** Scripts of the texts that ran, and requests that left for somewhere else. */
  readonly executed: number;
}

interface Given {
  readonly studio: MeasuredStudio;
  readonly page: Page;
}
type Trial = (given: Given) => Promise<string | null>;

const quickTokensPerSecond = 3000;
const settleMs = 700;

const trials: readonly (readonly [string, Trial])[] = [
  ['composer: 5 MB pasted', (given) => pasteRefused(given, '/conversations', '.composer textarea', texts.hugeText)],
  ['brief, topic: 5 MB pasted', (given) => pasteRefused(given, '/documents', '.topic', texts.hugeText)],
  ['brief, notes: 5 MB pasted', (given) => pasteRefused(given, '/documents', '.brief-field.notes textarea', texts.hugeText)],
  ['section editor: 5 MB pasted', (given) => pastedIntoSection(given, texts.hugeText, { isRefused: true })],
  ['file of 5 MB opened', (given) => openedFile(given, texts.hugeText, { isRefused: true })],
  ['file of 1.9 MB opened', (given) => openedFile(given, texts.hugeFile)],
  ['file of 1.9 MB with 100 headings opened', (given) => openedFile(given, texts.hugeFileWithHeadings)],
  ['composer: 47,000 characters sent', (given) => asked(given, texts.longQuestion)],
  ['section editor: 29,900 characters pasted', (given) => pastedIntoSection(given, texts.longSection)],
  ['section editor: hostile HTML pasted', (given) => pastedIntoSection(given, texts.hostileText)],
  ['section editor: right-to-left text pasted', (given) => pastedIntoSection(given, texts.rightToLeftText)],
  ['section editor: emoji sequences pasted', (given) => pastedIntoSection(given, texts.emojiText)],
  ['section editor: a table of 500 rows pasted', (given) => pastedIntoSection(given, texts.largeTable)],
  ['answer: hostile HTML streamed', (given) => answered(given, texts.hostileText)],
  ['answer: right-to-left text streamed', (given) => answered(given, texts.rightToLeftText)],
  ['answer: emoji sequences streamed', (given) => answered(given, texts.emojiText)],
  ['answer: a table of 500 rows streamed', (given) => answered(given, texts.largeTable)],
  ['answer: an unclosed code fence of 500 lines streamed', (given) => answered(given, texts.openFence)],
  ['answer: an unclosed formula of 400 lines streamed', (given) => answered(given, texts.openFormula)],
  ['answer: 3,500 beginnings of formulas and 1,000 of lists streamed', (given) => answered(given, texts.openBeginnings)],
];

/** @param wanted part of the names of the cases; default: all */
export async function measureBadInput(wanted = ''): Promise<BadInput> {
  await using studio = await MeasuredStudio.start({ writeTokensPerSecond: quickTokensPerSecond, contextTokens: 1_000_000 });
  const browser = await launchBrowser();
  const { context, page } = await studio.newProfile(browser);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: studio.url });
  let foreign = 0;
  context.on('request', (request) => void (foreign += /^https?:/u.test(request.url()) && !request.url().startsWith(studio.url) ? 1 : 0));
  await page.addInitScript(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
  });
  const cases: BadInputCase[] = [];
  let executed = 0;
  try {
    for (const [name, trial] of trials) {
      if (!name.includes(wanted)) continue;
      const lost = await trial({ studio, page }).catch((error: unknown) => String(error).split('\n', 2).join(' '));
      await page.waitForTimeout(settleMs);
      cases.push({ name, longestTaskMs: await longestTaskMs(page), lost });
      executed += await page.evaluate(() => ('executed' in window ? 1 : 0));
    }
  } finally {
    await browser.close();
  }
  return { cases, executed: executed + foreign };
}

/** Goes to a page, and lets it come to rest before anything is measured. */
async function open(page: Page, address: string, field: string): Promise<void> {
  await page.goto(address);
  await page.waitForSelector(field);
  await page.waitForTimeout(settleMs);
  await page.evaluate(() => Object.assign((window as unknown as { longest: object }).longest, { ms: 0 }));
}

async function longestTaskMs(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
}

async function paste(page: Page, field: string, text: string): Promise<void> {
  await page.focus(field);
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  // what it took to copy is told a moment later
  await page.waitForTimeout(settleMs);
  await page.evaluate(() => Object.assign((window as unknown as { longest: object }).longest, { ms: 0 }));
  await page.keyboard.press('Control+V');
}

/** The page must say why, and leave the field as it was. */
async function pasteRefused({ studio, page }: Given, path: string, field: string, text: string): Promise<string | null> {
  await open(page, studio.url + path, '.topic, .composer textarea');
  if (!(await page.isVisible(field))) await page.click('summary');
  await paste(page, field, text);
  await page.waitForTimeout(settleMs);
  const isTold = await page.isVisible('.long-text-dialog');
  const value = await page.inputValue(field);
  if (value === text || (isTold && value === '')) return null;
  return `${text.length - value.length} of ${text.length} characters, ${isTold ? 'told' : 'without a word'}`;
}

async function pastedIntoSection({ studio, page }: Given, text: string, { isRefused = false } = {}): Promise<string | null> {
  const document = await studio.addDocument('试', [{ heading: '一', text: '第一句。' }]);
  await open(page, `${studio.url}/documents/${document.id}`, '.text-section .answer p');
  await page.click('.text-section .answer p');
  await page.waitForSelector('.words');
  await page.keyboard.press('Control+A');
  await page.waitForTimeout(settleMs);
  await paste(page, '.words', text);
  await page.waitForTimeout(settleMs);
  if (isRefused) return (await page.isVisible('.long-text-dialog')) ? null : 'nothing was said';
  await page.keyboard.press('Escape');
  await page.waitForSelector('.words', { state: 'detached' });
  const { sections } = await studio.client.call('getDocument', { params: { id: document.id } });
  // the editor writes what it has read, with the marks that it writes itself
  const bare = (words: string) =>
    words
      .replaceAll(/[\s\\|:-]/gu, '')
      .replaceAll(/&lt;|&#x3c;/gu, '<')
      .replaceAll(/&gt;|&#x3e;/gu, '>');
  return difference(bare(text), bare(sections[0]?.version?.text ?? ''));
}

async function openedFile({ studio, page }: Given, text: string, { isRefused = false } = {}): Promise<string | null> {
  await open(page, studio.url, '.topic');
  const path = join(tmpdir(), `maobi-bench-${process.pid}.md`);
  writeFileSync(path, text);
  await page.setInputFiles('input[type=file]', path);
  if (isRefused) return (await page.waitForSelector('.toast')) ? null : 'nothing was said';
  await page.waitForURL(/documents\/./u, { timeout: 120_000 });
  await page.waitForSelector('.text-section .answer p');
  await page.waitForTimeout(3 * settleMs);
  const { sections } = await studio.client.call('getDocument', { params: { id: page.url().split('/').at(-1) ?? '' } });
  const kept = sections.map(({ version }) => version?.text ?? '').join('');
  const bare = (words: string) => words.replaceAll(/^#.*$|\s/gmu, '');
  return difference(bare(text), bare(kept));
}

async function asked({ studio, page }: Given, text: string): Promise<string | null> {
  await open(page, `${studio.url}/conversations`, '.composer textarea');
  await paste(page, '.composer textarea', text);
  await page.waitForTimeout(settleMs);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/c\/./u);
  await page.waitForSelector('.answer :is(p, h3)');
  return difference(text.trim(), (await messagesOf(studio, page))[0] ?? '');
}

/** The text comes back as an answer of the model, streamed. */
async function answered({ studio, page }: Given, text: string): Promise<string | null> {
  await open(page, `${studio.url}/conversations`, '.composer textarea');
  await paste(page, '.composer textarea', `[[scenario:echo]]${text}`);
  await page.waitForTimeout(settleMs);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/c\/./u);
  await page.waitForSelector('.turn-actions', { timeout: 60_000 });
  await page.waitForSelector('.brush', { state: 'detached', timeout: 60_000 });
  const [question = '', answer = ''] = await messagesOf(studio, page);
  return difference(text.trimEnd(), answer) ?? difference(`[[scenario:echo]]${text}`.trim(), question);
}

async function messagesOf({ client }: MeasuredStudio, page: Page): Promise<string[]> {
  const id = page.url().split('/').at(-1) ?? '';
  for (;;) {
    const { messages } = await client.call('getConversation', { params: { id } });
    if (messages.every(({ run }) => run === null || run.endedAt !== null)) return messages.map(({ text }) => text);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function difference(wanted: string, kept: string): string | null {
  if (wanted === kept) return null;
  let at = 0;
  while (wanted[at] === kept[at]) at += 1;
  return `from character ${at} on: ${JSON.stringify(wanted.slice(at, at + 20))} became ${JSON.stringify(kept.slice(at, at + 20))}`;
}
