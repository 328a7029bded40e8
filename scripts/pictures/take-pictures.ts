import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { nameOf, viewportOf, type Look } from './looks.ts';
import type { PreparedStudio } from './prepared-studio.ts';
import type { Shot } from './shots.ts';

export interface Picture {
  readonly shot: Shot;
  readonly look: Look;
  /** In the folder of the pictures. */
  readonly file: string;
  /** What came in the way; the page is drawn as far as it got. */
  readonly problem: string | null;
}

interface Task {
  readonly browser: Browser;
  readonly studio: PreparedStudio;
  readonly shots: readonly Shot[];
  readonly looks: readonly Look[];
  readonly folder: string;
}

/** Draws every shot in every look; one state of the studio after the other, one window for each look, two at a time. */
export async function takePictures({ browser, studio, shots, looks, folder }: Task, tell: (picture: Picture) => void): Promise<Picture[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const windows: Window[] = [];
  for (const look of looks) windows.push(await openWindow(browser, studio, look)); // a dozen at once keep a small computer from answering
  const pictures: Picture[] = [];
  for (const shot of shots) {
    const path = typeof shot.path === 'string' ? shot.path : await shot.path(studio);
    const drawAll = async (waiting: readonly Window[]): Promise<void> => {
      for (const window of waiting) {
        const picture = await draw(window, studio.url + path, shot, folder);
        pictures.push(picture);
        tell(picture);
      }
    };
    const half = Math.ceil(windows.length / 2);
    await Promise.all([drawAll(windows.slice(0, half)), drawAll(windows.slice(half))]);
    await studio.rest();
  }
  await Promise.all(windows.map(({ context }) => context.close()));
  return pictures;
}

interface Window {
  readonly look: Look;
  readonly context: BrowserContext;
  readonly page: Page;
}

async function openWindow(browser: Browser, studio: PreparedStudio, look: Look): Promise<Window> {
  const isPhone = look.width < 600;
  const context = await browser.newContext({
    viewport: viewportOf(look),
    isMobile: isPhone,
    hasTouch: isPhone,
    locale: look.language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: look.theme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  // what was typed or drawn for one picture is not in the next; else every visit leads to the first page while there is no model but the demo
  await context.addInitScript(() => {
    localStorage.clear();
    localStorage.setItem('maobi.first-run-done', 'yes');
  });
  await context.route('**/api/conversations/*', async (route) => {
    const id = route.request().url().split('/').at(-1) ?? '';
    const text = studio.shownAnswers.get(id);
    if (text === undefined) return route.continue();
    const detail = await studio.client.call('getConversation', { params: { id } });
    const messages = detail.messages.map((message) => (message.role === 'assistant' ? { ...message, text } : message));
    return route.fulfill({ json: { ...detail, messages } });
  });
  const page = await context.newPage();
  await page.goto(await studio.launchUrl());
  return { look, context, page };
}

async function draw(window: Window, address: string, shot: Shot, folder: string): Promise<Picture> {
  await window.page.setViewportSize(viewportOf(window.look)); // for the picture before there may have been a keyboard
  const problem = await reach(window.page, address, shot);
  const file = `${shot.page}-${shot.state}-${nameOf(window.look)}.png`.replaceAll(/[ ,]+/gu, '-');
  await window.page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'initial' });
  return { shot, look: window.look, file, problem };
}

/** Brings a page into its state; says what came in the way. */
async function reach(page: Page, address: string, shot: Shot): Promise<string | null> {
  try {
    await page.unrouteAll();
    await page.goto(address);
    await page.locator(shot.drawn).first().waitFor();
    await untilSettled(page);
    if (!shot.act) return null;
    await shot.act(page);
    await untilSettled(page);
    return null;
  } catch (error) {
    return String(error).split('\n')[0] ?? 'failed';
  }
}

const stillForMs = 250;
const patienceMs = 4_000;

/**
 * Waits until nothing on the page has changed for a moment, no answer waits for the part that draws Markdown, and the aide for none of
 * its sides; not for ever, as a text that is being written never rests.
 */
async function untilSettled(page: Page): Promise<void> {
  await page.evaluate(settling); // as text: tsx would put its own words into a function
}

const settling = `new Promise((resolve) => {
  const end = () => document.fonts.ready.then(() => resolve());
  const settle = () => {
    if (document.querySelector('.answer > .plain-text, .aide-tab:empty')) timer = setTimeout(settle, ${stillForMs});
    else end();
  };
  let timer = setTimeout(settle, ${stillForMs});
  const observer = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(settle, ${stillForMs});
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  setTimeout(end, ${patienceMs});
})`;
