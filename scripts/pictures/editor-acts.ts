import type { Page } from 'playwright-core';
import { hillsPng } from './hills-png.ts';
import { select, showText } from './page-acts.ts';

export async function edit(page: Page): Promise<void> {
  await showText(page);
  // at its first letter, as further on there may be a link
  await page
    .locator('.text-section .answer p')
    .first()
    .click({ position: { x: 4, y: 16 } });
  await page.locator('.section-editor .ProseMirror-focused').waitFor(); // not the field before it, which knows no keys
  await page.mouse.move(0, 0); // off the buttons that came where it was pressed
}

export async function openSlashMenu(page: Page): Promise<void> {
  await edit(page);
  await page.keyboard.press('Control+End');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'); // the editor hears of it late
  await page.keyboard.press('Enter');
  await page.keyboard.type('/');
  await page.locator('.slash-menu').waitFor();
}

export async function selectInEditor(page: Page): Promise<void> {
  await edit(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.locator('.polish-bubble').waitFor();
}

/** As a writer does who has no pointer. */
export async function selectByKey(page: Page): Promise<void> {
  await select(page);
  await page.keyboard.press('Control+j');
  await page.locator('.polish-bubble :focus').waitFor();
}

export async function setLink(page: Page): Promise<void> {
  await selectInEditor(page);
  await page.locator('.words-button[data-name="link"]').click();
  await page.locator('.link-panel').waitFor();
}

export async function insertImage(page: Page): Promise<void> {
  await edit(page);
  await page.locator('.words-frame input[type="file"]').setInputFiles({ name: 'hills.png', mimeType: 'image/png', buffer: hillsPng() });
  await page.locator('.words .kept-image').click();
  await page.locator('.image-panel').waitFor();
}

export async function chooseTable(page: Page): Promise<void> {
  await edit(page);
  await page.locator('.words-button[data-name="table"]').click();
  await page.locator('.bar-panel').waitFor();
}

export async function find(page: Page): Promise<void> {
  await showText(page);
  await page.locator('.document-text').focus();
  await page.keyboard.press('Control+f');
  await page.locator('.find-bar input').first().fill('的');
}

export async function replace(page: Page): Promise<void> {
  await find(page);
  await page.locator('.find-toggle').nth(2).click();
  await page.locator('.find-row').nth(1).waitFor();
}

export async function showSource(page: Page): Promise<void> {
  await edit(page);
  await page.locator('.section-editor-bar .btn.plain').first().click();
  await page.locator('.section-editor textarea').waitFor();
}
