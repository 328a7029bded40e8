import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning } from '../faults/studio-process.ts';
import { BuiltStudio } from './built-studio.ts';
import { answerOf, askAndHold, ended, lettersOf, shownLetters, stopIfWriting } from './conversation-driver.ts';
import { openBrowser, visit, type Visit } from './visit.ts';

describe('interrupted writing', () => {
  let studio: BuiltStudio;
  let browser: Browser;
  let current: Visit;
  let page: Page;

  beforeAll(async () => {
    [studio, browser] = await Promise.all([BuiltStudio.start(), openBrowser()]);
    current = await visit(browser, await studio.newLaunchUrl());
    page = current.page;
    await page.getByRole('button', { name: 'Try the demo model' }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await studio?.[Symbol.asyncDispose]();
  });

  const newConversation = async (): Promise<void> => {
    await page.goto(`${studio.url}/conversations`);
    await page.getByText('Begin with a question').waitFor();
  };
  const outcome = (state: string) => page.locator(`.outcome[data-state="${state}"]`);

  it('goes on after a reload without gap or repeat', async () => {
    await newConversation();
    const held = await askAndHold(studio, page);
    await page.reload();
    await expect.poll(() => shownLetters(page)).toContain(lettersOf(held.text));
    held.goOn();
    await expect.poll(async () => (await shownLetters(page)).length).toBeGreaterThan(lettersOf(held.text).length);
    await stopIfWriting(page);
    const kept = lettersOf((await ended(studio, held.started)).text);
    await expect.poll(() => shownLetters(page)).toBe(kept);
  });

  it('keeps what was written when it is stopped, and continues it', async () => {
    await newConversation();
    const held = await askAndHold(studio, page);
    await expect.poll(() => shownLetters(page)).toContain(lettersOf(held.text));
    await page.getByRole('button', { name: 'Stop and keep' }).click();
    held.goOn();
    const stopped = await ended(studio, held.started);
    expect(stopped.run?.state).toBe('stopped');
    expect(stopped.text.startsWith(held.text)).toBe(true);
    await expect.poll(() => shownLetters(page)).toBe(lettersOf(stopped.text));

    await outcome('stopped').getByRole('button', { name: 'Continue' }).click();
    await expect.poll(async () => (await shownLetters(page)).length).toBeGreaterThan(lettersOf(stopped.text).length);
    await stopIfWriting(page);
    await expect.poll(async () => (await answerOf(studio, held.started)).run?.endedAt).not.toBeNull();
    const continued = await answerOf(studio, held.started);
    expect(continued.text.startsWith(stopped.text)).toBe(true);
    await expect.poll(() => shownLetters(page)).toBe(lettersOf(continued.text));
  });

  it('keeps the text when the engine is killed, and writes again with a new one', async () => {
    await newConversation();
    const held = await askAndHold(studio, page);
    process.kill(held.engineProcess, 'SIGKILL');
    await outcome('interrupted').waitFor();
    const kept = await answerOf(studio, held.started);
    expect(kept.run?.state).toBe('interrupted');
    expect(kept.text.startsWith(held.text)).toBe(true);
    expect(await shownLetters(page)).toBe(lettersOf(kept.text));

    await outcome('interrupted').getByRole('button', { name: 'Continue' }).click();
    await expect.poll(async () => (await shownLetters(page)).length).toBeGreaterThan(lettersOf(kept.text).length);
    expect(studio.engineProcess()).not.toBe(held.engineProcess);
    await stopIfWriting(page);
    await expect.poll(async () => (await answerOf(studio, held.started)).text.startsWith(kept.text)).toBe(true);
  });

  it('keeps the text when the server is killed; the page finds the next one by itself and continues', async () => {
    await newConversation();
    const held = await askAndHold(studio, page);
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // at most the last second may be lost
    await studio.endServer('SIGKILL');
    process.kill(held.engineProcess, 'SIGCONT'); // a held process could not notice that its server is gone
    await expect.poll(() => isRunning(held.engineProcess)).toBe(false);
    await studio.startServer();

    await outcome('interrupted').waitFor();
    const kept = await answerOf(studio, held.started);
    expect(kept.text.startsWith(held.text)).toBe(true);
    await expect.poll(() => shownLetters(page)).toBe(lettersOf(kept.text));
    await outcome('interrupted').getByRole('button', { name: 'Continue' }).click();
    await expect.poll(async () => (await shownLetters(page)).length).toBeGreaterThan(lettersOf(kept.text).length);
    await stopIfWriting(page);
  });

  it('shows the same in two tabs, and either can stop it', async () => {
    await newConversation();
    const held = await askAndHold(studio, page);
    await page.waitForURL(/\/c\//);
    const second = await current.newTab();
    await second.goto(page.url());
    await expect.poll(() => shownLetters(second)).toContain(lettersOf(held.text));
    await second.getByRole('button', { name: 'Stop and keep' }).click();
    held.goOn();
    const kept = lettersOf((await ended(studio, held.started)).text);
    await expect.poll(() => shownLetters(second)).toBe(kept);
    await expect.poll(() => shownLetters(page)).toBe(kept);
    await second.close();
  });
});
