import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudio, type OpenStudio } from './open-studio.ts';

describe('where the system brings its own colours', () => {
  let opened: OpenStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const backgroundOf = (element: Locator) => element.evaluate((found) => getComputedStyle(found).backgroundColor);
  const hasRing = (element: Locator) => element.evaluate((found) => getComputedStyle(found).outlineStyle !== 'none');

  it('X10: shows what is chosen, what the keys are on and where the caret is, though no background and no shadow of ours is drawn', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    const segments = page.locator('.brief-sheet .segments').first().locator('> *');
    const [chosen, other] = [
      segments.and(page.locator('[data-checked], [aria-checked="true"]')),
      segments.and(page.locator(':not([data-checked])')),
    ];
    expect(await backgroundOf(chosen.first())).not.toBe(await backgroundOf(other.first()));
    await page.getByRole('textbox', { name: 'Topic' }).focus();
    expect(await hasRing(page.locator('.brief-sheet'))).toBe(true);

    await page.keyboard.press('Control+k');
    const line = page.getByRole('option', { selected: true });
    await line.waitFor();
    expect(await backgroundOf(line)).not.toBe(await backgroundOf(page.getByRole('option', { selected: false }).first()));
    await page.keyboard.press('Escape');

    const filled = page.locator('.btn.ink').first();
    await page.goto(opened.studio.url);
    await page.getByRole('textbox', { name: 'Topic' }).fill('Libraries');
    await filled.and(page.locator(':enabled')).waitFor();
    const colours = () => filled.evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).color]);
    // it comes in over some moments
    await expect.poll(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);

    await page.goto(`${opened.studio.url}/conversations`);
    await page.locator('.composer textarea').focus();
    expect(await hasRing(page.locator('.composer'))).toBe(true);
  });

  it('X10: draws every ink as the strongest where more contrast is asked for', async () => {
    await page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
    const colours = await page
      .locator('.composer .note, .composer')
      .evaluateAll((found) => found.map((each) => getComputedStyle(each).color));
    const strongest = await page.locator('.composer textarea').evaluate((field) => getComputedStyle(field).color);
    expect(colours.length).toBeGreaterThan(0);
    for (const colour of colours) expect(colour).toBe(strongest);
  });
});
