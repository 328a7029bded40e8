import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStudio, type OpenStudio } from './open-studio.ts';

const words = '这段字还没有发出去';
let opened: OpenStudio;
let page: Page;
let isGone = false;

beforeAll(async () => {
  opened = await openStudio({ language: 'zh' });
  ({ page } = opened);
  // what a page was made of is gone until it is loaded again
  await page.route('**/assets/*.js', (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()));
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isGone = false;
  });
});
afterAll(() => opened?.[Symbol.asyncDispose]());

async function typeInConversation(): Promise<void> {
  await page.goto(`${opened.studio.url}/conversations`);
  await page.locator('.composer textarea').fill(words);
  isGone = true;
}

it('R4 a page whose scripts are gone says so, stays as it is, and keeps what was typed over being loaded again', async () => {
  await typeInConversation();
  await page.keyboard.press('Control+k');
  await page.getByText('毛笔更新了').waitFor();
  expect(await page.locator('.composer textarea').inputValue()).toBe(words);
  await page.getByRole('button', { name: '重新载入' }).click();
  await expect.poll(() => isGone).toBe(false);
  await page.locator('.composer textarea').waitFor();
  expect(await page.locator('.composer textarea').inputValue()).toBe(words);
  await page.keyboard.press('Control+k');
  await page.locator('.palette').waitFor();
});

it('R5 another page that cannot be shown for that reason loads itself again', async () => {
  await typeInConversation();
  await page.getByRole('link', { name: '设置' }).first().click();
  await page.getByRole('heading', { name: '设置' }).waitFor();
  expect(isGone).toBe(false);
  await page.goto(`${opened.studio.url}/conversations`);
  await expect.poll(() => page.locator('.composer textarea').inputValue()).toBe(words);
});
