import type { Id } from '@maobi/contract';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { BuiltStudio } from './built-studio.ts';
import { answerOf, askAndHold, ended, shownLetters } from './conversation-driver.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import { holdWriting, lettersOf, slowDown, type HeldWriting } from './slow-engine.ts';
import { sharedBrowser, visit } from './visit.ts';

const text = '清早有雾。';
const noAnswer = /Maobi does not answer; reconnecting by itself/;

/** Whether a page reaches the studio: what it asks from now on fails where it does not. */
async function setOffline(session: CDPSession, offline: boolean): Promise<void> {
  await session.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
}

describe('a connection that breaks while something is written', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  /** A document of which the second section is being written; its first one is by hand. */
  async function heldDocument(tab: Page) {
    const { call } = studio.client;
    const { id } = await makeDocument(studio, '湖边的四季', [{ heading: '雾', text }, { heading: '春' }]);
    const kept = () => call('getDocument', { params: { id } });
    const sections = async () => (await kept()).sections.map(({ version }) => version?.text ?? '');
    await tab.goto(`${studio.url}/documents/${id}`);
    await tab.getByText(text).first().waitFor();
    const held: HeldWriting<{ run: { id: Id } }> = await holdWriting(studio, async () => {
      await call('startJob', { params: { id }, body: { id: uuidV7() } });
      let runId: Id | undefined;
      await expect.poll(async () => (runId = (await kept()).sections[1]?.version?.run?.id)).toBeDefined();
      return { run: { id: runId ?? '' } };
    });
    const shown = async (shownIn: Page) => lettersOf(await shownIn.locator('.text-section').nth(1).locator('.answer').innerText());
    await expect.poll(() => shown(tab)).toContain(lettersOf(held.text));
    const done = async () => {
      await expect.poll(async () => (await kept()).job?.state).toBe('done');
      return lettersOf((await sections())[1] ?? '');
    };
    return { held, kept, sections, shown, done };
  }

  async function typeInFirst(tab: Page, words: string): Promise<void> {
    await tab.getByText(text).first().click();
    await tab.locator('.words').waitFor();
    await tab.keyboard.press('Control+End');
    await tab.keyboard.type(words);
  }

  it('X18 X19 of one tab: it shows how the text has ended once it is back, with nothing left to tell it so', async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const { held, shown, done } = await heldDocument(page);
    const other = await opened.visited.newTab();
    await other.goto(page.url());
    await expect.poll(() => shown(other)).toContain(lettersOf(held.text));
    await setOffline(session, true);
    held.goOn();
    const written = await done();
    const buttons = (tab: Page) => tab.getByRole('button', { name: 'Pause', exact: true });
    await expect.poll(() => buttons(other).count()).toBe(0);
    await setOffline(session, false);
    await expect.poll(() => buttons(page).count()).toBe(0);
    for (const tab of [page, other]) await expect.poll(() => shown(tab)).toBe(written);
    await other.close();
  });

  it('X18 of the whole browser: what is typed meanwhile is kept, saved afterwards, and can be taken back', async () => {
    const { held, sections, shown, done } = await heldDocument(page);
    await page.context().setOffline(true);
    await typeInFirst(page, '听得见钟声。');
    await page.keyboard.press('Escape');
    await page.locator('.section-editor').getByText('Not saved yet').waitFor();
    held.goOn();
    for (let letters = 0; letters < 3; letters += 1) await page.keyboard.press('Shift+ArrowLeft');
    const written = await done();
    expect((await sections())[0]).toBe(text);
    await page.context().setOffline(false);
    await expect.poll(async () => (await sections())[0]).toBe(`${text}听得见钟声。`);
    await page.locator('.section-editor').getByText('Not saved yet').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => String(getSelection()))).toBe('钟声。');
    // a slow machine takes what is typed for several steps
    const pressed = async (key: string) => {
      await page.keyboard.press(key);
      return page.locator('.words').innerText();
    };
    await expect.poll(() => pressed('Control+z')).toBe(text);
    await expect.poll(() => pressed('Control+y')).toBe(`${text}听得见钟声。`);
    // the first one may be for what lies beside the words that are selected again
    const wordsLeft = async () => {
      await page.keyboard.press('Escape');
      return page.locator('.words').count();
    };
    await expect.poll(wordsLeft).toBe(0);
    expect((await sections())[0]).toBe(`${text}听得见钟声。`);
    await expect.poll(() => shown(page)).toBe(written);
  });

  it('X20 as the browser freezes the page: it goes on where it was', async () => {
    const session = await page.context().newCDPSession(page);
    const { held, sections, shown, done } = await heldDocument(page);
    await typeInFirst(page, '船还没来。');
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    held.goOn();
    const written = await done();
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await expect.poll(() => shown(page)).toBe(written);
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await sections())[0]).toBe(`${text}船还没来。`);
  });

  it('X18 of a batch: its rows are told as written once it is back', async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const id = uuidV7();
    const rows = ['铁皮饼干盒', '断腿木凳'].map((topic) => ({ id: uuidV7(), cells: { topic } }));
    await studio.client.call('createBatch', { body: { id, title: '', template: 'free-writing', common: { words: '100' }, rows } });
    await page.goto(`${studio.url}/batches/${id}`);
    const slowness = slowDown(studio);
    await page.getByRole('button', { name: 'Write 2 missing rows' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await setOffline(session, true);
    slowness[Symbol.dispose]();
    const state = async () => (await studio.client.call('getBatch', { params: { id } })).state;
    await expect.poll(state).not.toBe('open');
    await setOffline(session, false);
    await page.getByText('2 of 2 rows written').first().waitFor();
  });

  describe('because the server says nothing any more', () => {
    /** A window whose clock can be put forward, so that nobody waits for the silence to count. */
    async function withClock(look: (tab: Page) => Promise<void>): Promise<void> {
      await using visited = await visit(await sharedBrowser(), await studio.newLaunchUrl());
      await visited.context.clock.install();
      await look(visited.page);
    }

    /** The server sleeps until the page has said so; the engine writes on. */
    async function sleepUntilTold(tab: Page, held: HeldWriting<unknown>): Promise<void> {
      const wakeUp = studio.putServerToSleep();
      try {
        held.goOn();
        await tab.context().clock.runFor('01:00');
        await tab.getByText(noAnswer).waitFor();
      } finally {
        wakeUp();
      }
      await tab.getByText(noAnswer).waitFor({ state: 'detached' });
    }

    it('X18 R13 a section is said to have no answer, and goes on without gap or repeat', async () => {
      await withClock(async (tab) => {
        const { held, shown, done } = await heldDocument(tab);
        await sleepUntilTold(tab, held);
        const written = await done();
        expect(written.startsWith(lettersOf(held.text))).toBe(true);
        await expect.poll(() => shown(tab)).toBe(written);
      });
    });

    it('X18 R13 so is an answer', async () => {
      await withClock(async (tab) => {
        await tab.goto(`${studio.url}/conversations`);
        const held = await askAndHold(studio, tab, '请写一段话介绍春天。');
        await sleepUntilTold(tab, held);
        const kept = lettersOf((await ended(studio, held.started)).text);
        expect(kept.startsWith(lettersOf(held.text))).toBe(true);
        await expect.poll(() => shownLetters(tab)).toBe(kept);
        expect((await answerOf(studio, held.started)).run?.state).toBe('done');
      });
    });
  });
});
