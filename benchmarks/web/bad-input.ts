import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Id } from '@maobi/contract';
import type { Page } from 'playwright-core';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
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
  ['brief, reader: 5 MB pasted', (given) => pasteRefused(given, '/documents', '.brief-field input[name=reader]', texts.hugeText)],
  ['brief, what must be in it: 5 MB pasted', (given) => pasteRefused(given, '/documents', '.mustInclude textarea', texts.hugeText)],
  ['palette: 5 MB pasted', (given) => refusedInDocument(given, '.palette-field', (page) => page.keyboard.press('Control+K'))],
  ['find box: 5 MB pasted', (given) => refusedInDocument(given, '.find-row .field', (page) => page.keyboard.press('Control+F'))],
  ['title: 5 MB pasted', (given) => refusedInDocument(given, '.heading-field', (page) => page.click('h1 .heading-words'))],
  ['comment: 5 MB pasted', (given) => refusedInDocument(given, '.comment-field textarea', commentOnWords)],
  ['source of a section: 5 MB pasted', (given) => refusedInDocument(given, '.section-editor textarea', editSource)],
  ['source of a section: 99,800 characters pasted', pastedIntoSource],
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
  ['batch: 500 rows of 7 columns pasted', (given) => pastedIntoBatch(given, texts.largeCells)],
  ['batch: 500 rows of 5 MB pasted', (given) => pastedIntoBatch(given, texts.hugeCells)],
  ['batch: 70,000 lines of 5 MB pasted', (given) => pastedIntoBatch(given, texts.hugeText, { isToldOf: '.toast' })],
  ['batch cell: one line of 5 MB pasted', (given) => refusedByCell(given, texts.hugeLine)],
  ['batch cell that is open: 5 MB pasted', (given) => refusedByCell(given, texts.hugeText, { isOpen: true })],
  ['batch: 500 rows filled down', filledDown],
  ['batch: 500 rows sorted', sorted],
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
  await forgetTasks(page);
}

async function forgetTasks(page: Page): Promise<void> {
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
  await forgetTasks(page);
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

/** The page must say why, and leave the field as it was. A field that the words about it take the focus from may be gone. */
async function refusedInDocument({ studio, page }: Given, field: string, begin: (page: Page) => Promise<unknown>): Promise<string | null> {
  const document = await studio.addDocument('试', [{ heading: '一', text: '第一句。' }]);
  await open(page, `${studio.url}/documents/${document.id}`, '.text-section .answer p:not(.plain-text)');
  await begin(page);
  await page.waitForSelector(field);
  await page.waitForTimeout(settleMs);
  const before = await page.inputValue(field);
  await paste(page, field, texts.hugeText);
  await page.waitForTimeout(settleMs);
  const isTold = await page.locator('.long-text-dialog, .toast').first().isVisible();
  const value = (await page.isVisible(field)) ? await page.inputValue(field) : before;
  return isTold && value === before ? null : `${value.length} characters stand there, ${isTold ? 'told' : 'without a word'}`;
}

async function commentOnWords(page: Page): Promise<void> {
  await page.locator('.text-section .answer p').first().selectText();
  await page.keyboard.press('Control+Shift+M');
}

async function editSource(page: Page): Promise<void> {
  await page.click('.text-section .answer p');
  await page.click('.section-editor-bar .btn.plain');
  await page.evaluate(() => localStorage.removeItem('maobi.edit-source'));
}

async function pastedIntoSource({ studio, page }: Given): Promise<string | null> {
  const document = await studio.addDocument('试', [{ heading: '一', text: '第一句。' }]);
  await open(page, `${studio.url}/documents/${document.id}`, '.text-section .answer p:not(.plain-text)');
  await editSource(page);
  await page.waitForSelector('.section-editor textarea');
  await page.keyboard.press('Control+A');
  await page.waitForTimeout(settleMs);
  await paste(page, '.section-editor textarea', texts.longestSource);
  await page.waitForTimeout(settleMs);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.section-editor', { state: 'detached' });
  const { sections } = await studio.client.call('getDocument', { params: { id: document.id } });
  return difference(texts.longestSource.trim(), (sections[0]?.version?.text ?? '').trim());
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

type Rows = readonly (readonly string[])[];

async function openBatch({ studio, page }: Given, rows: Rows): Promise<Id> {
  const id = uuidV7();
  const cells = rows.map((row) => ({ id: uuidV7(), cells: cellsOf(row) }));
  await studio.client.call('createBatch', { body: { id, title: '试', template: 'free-writing', rows: cells } });
  await open(page, `${studio.url}/batches/${id}`, '.cell-editor');
  return id;
}

const cellsOf = (row: readonly string[]) =>
  Object.fromEntries(texts.cellColumns.flatMap((name, index) => (row[index] ? [[name, row[index]]] : [])));

async function rowsOf({ studio: { client } }: Given, id: Id): Promise<string[][]> {
  const { rows } = await client.call('getBatch', { params: { id } });
  return rows.map(({ cells }) => texts.cellColumns.map((name) => cells[name] ?? ''));
}

/** All of it is kept, unless the page says what is not. */
async function pastedIntoBatch(given: Given, block: string, { isToldOf = '' } = {}): Promise<string | null> {
  const { page } = given;
  const id = await openBatch(given, [[]]);
  await paste(page, '.cell-editor', block);
  await page.waitForTimeout(3 * settleMs);
  if (isToldOf !== '') return (await page.isVisible(isToldOf)) ? null : 'nothing was said';
  const kept = [texts.cellColumns, ...(await rowsOf(given, id))].map((row) => row.join('\t')).join('\n');
  return difference(block, kept);
}

async function refusedByCell(given: Given, text: string, { isOpen = false } = {}): Promise<string | null> {
  const { page } = given;
  const id = await openBatch(given, [['题目']]);
  await page.focus('.cell-editor');
  if (isOpen) await page.keyboard.press('F2');
  await paste(page, '.cell-editor', text);
  await page.waitForTimeout(settleMs);
  const isTold = await page.locator('.long-text-dialog, .toast').first().isVisible();
  if (!isTold) return 'nothing was said';
  return difference('题目', (await rowsOf(given, id)).flat().join(''));
}

/** Does something to all rows of a full table, once what it begins with is there. */
async function changedRows(given: Given, wanted: Rows, prepare: (page: Page) => Promise<void>, change: (page: Page) => Promise<void>) {
  const { page } = given;
  const id = await openBatch(given, texts.largeRows);
  await prepare(page);
  await page.waitForTimeout(settleMs);
  await forgetTasks(page);
  await change(page);
  await page.waitForTimeout(3 * settleMs);
  return difference(JSON.stringify(wanted), JSON.stringify(await rowsOf(given, id)));
}

function filledDown(given: Given): Promise<string | null> {
  const wanted = texts.largeRows.map(() => texts.largeRows[0] ?? []);
  const selectAll = async (page: Page) => {
    await page.click('.batch-rows .batch-row [aria-selected]');
    await page.waitForSelector('.cell-editor:focus');
    await page.keyboard.press('Control+A');
  };
  return changedRows(given, wanted, selectAll, (page) => page.keyboard.press('Control+D'));
}

function sorted(given: Given): Promise<string | null> {
  const openMenu = async (page: Page) => {
    await page.click('.column-name');
    await page.waitForSelector('[role=menuitem]');
  };
  return changedRows(given, texts.largeRows.toReversed(), openMenu, (page) => page.click('[role=menuitem] >> nth=1'));
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
