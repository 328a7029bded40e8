import type { Id } from '@maobi/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { axeViolations } from './axe-violations.ts';
import type { BuiltStudio } from './built-studio.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import { slowDown } from './slow-engine.ts';

const patienceMs = 120_000;
const text = '春天的早晨，我们在古老的图书馆里读书、写字，也谈论人工智能怎样改变学习。';

describe('jobs', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const documentCalled = (topic: string, headings: readonly string[]) =>
    makeDocument(
      studio,
      topic,
      headings.map((heading) => ({ heading, target: 400 })),
    );
  const kept = (id: Id) => studio.client.call('getDocument', { params: { id } });
  const titles = () => page.locator('.job-title > a').allInnerTexts();

  it(
    'polish a whole document once its cost was seen, and change nothing by that',
    async () => {
      const written = `${text}\n\n${text}`;
      const { id } = await makeDocument(studio, '图书馆', [{ heading: '引言', text: written, target: 400 }]);
      await page.goto(`${studio.url}/documents/${id}`);
      await page.locator('.title-button').click();
      await page.getByRole('menuitem', { name: 'Polish all' }).click();
      await page.getByText(/^2 paragraphs/).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Begin' }).click();
      await expect.poll(async () => (await kept(id)).job?.state, { timeout: patienceMs }).toBe('done');
      expect((await kept(id)).sections[0]?.version).toMatchObject({ source: 'user', text: written });
    },
    patienceMs,
  );

  it(
    'are put in order, rest and go on in the queue',
    async () => {
      const documents = [
        await documentCalled('甲', ['一', '二']),
        await documentCalled('乙', ['一', '二']),
        await documentCalled('丙', ['一']),
      ];
      {
        using _slowness = slowDown(studio);
        for (const { id } of documents) await studio.client.call('startJob', { params: { id }, body: { id: uuidV7() } });
        await page.goto(`${studio.url}/queue`);
        await expect.poll(titles).toEqual(['甲', '乙', '丙']);
        await page.getByRole('button', { name: 'Actions for “丙”' }).click();
        await page.getByRole('menuitem', { name: 'Move up' }).click();
        await expect.poll(titles).toEqual(['甲', '丙', '乙']);
        await page.locator('.job-row', { hasText: '乙' }).dragTo(page.locator('.job-row', { hasText: '丙' }));
        await expect.poll(titles).toEqual(['甲', '乙', '丙']);
        await expect.poll(() => page.title()).toMatch(/^\d+% · /);
        await page.getByRole('button', { name: 'Pause: 乙' }).click();
        await page.getByRole('button', { name: 'Go on: 乙' }).waitFor();
        expect(await axeViolations(page)).toEqual([]);
      }
      const states = () => Promise.all(documents.map(async ({ id }) => (await kept(id)).job?.state));
      await expect.poll(states, { timeout: patienceMs }).toEqual(['done', 'paused', 'done']);
      await expect.poll(titles).toEqual(['乙']);
      await page.getByRole('button', { name: 'Actions for “乙”' }).click();
      await page.getByRole('menuitem', { name: 'Stop and keep' }).click();
      await expect.poll(titles).toEqual([]);
    },
    patienceMs,
  );
});
