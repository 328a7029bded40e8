import { plainBrief } from '@maobi/contract';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { BuiltStudio } from './built-studio.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';

describe('the home page', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, page } = opened);
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const topicIsShown = (topic: string) => page.getByRole('link', { name: topic }).first().waitFor();

  it('Y1 Q1 leads from an audience over a template to a document, which is then found from the keyboard', async () => {
    await page.getByRole('heading', { name: 'New here' }).waitFor();
    await page.getByRole('region', { name: 'Begin with a template' }).getByRole('button', { name: 'Argumentative essay' }).click();
    await page.getByRole('textbox', { name: 'Topic' }).fill('Why small libraries matter');
    await page.getByRole('button', { name: 'Empty outline' }).click();
    await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
    const [document] = (await studio.client.call('listDocuments', {})).documents;
    expect(document?.brief.template).toBe('argumentative-essay');

    await page.goto(studio.url);
    await topicIsShown('Why small libraries matter');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('librar');
    await page.getByRole('option', { name: /Why small libraries matter/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/documents/${document?.id}`));

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('设置');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    expect(opened.visited.complaints).toEqual([]);
  });

  it('Y1 names each template of an audience in one line, and asks for form and length in one', async () => {
    await page.goto(studio.url);
    const names = page.getByRole('region', { name: 'Begin with a template' }).getByRole('button');
    await names.first().waitFor();
    const wrapped = await names.evaluateAll((buttons) =>
      buttons
        .filter((button) => button.clientHeight > 1.8 * parseFloat(getComputedStyle(button).lineHeight))
        .map(({ textContent }) => textContent),
    );
    expect(wrapped).toEqual([]);
    const top = async (locator: Locator) => (await locator.boundingBox())?.y;
    expect(await top(page.getByRole('spinbutton'))).toBe(await top(page.getByRole('combobox', { name: 'Template' })));
  });

  it('R7 can be open many times in one browser, and each page hears what is new', async () => {
    const context = page.context();
    await page.goto(studio.url);
    const more = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
    for (const each of more) {
      await each.goto(studio.url);
      await each.locator('.home').waitFor();
    }
    await more.at(-1)?.close(); // the one that listened
    const brief = plainBrief({ topic: 'Heard by everyone', language: 'en', words: 400 });
    await studio.client.call('createDocument', { body: { id: uuidV7(), brief } });
    for (const each of [page, ...more.slice(0, -1)]) {
      await each.getByRole('link', { name: 'Heard by everyone' }).first().waitFor();
      if (each !== page) await each.close();
    }
    expect(opened.visited.complaints).toEqual([]);
  });

  it('Y27 leads to all documents, each of which begins where the heading does', async () => {
    await makeDocument(studio, '图书馆', [{ heading: '开头' }]);
    await page.goto(`${studio.url}/library`);
    const heading = page.getByRole('heading', { level: 1 });
    const left = async (of: Locator) => (await of.boundingBox())?.x;
    await page.locator('.document-row-name').first().waitFor();
    expect(await left(page.locator('.document-row-name').first())).toBe(await left(heading));
  });

  it('R2 says that the studio does not run when it is opened then, and comes back by itself', async () => {
    await page.goto(studio.url);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await studio.endServer('SIGKILL');
    await page.goto(`${studio.url}/documents`);
    await page.getByRole('heading', { name: 'Maobi is not running' }).waitFor();
    expect(opened.visited.complaints).toEqual([]);

    await studio.startServer();
    await page.getByRole('textbox', { name: 'Topic' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/documents');
  });

  it('R11 says that another data folder is served at its address, and goes on once its own is back', async () => {
    await studio.endServer('SIGTERM');
    const notice = page.locator('.notices').getByText('Another data folder is served at this address now');
    {
      await using other = new BuiltStudio();
      await other.startServer(new URL(studio.url).port);
      await notice.waitFor();
      expect(await page.getByText('Maobi does not answer').count()).toBe(0);
    }
    await studio.startServer();
    await notice.waitFor({ state: 'detached' });
    expect(opened.visited.complaints).toEqual([]);
  });

  it('can be installed', async () => {
    const session = await page.context().newCDPSession(page);
    const { errors, url } = await session.send('Page.getAppManifest');
    expect([new URL(url).pathname, errors]).toEqual(['/manifest.webmanifest', []]);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  });
});
