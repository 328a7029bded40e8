import { readFile } from 'node:fs/promises';
import type { DocumentDetail } from '@maobi/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './axe-violations.ts';
import type { BuiltStudio } from './built-studio.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import { slowDown } from './slow-engine.ts';

/** A slow machine takes its time for a whole document. */
const patienceMs = 240_000;
const myText = '这一段是我自己写的，**不许**动。';

describe('documents', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const documentId = () => new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const kept = (): Promise<DocumentDetail> => studio.client.call('getDocument', { params: { id: documentId() } });
  const outline = () => page.getByRole('complementary', { name: 'Outline' });
  const section = (place: number) => page.locator('.text-section').nth(place);

  it(
    'lead a new writer from a topic to an outline, are written while the writer edits, are all there after a reload, and leave as a file',
    async () => {
      await page.getByRole('textbox', { name: 'Topic' }).fill('社区图书馆为什么值得保留');
      await page.getByRole('spinbutton').fill('500');
      await page.getByText(/500 characters in \d sections/).waitFor();
      await page.getByRole('button', { name: 'Outline first' }).click();
      await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
      await expect.poll(async () => (await kept()).sections.length, { timeout: 60_000 }).toBeGreaterThan(1);
      await outline()
        .getByRole('button', { name: /Start writing/ })
        .waitFor();

      const [first, second] = (await kept()).sections;
      await outline().locator('.outline-row-main').first().press('F2');
      await outline().getByLabel('Heading').fill('它留住了谁');
      await outline().getByLabel('Heading').press('Enter');
      await expect.poll(async () => (await kept()).sections[0]).toMatchObject({ id: first?.id, heading: '它留住了谁' });
      await outline().locator('.outline-row-main').first().press('Alt+ArrowDown');
      await expect.poll(async () => (await kept()).sections.map(({ id }) => id).slice(0, 2)).toEqual([second?.id, first?.id]);
      expect(await axeViolations(page)).toEqual([]);

      const last = (await kept()).sections.length - 1;
      await section(last).getByRole('button', { name: 'Write it myself' }).click();
      await section(last).getByRole('textbox').pressSequentially(myText);
      await section(last).getByRole('textbox').press('Escape');
      await section(last).getByText('这一段是我自己写的').waitFor();

      {
        using _slowness = slowDown(studio);
        await outline()
          .getByRole('button', { name: /Go on writing|Start writing/ })
          .click();
        await expect.poll(async () => (await kept()).sections[0]?.state, { timeout: 30_000 }).toBe('writing');
        await section(last).getByRole('button', { name: 'Edit' }).click();
        await section(last).getByRole('textbox').press('Control+End');
        await section(last).getByRole('textbox').pressSequentially('又添了一句。');
        await section(last).getByRole('textbox').press('Escape');
        await section(last).getByText('又添了一句').waitFor();
        await outline().locator('.outline-row-main').last().press('F2');
        await outline().getByLabel('Heading').fill('我自己写的一节');
        await outline().getByLabel('Heading').press('Enter');
        await expect.poll(async () => (await kept()).sections.at(-1)?.heading).toBe('我自己写的一节');
        expect((await kept()).job?.state).toBe('open');
        await page.reload();
        await section(last).getByText('又添了一句').waitFor();
        await outline().getByRole('button', { name: 'Pause' }).waitFor();
      }

      await expect.poll(async () => (await kept()).job?.state, { timeout: patienceMs }).toBe('done');
      const written = await kept();
      expect(written.sections.every(({ count }) => count > 0)).toBe(true);
      expect(written.sections.at(-1)?.version).toMatchObject({ source: 'user', text: `${myText}又添了一句。` });
      await page.reload();
      for (const [place, { heading, version }] of written.sections.entries()) {
        await expect.poll(() => section(place).getByRole('heading').first().innerText()).toContain(heading);
        await expect
          .poll(async () => (await section(place).locator('.answer').innerText()).length)
          .toBeGreaterThan((version?.text.length ?? 0) / 2);
      }
      expect(await axeViolations(page)).toEqual([]);

      await page.locator('.title-button').click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download .md' }).click()]);
      const exported = await readFile(await download.path(), 'utf8');
      expect(download.suggestedFilename()).toMatch(/\.md$/u);
      for (const { heading, version } of written.sections) {
        expect(exported).toContain(`## ${heading}`);
        expect(exported).toContain(version?.text.trim());
      }
    },
    patienceMs,
  );
});
