import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { axeViolations } from './axe-violations.ts';
import { BuiltStudio } from './built-studio.ts';
import { makeDocument } from './make-document.ts';
import { chineseLabels, crowdedTargets, cutWords, movements, outsideWindow, smallTargets, unmarkedChinese } from './page-faults.ts';
import { openBrowser, visit, type VisitOptions } from './visit.ts';

/** Each theme, language and size once; how well each pair of colours is read stands in `contrast.test.ts`. */
const looks: readonly VisitOptions[] = [
  { language: 'zh', theme: 'light', size: 'desktop' },
  { language: 'en', theme: 'dark', size: 'phone' },
];

/** Everything Markdown can show, wider than a phone where it can be. */
const showcase = `# 标题\n\n**粗体**、*斜体*、\`code\` 和[链接](https://example.com)。$E = mc^2$\n\n$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2} + ${'x + '.repeat(40)}y$$

| 甲 | 乙 | 丙 | 丁 | 戊 | 己 |\n|---|---|---|---|---|---|\n| ${'很宽的格子 | '.repeat(6)}\n
\`\`\`python\nprint("${'a very long line of code '.repeat(10)}")\n\`\`\`\n\n\`\`\`python\ndef add(a, b)\n    return a + b\n\`\`\`\n\n> 引文\n\n- 一\n- 二\n\n${'averyveryverylongword'.repeat(12)}\n\n![图](https://example.com/picture.png)\n`;

/** What the writer called things is shown as it is; so are the way to the other language and the letters that show a typeface. */
const ownWords = ['请展示一切', '放进回收站的', '社区图书馆', '引言', '它留住了谁', '结论', '要点', '换成中文', '春天的风'];

/** A slow machine takes its time for all pages in a row. */
const patienceMs = 300_000;

describe('every page', () => {
  let studio: BuiltStudio;
  let browser: Browser;
  /** One whose answer is shown as the showcase. */
  let conversation: string;
  /** Where each page lies, something that is there when it has been drawn, and what is pressed to open more of it. */
  let pages: readonly (readonly [path: string, isDrawn: string, opener?: string])[];

  beforeAll(async () => {
    [studio, browser] = await Promise.all([BuiltStudio.start(), openBrowser()]);
    conversation = await conversationWith(studio, '请展示一切。');
    await conversationInBin(studio);
    const document = await documentWith(studio);
    pages = [
      ['/welcome', '.first-run'],
      ['/', '.audiences'],
      ['/', '.audiences', 'button.icon-btn[aria-keyshortcuts]'],
      ['/conversations', '.composer'],
      ['/templates', '.template-card'],
      [`/c/${conversation}`, '.formula-display'],
      ['/documents', '.brief-sheet'],
      [`/documents/${document}`, '.text-section'],
      ['/library', '.library'],
      ['/queue', '.queue-page'],
      ['/batches', '.batch-list'],
      ['/models', 'h1'],
      ['/models', 'h1', 'button.strip'],
      ['/settings', 'h1'],
      ['/bin', 'h1'],
    ];
  });
  afterAll(async () => {
    await browser?.close();
    await studio?.[Symbol.asyncDispose]();
  });

  /** Visits all pages in one window. */
  const seeAll = async (options: VisitOptions, look: (page: Page, path: string) => Promise<void>) => {
    await using one = await visit(browser, await studio.newLaunchUrl(), options);
    await one.context.route('**/api/conversations/*', (route) => showInAnswer(route, studio));
    for (const [path, isDrawn, opener] of pages) {
      await one.page.goto(studio.url + path);
      await one.page.locator(isDrawn).first().waitFor();
      if (opener) await open(one.page, opener);
      await look(one.page, path);
    }
    return { foreignRequests: [...one.foreignRequests], complaints: [...one.complaints] };
  };

  it('is really looked at: a button without a name is found', async () => {
    await using one = await visit(browser, await studio.newLaunchUrl(), { bypassesPolicy: true });
    await one.page.locator('h1').first().waitFor({ state: 'attached' });
    await one.page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
    expect(await axeViolations(one.page)).toEqual([expect.stringContaining('button-name')]);
  });

  it.each(looks)('does not scroll the window and has nothing axe-core objects to: $language, $theme, $size', async (look) => {
    const tooLarge: string[] = [];
    const violations: string[] = [];
    const misfits: string[] = [];
    const { foreignRequests } = await seeAll({ ...look, bypassesPolicy: true }, async (page, path) => {
      // what scrolls is a part of the page; were it the window, the bar could be scrolled away
      const [overflow, size] = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth > innerWidth || scrollHeight > innerHeight, `${scrollWidth} × ${scrollHeight}`] as const;
      });
      if (overflow) tooLarge.push(`${path}: ${size}`);
      violations.push(...(await axeViolations(page)).map((violation) => `${path}: ${violation}`));
      if (look.size === 'phone') misfits.push(...(await misfitsOnPhone(page)).map((misfit) => `${path}: ${misfit}`));
    });
    expect(tooLarge).toEqual([]);
    expect(violations).toEqual([]);
    expect(misfits).toEqual([]);
    expect(foreignRequests).toEqual([]);
  });

  it.each(['narrow', 'zoomed'] as const)(
    'X9: is all there when it is drawn larger, and with letters and lines apart: %s',
    async (size) => {
      const misfits: string[] = [];
      await seeAll({ size, bypassesPolicy: true }, async (page, path) => {
        const note = async (when: string) => {
          const found = [...(await outsideWindow(page)), ...(await cutWords(page))];
          misfits.push(...found.map((misfit) => `${path}${when}: ${misfit}`));
        };
        await note('');
        await page.addStyleTag({ content: spaced });
        await note(' spaced');
      });
      expect(misfits).toEqual([]);
    },
    patienceMs,
  );

  it('X6, X13: moves nothing where less movement is asked for, and has no target too small beside another', async () => {
    const [moving, crowded]: [string[], string[]] = [[], []];
    await seeAll({ prefersLessMotion: true }, async (page, path) => {
      moving.push(...(await movements(page)).map((movement) => `${path}: ${movement}`));
      crowded.push(...(await crowdedTargets(page)).map((target) => `${path}: ${target}`));
    });
    expect(moving).toEqual([]);
    expect(crowded).toEqual([]);
  });

  it('stays on this machine and within the policy of the page', async () => {
    const { foreignRequests, complaints } = await seeAll({}, async () => undefined);
    expect(foreignRequests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('K8: marks a mistake in the code of an answer, and asks to have it fixed when the writer says so', async () => {
    await using one = await visit(browser, await studio.newLaunchUrl(), { language: 'zh' });
    await one.context.route('**/api/conversations/*', (route) => showInAnswer(route, studio));
    await one.page.goto(`${studio.url}/c/${conversation}`);
    const mark = one.page.locator('.code-check[data-state="wrong"]');
    await mark.getByText('第 1 行：这一行没有写完').waitFor();
    const [sent] = await Promise.all([
      one.page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(`/${conversation}/messages`)),
      mark.getByRole('button', { name: '修正' }).click(),
    ]);
    expect(sent.postDataJSON()).toMatchObject({ text: expect.stringContaining('第 1 行（`def add(a, b)`）有语法错误：这一行没有写完') });
  });
});

/** What a thumb misses, what reaches over the edge, and what an English page says in Chinese. */
async function misfitsOnPhone(page: Page): Promise<string[]> {
  const labels = (await chineseLabels(page)).filter((words) => !ownWords.some((own) => words.includes(own)));
  return [...(await smallTargets(page)), ...(await outsideWindow(page)), ...(await unmarkedChinese(page)), ...labels];
}

/** As far apart as a reader may set letters, words, lines and paragraphs (WCAG 1.4.12). */
const spaced =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

/** Presses a button and waits until what it opens is all there. */
async function open(page: Page, opener: string): Promise<void> {
  await page.locator(opener).click();
  await page.locator('[role="dialog"][data-open]:not([data-starting-style])').waitFor();
}

/** Answers for the studio with the showcase in place of what the model wrote. */
async function showInAnswer(route: Route, studio: BuiltStudio): Promise<void> {
  const id = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
  const detail = await studio.client.call('getConversation', { params: { id } });
  const messages = detail.messages.map((message) => (message.role === 'assistant' ? { ...message, text: showcase } : message));
  await route.fulfill({ json: { ...detail, messages } });
}

async function conversationWith(studio: BuiltStudio, text: string): Promise<string> {
  const ids = { conversation: uuidV7(), question: uuidV7(), answer: uuidV7(), run: uuidV7() };
  await studio.client.call('createConversation', { body: { id: ids.conversation } });
  const body = { id: ids.question, parentId: null, text, answerId: ids.answer, runId: ids.run, options: { maxTokens: 20 } };
  await studio.client.call('sendMessage', { params: { id: ids.conversation }, body });
  for await (const event of studio.client.streamRun(ids.run)) if (event.type === 'ended') break;
  return ids.conversation;
}

async function conversationInBin(studio: BuiltStudio): Promise<void> {
  const id = uuidV7();
  await studio.client.call('createConversation', { body: { id, title: '放进回收站的' } });
  await studio.client.call('binConversation', { params: { id }, body: {} });
}

/** A document with a section by hand, one to be written and a locked one. */
async function documentWith(studio: BuiltStudio): Promise<string> {
  const sections = [{ heading: '引言', text: showcase }, { heading: '它留住了谁' }, { heading: '结论', isLocked: true }];
  const made = await makeDocument(
    studio,
    '社区图书馆为什么值得保留',
    sections.map((section) => ({ ...section, points: ['要点一', '要点二'], target: 200 })),
  );
  return made.id;
}
