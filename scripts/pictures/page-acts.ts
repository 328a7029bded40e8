import type { Page } from 'playwright-core';

export async function toKept(page: Page): Promise<void> {
  await page.locator('.settings-kept').evaluate((list) => list.scrollIntoView({ block: 'center' }));
}

export async function toComparison(page: Page): Promise<void> {
  await page.locator('.comparison').evaluate((section) => section.scrollIntoView());
}

export async function type(page: Page, text: string): Promise<void> {
  await page.locator('main').getByRole('textbox').first().fill(text);
}

/** More than a question can hold. */
export async function pasteLong(page: Page): Promise<void> {
  await page
    .locator('main')
    .getByRole('textbox')
    .first()
    .evaluate((field) => {
      const data = new DataTransfer();
      data.setData('text/plain', '## 社区图书馆\n\n街角的图书馆不大，书也不多。来的人多半不是为了借书。\n\n'.repeat(2000));
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
  await page.locator('.long-text-dialog').waitFor();
}

/** A topic, and what it costs. */
export async function nameTopic(page: Page): Promise<void> {
  const answered = page.waitForResponse('**/api/cost');
  await type(page, '社区图书馆为什么值得保留');
  await answered;
}

/** On a narrow page the text lies behind a tab. */
export async function showText(page: Page): Promise<void> {
  const tab = page.getByRole('button', { name: /^(Text|正文)$/ });
  if (await tab.isVisible()) await tab.click();
}

export async function drawPanes(page: Page): Promise<void> {
  for (const line of await page.getByRole('separator').all()) if (await line.isVisible()) await line.press('End');
}

export async function showComments(page: Page): Promise<void> {
  await showText(page);
  await page.getByRole('button', { name: /^(3 comments|3 条批注|2 comments|2 条批注)[:：]/ }).click();
  await page.locator('.comment').first().waitFor();
}

export async function select(page: Page): Promise<void> {
  await showText(page);
  await page.locator('.text-section .answer p').first().selectText();
  await page.locator('.polish-bubble').waitFor();
}

/** A remark on the words of the first paragraph. */
export async function remark(page: Page): Promise<void> {
  await select(page);
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.comment-field textarea').fill('这一段先放着，等查到年份再改。');
}

export async function chooseTone(page: Page): Promise<void> {
  await select(page);
  await page.getByRole('button', { name: /^(Tone|语气)/ }).click();
}

/** The text alone, but for the way back. */
export async function readAlone(page: Page): Promise<void> {
  await showText(page);
  await press(page, '.title-button', '.menu');
  await page.getByRole('menuitemcheckbox', { name: /^(Focus mode|专注模式)$/ }).click();
  await page.locator('.leave-focus').waitFor();
}

/** The same when what was said of it has gone, and the pointer is in the text. */
export async function readAloneForLong(page: Page): Promise<void> {
  await readAlone(page);
  await page.mouse.click(12, (page.viewportSize()?.height ?? 0) / 2); // beside the words, away from the bar that lies over them
  await page.locator('.toast').waitFor({ state: 'detached' });
}

export async function showInAide(page: Page, name: RegExp): Promise<void> {
  const pane = page.getByRole('button', { name: /^(Aide|Show the aide|助手|打开助手)$/ });
  const seen = pane.locator('visible=true');
  if ((await seen.count()) > 0) await seen.first().click();
  await page.getByRole('tab', { name }).click();
  await page.locator('.aide-tab > *').first().waitFor();
}

export async function lookUp(page: Page, words = '图书馆', found = '[role="option"] mark'): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('.palette-field').fill(words);
  await page.locator(found).first().waitFor();
}

export async function toTop(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('*').forEach((element) => element.scrollTo(0, 0))");
}

/** On a narrow page the list lies behind a button. */
export async function openList(page: Page): Promise<void> {
  if ((await page.locator('.sidebar').count()) > 0) return;
  await page.keyboard.press('Control+b');
  await page.locator('.sidebar, .drawer').waitFor();
}

export async function search(page: Page, words = '图书馆', found = 'mark'): Promise<void> {
  await openList(page);
  await page.locator('[role="search"] input').first().fill(words);
  await page.locator(found).first().waitFor();
}

export async function openQueue(page: Page): Promise<void> {
  await page.locator('button.strip').click();
  await page.locator('[role="dialog"][data-open]:not([data-starting-style])').waitFor();
}

/** Refuses what is asked of these addresses, from a new visit on. */
export async function loseServer(page: Page, addresses: string): Promise<void> {
  await page.route(addresses, (route) => route.abort());
  await page.reload();
  const lost = page.locator('.strip[data-phase="lost"], .no-studio').first();
  await lost.waitFor();
  await page.route('**/api/system', (route) => route.abort()); // an answer counts as a sign of life, for a moment
  await lost.waitFor();
}

/** Changes what the studio answers at this address, from a new visit on. */
async function answerWith(page: Page, path: string, change: (answer: never) => unknown): Promise<void> {
  const answer = await page.evaluate<never>(`fetch(${JSON.stringify(path)}).then((answer) => answer.json())`);
  await page.route(`**${path}`, (route) => route.fulfill({ json: change(answer) }));
  await page.reload();
  await page.locator('h1, .document, .composer').first().waitFor({ state: 'attached' });
}

export async function refuse(page: Page): Promise<void> {
  await page.route('**/api/**', (route) => route.fulfill({ status: 401, json: { error: { code: 'unauthorized', message: '' } } }));
  await page.reload();
  await page.locator('h1').first().waitFor();
}

export async function toEnd(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('*').forEach((element) => element.scrollTo(0, 1e6))");
}

export async function showEnd(page: Page): Promise<void> {
  await showText(page);
  await toEnd(page);
}

/** Presses the first of these that can be seen. */
export async function press(page: Page, selector: string, opened: string): Promise<void> {
  await page.locator(selector).locator('visible=true').first().click();
  await page.locator(opened).first().waitFor();
}

/** Where the bar has room for every page there is nothing to open. */
export async function openMore(page: Page): Promise<void> {
  const more = page.locator('.more-destinations').locator('visible=true');
  if ((await more.count()) > 0) await press(page, '.more-destinations', '.menu');
}

/** The passage as it becomes, with what was changed in it. */
export async function judge(page: Page): Promise<void> {
  await select(page);
  await page.locator('.polish-kinds button').first().click();
  await page.locator('.review-bar .btn.ink, .polish-region ins').first().waitFor();
}

/** Three wordings of the passage, the last of which is looked at. */
export async function judgeSeveral(page: Page): Promise<void> {
  await judge(page);
  await page.locator('.review-bar .btn.ink').waitFor(); // all of the first one is there
  for (const count of [2, 3]) {
    const name = /^(再试|Try again)$/;
    const again = page.getByRole('button', { name });
    const more = page.locator('.review-bar [aria-haspopup=menu]');
    if ((await again.count()) === 0) await more.click();
    await again.or(page.getByRole('menuitem', { name })).first().click();
    await page.locator('.wording-switch', { hasText: new RegExp(`${count}\\D+${count}`, 'u') }).waitFor();
    await page.locator('.review-bar .btn.ink').waitFor();
  }
}

export async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
}

export async function openShortcuts(page: Page): Promise<void> {
  await page.keyboard.press('?');
  await page.locator('[role="dialog"][data-open]').waitFor();
}

/** As if a copy had been made: a real one would be in the next picture, and only the first can be made. */
export async function copyTemplate(page: Page): Promise<void> {
  const path = '/home/me/.maobi/templates/argumentative-essay.md';
  await page.route('**/api/templates/*/copy', (route) => route.fulfill({ json: { path } }));
  await press(page, '.template-buttons .btn.plain', '.toast');
}

export async function chooseTemplate(page: Page): Promise<void> {
  await page.locator('.template-choice select').selectOption({ index: 3 });
}

/** On a phone, over the lower part of the page, when the caret is in a field. */
export async function raiseKeyboard(page: Page): Promise<void> {
  const size = page.viewportSize();
  if (size && size.width < 600) await page.setViewportSize({ ...size, height: size.height - 424 });
}

/** A topic and a template without what the template has to know. */
export async function leaveMissing(page: Page): Promise<void> {
  await nameTopic(page);
  await chooseTemplate(page);
  await page.locator('.brief-hint').click();
}

export async function openVersions(page: Page): Promise<void> {
  await showText(page);
  await page
    .getByRole('button', { name: /^(Versions|版本)/ })
    .first()
    .click();
  await page.locator('[role="dialog"][data-open]').waitFor();
}

export async function openRowMenu(page: Page): Promise<void> {
  await openList(page);
  await page.locator('.conversation-row').first().hover();
  await press(page, '.conversation-row .row-more', '.menu');
}

export async function chooseInTitle(page: Page, name: RegExp): Promise<void> {
  await press(page, '.title-button', '.menu');
  await page.getByRole('menuitem', { name }).click();
  await page.locator('.dialog[data-open]').waitFor();
}

export async function judgeSuggestions(page: Page): Promise<void> {
  await showText(page);
  await press(page, '.suggestions-bar .btn', '.suggestions-review');
}

/** On a narrow page the outline lies behind a tab. */
export async function showOutline(page: Page): Promise<void> {
  const tab = page.getByRole('button', { name: /^(Outline|大纲)$/ });
  if (await tab.isVisible()) await tab.click();
}

export async function openOutlineMenu(page: Page): Promise<void> {
  await showOutline(page);
  await page.locator('.outline-row').first().hover();
  await press(page, '.outline-row .row-menu', '.menu');
}

export async function editRow(page: Page): Promise<void> {
  await openOutlineMenu(page);
  await page.getByRole('menuitem').first().click();
  await page.locator('.outline-row.editing').waitFor();
}

/** Three other ways to put a row of the outline. */
export async function suggestRows(page: Page): Promise<void> {
  await openOutlineMenu(page);
  await page.getByRole('menuitem', { name: /^(换三个写法看看|Show three alternatives)/ }).click();
  await page.locator('.suggestion').nth(2).waitFor();
}

export async function openSectionMenu(page: Page): Promise<void> {
  await showText(page);
  await page.locator('.text-section .answer p').first().hover();
  await press(page, '.section-actions .more-action', '.menu');
}

export async function split(page: Page): Promise<void> {
  await openSectionMenu(page);
  await page.getByRole('menuitem').first().click();
  await page.locator('.split-dialog').waitFor();
}

/** A wish in the writer's own words. */
export async function askOwn(page: Page): Promise<void> {
  await select(page);
  await page.getByRole('button', { name: /^(我来说|My way)/ }).click();
  await page.locator('.polish-own').waitFor();
}

interface NightAnswer {
  readonly summary: null;
}

/** As if a night had been asked for, and one were over. */
export async function planNight(page: Page): Promise<void> {
  const [startsAt, endsAt] = ['2026-01-05T23:00:00.000Z', '2026-01-06T07:00:00.000Z'];
  const nightRun = { from: '23:00', until: '07:00', isNightly: true, startsAt, endsAt };
  await answerWith(page, '/api/night-run', (answer: NightAnswer) => ({ ...answer, nightRun }));
  await page.locator('.night-planned').waitFor();
}

interface ModelsAnswer {
  readonly models: readonly { readonly isCatalogued: boolean; readonly sizeBytes: number }[];
}

/** As if the first model of the catalogue were on its way. */
export async function download(page: Page): Promise<void> {
  await answerWith(page, '/api/models', ({ models, ...rest }: ModelsAnswer) => {
    const first = models.find(({ isCatalogued }) => isCatalogued);
    const totalBytes = first?.sizeBytes ?? 0;
    const progress = { receivedBytes: Math.round(totalBytes * 0.38), totalBytes, bytesPerSecond: 5_400_000, remainingMs: 290_000 };
    const one = { state: 'downloading', source: null, ...progress, error: null };
    return { ...rest, models: models.map((model) => (model === first ? { ...model, download: one } : model)) };
  });
  const shown = page.locator('.download').first();
  await shown.waitFor();
  await shown.evaluate((download) => download.scrollIntoView({ block: 'center' }));
}

interface SystemAnswer {
  readonly engine: object;
}

export async function engineIn(page: Page, state: object): Promise<void> {
  await answerWith(page, '/api/system', (system: SystemAnswer) => ({ ...system, engine: { ...system.engine, ...state } }));
}

export const noMemory = { code: 'out-of-memory', message: 'The model needs 0.9 GB more memory than is free.' };

export async function tellRestored(page: Page): Promise<void> {
  const text = 'The database could not be read; the backup of 2026-01-05 took its place. The damaged file lies beside it.';
  const recovery = {
    backupAt: '2026-01-05T10:30:00.000Z',
    keptAs: '/home/writer/.maobi/maobi.sqlite.damaged-2026-01-05',
    messages: 3,
    sectionTexts: 1,
  };
  await answerWith(page, '/api/system', (system: SystemAnswer) => ({
    ...system,
    notices: [{ id: 'restored', code: 'restored-from-backup', text, recovery }],
  }));
}

/** Without the notice of the demo, with the comment beside the text; the words of the first paragraph are selected. */
export async function present(page: Page): Promise<void> {
  await answerWith(page, '/api/system', (system: SystemAnswer) => ({ ...system, isDemo: false }));
  await showText(page);
  await page.getByRole('button', { name: /^(1 comment|1 条批注)[:：]/ }).click();
  await page.locator('.comment').waitFor();
  const text = page.locator('.document-text');
  const hide = page.getByRole('button', { name: /^(Hide the aide|收起助手)$/ });
  // out of the aide, as the pointer that selects does
  if (await hide.isVisible()) await hide.click();
  else if (await text.isVisible()) await text.click({ position: { x: 12, y: 12 } });
  await select(page);
}

export async function editQuestion(page: Page): Promise<void> {
  const more = page.locator('.turn-actions [aria-haspopup=menu]').last();
  if (await more.isVisible()) await more.click();
  const name = /^(改问题|Edit question)$/;
  await page.getByRole('button', { name }).or(page.getByRole('menuitem', { name })).last().click();
  await page.getByRole('textbox', { name: /^(改写问题|Reword the question)$/ }).waitFor();
}
