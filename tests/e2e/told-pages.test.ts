import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

const ids = { conversation: uuidV7(), batch: uuidV7() };

describe('X17 another page', () => {
  let opened: OpenStudio;
  let documentId: string;

  beforeAll(async () => {
    opened = await openStudio();
    ({ id: documentId } = await makeDocument(opened.studio, 'The keeper of the light', [{ heading: 'Fog', text: 'It was foggy.' }]));
    const { call } = opened.studio.client;
    await call('createConversation', { body: { id: ids.conversation, title: 'On lighthouses' } });
    await call('createBatch', { body: { id: ids.batch, title: 'All keepers', template: 'free-writing', rows: [] } });
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  it('is told by its name, stands in the title of the tab, has one first heading, and the focus is on the page', async () => {
    const { page, studio } = opened;
    const seen: Record<string, unknown> = {};
    await page.goto(studio.url);
    const routes = [
      ['/documents', 'Documents'],
      ['/library', 'All documents'],
      [`/documents/${documentId}`, 'The keeper of the light'],
      ['/conversations', 'Conversations'],
      [`/c/${ids.conversation}`, 'On lighthouses'],
      ['/bin', 'Bin'],
      ['/templates', 'Templates'],
      ['/batches', 'Batches'],
      [`/batches/${ids.batch}`, 'All keepers'],
      ['/queue', 'Queue'],
      ['/models', 'Models'],
      ['/settings', 'Settings'],
      ['/', 'Home'],
    ] as const;
    for (const [path, name] of routes) {
      await page.locator(`a[href="${path}"]:visible`).first().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(studio.url + path);
      await page.getByRole('status').and(page.locator('.frame > .sr')).getByText(name, { exact: true }).waitFor();
      const headings = page.getByRole('heading', { level: 1 });
      await headings.first().waitFor();
      const focused = await page.evaluate(() => document.activeElement?.closest('main, nav, header, .sidebar') !== null);
      seen[path] = [await page.title(), await headings.count(), focused];
    }
    const expected = routes.map(([path, name]) => [path, [name === 'Home' ? 'Maobi 毛笔' : `${name} · Maobi 毛笔`, 1, true]]);
    expect(seen).toEqual(Object.fromEntries(expected));
  });
});
