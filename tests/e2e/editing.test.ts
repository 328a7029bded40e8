import { readFile } from 'node:fs/promises';
import type { DocumentDetail, Id } from '@maobi/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltStudio } from './built-studio.ts';
import { changesToJudge } from './changes-to-judge.ts';
import { makeDocument } from './make-document.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import type { Visit } from './visit.ts';

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const untouched = '* 一\n* 二\n\n| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |\n\n$$\nx^2\n$$';
const text = `第一段，讲的是图书馆。\n\n${untouched}\n\n## 后来\n\n最后一段，也讲图书馆。\n`;

describe('editing by hand', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let visited: Visit;
  let page: Page;
  let documentId: Id;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, visited, page } = opened);
    const made = await makeDocument(studio, '图书馆', [{ heading: '开头', text }]);
    documentId = made.id;
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const kept = (): Promise<DocumentDetail> => studio.client.call('getDocument', { params: { id: documentId } });
  const texts = async () => (await kept()).sections.map(({ version }) => version?.text);
  /** Takes back what the newest note with these words tells; an older note may still stand there with an undo of its own. */
  const undo = (note: RegExp) => page.locator('.toast').filter({ hasText: note }).last().getByRole('button', { name: 'Undo' }).click();
  const editor = () => page.getByRole('textbox', { name: /Text of/ });

  /** The editor is there a moment before it has the keys. */
  const toStart = async () => {
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+Home');
        return editor().evaluate((text) => {
          const selection = document.getSelection();
          return selection?.anchorOffset === 0 && text.querySelector('p')?.contains(selection.anchorNode) === true;
        });
      })
      .toBe(true);
  };

  it('changes only what was touched, splits, merges and replaces, and takes each back', async () => {
    await page.goto(`${studio.url}/documents/${documentId}`);
    await page.locator('.answer > ul').waitFor(); // what is pressed before it is drawn is gone with the press
    await page.getByText('第一段，讲的是图书馆。').click();
    await editor().waitFor();
    await page.keyboard.press('Escape');
    await editor().waitFor({ state: 'detached' });
    expect(await texts()).toEqual([text]);

    await page.getByText('第一段，讲的是图书馆。').click();
    await editor().waitFor();
    await toStart();
    await page.keyboard.type('开篇');
    await page.keyboard.press('Control+k');
    await page.locator('.palette').waitFor();
    await page.evaluate(holdUpAtFocus);
    await page.keyboard.press('Escape');
    const caret = () => document.activeElement?.matches('.words') === true && document.getSelection()?.anchorOffset;
    await expect.poll(() => page.evaluate(caret)).toBe('开篇'.length);
    await page.keyboard.type('**要紧**。');
    await page.keyboard.press('Escape');
    await editor().waitFor({ state: 'detached' });
    const edited = `开篇**要紧**。${text}`;
    await expect.poll(texts).toEqual([edited]);

    await page.locator('.text-section').first().hover();
    await page.getByRole('button', { name: /More for/ }).click();
    await page.getByRole('menuitem', { name: /Split/ }).click();
    await page.getByRole('radio', { name: /后来/ }).check();
    await page.getByRole('button', { name: 'Split', exact: true }).click();
    await expect.poll(async () => (await kept()).sections.map(({ heading }) => heading)).toEqual(['开头', '后来']);
    expect(await texts()).toEqual([`开篇**要紧**。第一段，讲的是图书馆。\n\n${untouched}`, '最后一段，也讲图书馆。']);
    await page
      .locator('.outline-row')
      .first()
      .getByRole('button', { name: /Actions for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Merge with the next' }).click();
    await expect.poll(async () => (await texts()).length).toBe(1);
    await undo(/merged/i);
    await expect.poll(async () => (await texts()).length).toBe(2);

    // nothing has the focus: the toast that was pressed is gone
    await page.keyboard.press('Control+h');
    await page.getByRole('textbox', { name: 'Find' }).fill('图书馆');
    await page.getByText('1 of 2').waitFor();
    await page.getByRole('textbox', { name: 'Replace with' }).fill('书店');
    await page.getByRole('button', { name: 'Replace all' }).click();
    await expect.poll(texts).toEqual([`开篇**要紧**。第一段，讲的是书店。\n\n${untouched}`, '最后一段，也讲书店。']);
    await undo(/^Replaced/);
    await expect.poll(texts).toEqual([`开篇**要紧**。第一段，讲的是图书馆。\n\n${untouched}`, '最后一段，也讲图书馆。']);
    expect(visited.complaints).toEqual([]);
  });

  it('W6 W7 each change of a reworded passage is judged by key; what comes of it is a version, and one press takes it back', async () => {
    await page.goto(`${studio.url}/documents/${documentId}`);
    const first = page.locator('.text-section').first();
    const changes = page.locator('.hunk');
    const reword = async () => {
      await first.locator('.answer > p:not(.plain-text)').first().selectText();
      await page.keyboard.press('Control+j');
      await page
        .getByRole('toolbar', { name: 'For the selected text' })
        .getByRole('button', { name: /^Rephrase/ })
        .press('Enter');
      await changesToJudge(page, (again) => again.click());
    };
    /** How far below the text of the first section the second one begins. */
    const room = () =>
      page.evaluate(() => {
        const [section, next] = document.querySelectorAll('.text-section');
        const texts = [...(section?.querySelectorAll('.answer, .polish-region') ?? [])].map((text) => text.getBoundingClientRect());
        return Math.round((next?.getBoundingClientRect().top ?? NaN) - Math.max(...texts.map(({ bottom }) => bottom)));
      });
    const before = (await kept()).sections[0]?.version;
    await first.locator('.answer > p:not(.plain-text)').first().waitFor();
    await page.getByText('最后一段，也讲图书馆。').waitFor();
    const usualRoom = await room();
    await reword();
    expect(await room()).toBe(usualRoom);
    for (let left = await changes.count(); left > 0; left -= 1) await page.keyboard.press('r');
    await page.getByRole('toolbar', { name: 'Judge the changes' }).waitFor({ state: 'detached' });
    expect((await kept()).sections[0]?.version?.id).toBe(before?.id);

    await reword();
    // what is not decided on is offered again where it belongs
    await page.reload();
    await first.getByRole('button', { name: 'Look at it' }).click();
    await changes.first().waitFor();
    // what is accepted comes in, what is rejected stays
    const judged = await page.locator('.polish-region').evaluate((region) => {
      let change = 0;
      const wordsOf = (node: Node) => {
        if (!(node instanceof Element) || !node.matches('.hunk')) return node.textContent ?? '';
        change += 1;
        return node.querySelector(change === 1 ? 'ins' : 'del')?.textContent ?? '';
      };
      return Array.from(region.childNodes, wordsOf).join('');
    });
    const count = await changes.count();
    await page.keyboard.press('a');
    for (let left = count - 1; left > 0; left -= 1) await page.keyboard.press('r');
    const polished = { source: 'polish', parentId: before?.id, text: expect.stringContaining(judged) };
    await expect.poll(async () => (await kept()).sections[0]?.version).toMatchObject(polished);
    expect((await texts())[0]).not.toBe(before?.text);
    await undo(/version before is kept/);
    await expect.poll(async () => (await texts())[0]).toBe(before?.text);
  });

  it('keeps an image from disk, and what was typed before the model goes on from it', async () => {
    await page.goto(`${studio.url}/documents/${documentId}`);
    const last = page.locator('.text-section').last();
    await last.getByText('最后一段，也讲图书馆。').click();
    await editor().waitFor();
    await page.keyboard.press('Control+End');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Image' }).click()]);
    await chooser.setFiles([
      { name: 'drawing.png', mimeType: 'image/png', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
      { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') },
    ]);
    await page.getByText('This file is no image').waitFor();
    await page.locator('.words .kept-image').click();
    await page.getByRole('textbox', { name: 'Alternative text' }).fill('一个点');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.type('刚写的一句。');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/xuxie');
    await page.getByRole('option', { name: /Continue from here/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.review-bar').waitFor();
    const [, typed = ''] = await texts();
    expect(typed).toMatch(/^最后一段，也讲图书馆。\n\n!\[一个点\]\(\/api\/images\/[0-9a-f]{32}-1x1\.png\)\n\n刚写的一句。$/u);
    await page.keyboard.press('Escape');
    await last.locator('.kept-image').waitFor();
    // it has come, and the page's policy lets it be drawn
    await expect.poll(() => last.locator('.kept-image').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);

    await last.getByText('刚写的一句。').click();
    await editor().waitFor();
    await page.keyboard.press('Shift+Home');
    await page.getByRole('toolbar', { name: 'For the selected text' }).waitFor();
    await page.keyboard.press('Control+j');
    await page.keyboard.press('Escape');
    await page.keyboard.type('改过的');
    expect(await editor().innerText()).toContain('改过的');
    await page.keyboard.press('Escape');
    await editor().waitFor({ state: 'detached' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate((id) => location.assign(`/api/documents/${id}/export`), documentId),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/u);
    const [printed] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate((id) => location.assign(`/api/documents/${id}/export?format=html`), documentId),
    ]);
    expect(await readFile(await printed.path(), 'utf8')).toMatch(
      /<body class="plain">[\s\S]*<img src="data:image\/png;base64,[\w+/=]+" alt="一个点"/u,
    );
    expect(visited.complaints).toEqual([]);
  });

  it('draws and edits entities, and colours code, within the policy of the page', async () => {
    const { id, sections } = await makeDocument(studio, '实体', [
      { heading: '一', text: 'A &lt;b&gt; &copy; 2026&hellip;\n\n后文。\n\n```ts\nconst a = 1;\n```' },
    ]);
    await page.goto(`${studio.url}/documents/${id}`);
    const section = page.locator(`[data-section-id="${sections[0]?.id}"]`);
    await section.locator('.answer').getByText('A <b> © 2026…').click();
    await editor().waitFor();
    await page.keyboard.type('好');
    await page.keyboard.press('Escape');
    await editor().waitFor({ state: 'detached' });
    await section.locator('.code-keyword', { hasText: 'const' }).waitFor();
    expect(await section.locator('.answer').innerText()).toMatch(/[A<b>© 2026…好]{10,}\s+后文。/u);
    expect(visited.complaints).toEqual([]);
  });
});

/** As a slow machine is: behind the next focus nothing happens for longer than an editor expects. */
function holdUpAtFocus(): void {
  const hold = () => {
    for (const beganMs = performance.now(); performance.now() - beganMs < 400;);
  };
  addEventListener('focusin', hold, { once: true });
}
