import type { Id } from '@maobi/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning } from '../faults/studio-process.ts';
import type { BuiltStudio } from './built-studio.ts';
import { answerOf, askAndHold, ended, shownLetters, stopIfWriting } from './conversation-driver.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import { holdWriting, lettersOf } from './slow-engine.ts';

describe('interrupted writing', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

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
    const second = await opened.visited.newTab();
    await second.goto(page.url());
    await expect.poll(() => shownLetters(second)).toContain(lettersOf(held.text));
    await second.getByRole('button', { name: 'Stop and keep' }).click();
    held.goOn();
    const kept = lettersOf((await ended(studio, held.started)).text);
    await expect.poll(() => shownLetters(second)).toBe(kept);
    await expect.poll(() => shownLetters(page)).toBe(kept);
    await second.close();
  });

  it('J2 W5 a document in the middle of a section: reloaded, in two tabs, without its engine, without its server', async () => {
    const { id } = await makeDocument(studio, '湖边的四季', [{ heading: '春', target: 150 }]);
    const kept = () => studio.client.call('getDocument', { params: { id } });
    const shown = async (tab: Page) => lettersOf((await tab.locator('.text-section .answer').innerText()).trim());
    /** The run that writes into the first section, as soon as it is another one. */
    const nextRun = async (before?: Id): Promise<{ run: { id: Id } }> => {
      let next: Id | undefined;
      await expect.poll(async () => (next = (await kept()).sections[0]?.version?.run?.id)).not.toBe(before);
      return { run: { id: next ?? '' } };
    };
    await page.goto(`${studio.url}/documents/${id}`);
    const atFirst = await holdWriting(studio, async () => {
      await page.getByRole('button', { name: /Start writing/ }).click();
      return nextRun();
    });
    await page.reload();
    await expect.poll(() => shown(page)).toContain(lettersOf(atFirst.text));
    const second = await opened.visited.newTab();
    await second.goto(page.url());
    await expect.poll(() => shown(second)).toContain(lettersOf(atFirst.text));

    process.kill(atFirst.engineProcess, 'SIGKILL');
    await expect.poll(() => isRunning(atFirst.engineProcess)).toBe(false);
    const withNewEngine = await holdWriting(studio, () => nextRun(atFirst.started.run.id));
    const textSoFar = (await kept()).sections[0]?.version?.text ?? '';
    expect(textSoFar.startsWith(atFirst.text)).toBe(true);
    expect(textSoFar.length).toBeGreaterThan(atFirst.text.length);
    for (const tab of [page, second]) await expect.poll(() => shown(tab)).toContain(lettersOf(textSoFar));

    await studio.endServer('SIGKILL');
    withNewEngine.goOn();
    await expect.poll(() => isRunning(withNewEngine.engineProcess)).toBe(false);
    await studio.startServer();
    await expect.poll(async () => (await kept()).job?.state).toBe('done');
    const { sections } = await kept();
    expect(sections[0]?.version?.text.startsWith(atFirst.text)).toBe(true);
    for (const tab of [page, second]) await expect.poll(() => shown(tab)).toBe(lettersOf(sections[0]?.version?.text ?? ''));
    await second.close();
  });
});
