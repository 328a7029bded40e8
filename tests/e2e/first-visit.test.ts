import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { BuiltStudio } from './built-studio.ts';
import { ask, ended, shownLetters, stopIfWriting } from './conversation-driver.ts';
import { lettersOf } from './slow-engine.ts';
import { sharedBrowser, visit } from './visit.ts';

describe('first visit', () => {
  let studio: BuiltStudio;
  let browser: Browser;

  beforeAll(async () => {
    [studio, browser] = await Promise.all([BuiltStudio.start(), sharedBrowser()]);
  });
  afterAll(() => studio?.[Symbol.asyncDispose]());

  it('leads from the printed address over the demo to a streamed answer, and never leaves this machine', async () => {
    await using first = await visit(browser, studio.printedLaunchUrl, { language: 'zh' });
    const { page } = first;
    await page.getByRole('heading', { name: '先取一个模型，就能动笔' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: '用演示模型看看' }).click();
    await page.getByRole('heading', { name: '第一次来' }).waitFor();
    await page.getByRole('link', { name: '直接提问' }).click();
    await page.getByText('从一个问题开始').waitFor();

    const started = await ask(page, '请写一段话介绍春天。');
    await page.waitForURL(/\/c\//);
    await expect.poll(() => shownLetters(page)).not.toBe('');
    const atFirst = await shownLetters(page);
    await stopIfWriting(page);

    const kept = lettersOf((await ended(studio, started)).text);
    await expect.poll(() => shownLetters(page)).toBe(kept);
    expect(kept.startsWith(atFirst)).toBe(true);
    expect(first.foreignRequests).toEqual([]);
    expect(first.complaints).toEqual([]);
  });

  it('Z1: takes every answer that was asked for before its scripts had come, and asks for none of them again', async () => {
    const [conversation, document] = [uuidV7(), uuidV7()];
    const wishes = { template: null, fields: {}, reader: '', tone: '', mustInclude: [], mustAvoid: [], notes: '' };
    await studio.client.call('createConversation', { body: { id: conversation, title: 'Asked early' } });
    await studio.client.call('createDocument', {
      body: { id: document, brief: { topic: '城市养蜂人', language: 'zh', words: 800, ...wishes } },
    });
    await using own = await visit(browser, await studio.newLaunchUrl());
    const views = {
      '/': ['/api/documents?limit=5', '/api/batches?limit=500', '/api/conversations?limit=200'],
      [`/c/${conversation}`]: [`/api/conversations/${conversation}`, '/api/conversations?limit=200'],
      [`/documents/${document}`]: [`/api/documents/${document}`],
    };
    const shown = own.page.getByRole('banner').or(own.page.getByRole('main'));
    // no news: what has changed meanwhile, as by a calibration that ends, is rightly asked for once more
    await own.page.route('**/api/events', () => undefined);
    for (const [path, answers] of Object.entries(views)) {
      const answer = shown.getByText(path.startsWith('/c/') ? 'Asked early' : '城市养蜂人').first();
      const asked = await requestsOf(own.page, studio.url + path, answer);
      const early = ['/api/events', '/api/system', ...answers];
      expect(asked.filter((address) => early.includes(address))).toEqual(early);
    }
  });

  it('lets a launch address in once only', async () => {
    const launchUrl = await studio.newLaunchUrl();
    await using own = await visit(browser, launchUrl);
    await own.page.getByRole('link', { name: 'Settings' }).first().waitFor();
    await own.page.goto(launchUrl); // the same browser opens the link twice: harmless
    expect(new URL(own.page.url()).pathname).not.toContain('token');

    await using stranger = await visit(browser, studio.url);
    const refused = await stranger.page.goto(launchUrl);
    expect(refused?.status()).toBe(401);
    await stranger.page.goto(studio.url);
    await stranger.page.getByText('Open this page from Maobi').waitFor();
  });
});

/** What a page asks the API for until it has taken all that was asked for early and shows what it was told. */
async function requestsOf(page: Page, address: string, answer: Locator): Promise<string[]> {
  const asked: string[] = [];
  const note = (request: { url(): string }) => void asked.push(request.url().replace(new URL(address).origin, ''));
  page.on('request', note);
  await page.goto(address);
  await page.waitForFunction(() => (globalThis as { maobiAskedEarly?: Map<string, unknown> }).maobiAskedEarly?.size === 0);
  await answer.waitFor();
  page.off('request', note);
  return asked.filter((address) => address.startsWith('/api/'));
}
