import type { Browser, Page, Route } from 'playwright-core';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { BuiltStudio } from './built-studio.ts';
import { makeDocument } from './make-document.ts';
import { sharedBrowser, visit, type VisitOptions } from './visit.ts';

/** Everything Markdown can show, wider than a phone where it can be. */
const showcase = `# 标题\n\n**粗体**、*斜体*、\`code\` 和[链接](https://example.com)。$E = mc^2$\n\n$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2} + ${'x + '.repeat(40)}y$$

| 甲 | 乙 | 丙 | 丁 | 戊 | 己 |\n|---|---|---|---|---|---|\n| ${'很宽的格子 | '.repeat(6)}\n
\`\`\`python\nprint("${'a very long line of code '.repeat(10)}")\n\`\`\`\n\n\`\`\`python\ndef add(a, b)\n    return a + b\n\`\`\`\n\n> 引文\n\n- 一\n- 二\n\n${'averyveryverylongword'.repeat(12)}\n\n![图](https://example.com/picture.png)\n`;

const conversations = '**/api/conversations/*';

/** Where a page lies, something that is there when it has been drawn, and what is pressed to open more of it. */
type PageToSee = readonly [path: string, isDrawn: string, opener?: string];

/** A studio with something on every page of it, and a browser to see them in. */
export class EveryPage implements AsyncDisposable {
  readonly studio: BuiltStudio;
  readonly browser: Browser;
  /** One whose answer is shown as everything Markdown can show. */
  readonly conversation: string;
  readonly #pages: readonly PageToSee[];

  private constructor(opened: { studio: BuiltStudio; browser: Browser }, made: { conversation: string; document: string }) {
    this.studio = opened.studio;
    this.browser = opened.browser;
    this.conversation = made.conversation;
    this.#pages = pagesWith(made);
  }

  static async open(): Promise<EveryPage> {
    const [studio, browser] = await Promise.all([BuiltStudio.startMeasured(), sharedBrowser()]);
    const conversation = await conversationWith(studio, '请展示一切。');
    await conversationInBin(studio);
    return new EveryPage({ studio, browser }, { conversation, document: await documentWith(studio) });
  }

  /** Visits all pages in one window; gives what left the machine or was refused meanwhile. */
  async see(options: VisitOptions, look: (page: Page, path: string) => Promise<void>) {
    await using one = await visit(this.browser, await this.studio.newLaunchUrl(), options);
    for (const [path, isDrawn, opener] of this.#pages) {
      // there alone: while any request can be answered for the studio, the browser loads everything anew for each page
      const hasAnswer = path === `/c/${this.conversation}`;
      if (hasAnswer) await one.context.route(conversations, this.showInAnswer);
      await one.page.goto(this.studio.url + path);
      await one.page.locator(isDrawn).first().waitFor();
      if (opener) await openMore(one.page, opener);
      await look(one.page, path);
      if (hasAnswer) await one.context.unroute(conversations);
    }
    return { foreignRequests: [...one.foreignRequests], complaints: [...one.complaints] };
  }

  /** Answers for the studio with the showcase in place of what the model wrote. */
  readonly showInAnswer = async (route: Route): Promise<void> => {
    const id = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const detail = await this.studio.client.call('getConversation', { params: { id } });
    const messages = detail.messages.map((message) => (message.role === 'assistant' ? { ...message, text: showcase } : message));
    await route.fulfill({ json: { ...detail, messages } });
  };

  [Symbol.asyncDispose](): Promise<void> {
    return this.studio[Symbol.asyncDispose]();
  }
}

function pagesWith({ conversation, document }: { readonly conversation: string; readonly document: string }): readonly PageToSee[] {
  return [
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
}

/** Presses a button and waits until what it opens is all there. */
async function openMore(page: Page, opener: string): Promise<void> {
  await page.locator(opener).click();
  await page.locator('[role="dialog"][data-open]:not([data-starting-style])').waitFor();
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
