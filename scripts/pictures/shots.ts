import type { Page } from 'playwright-core';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { PreparedStudio } from './prepared-studio.ts';
import { hillsPng } from './hills-png.ts';
import { longConversation, showcase, writtenDocument } from './prepared-texts.ts';

/** One page in one state. */
export interface Shot {
  readonly page: string;
  readonly state: string;
  /** Brings the studio into the state and says where the page lies; what is being written afterwards is stopped. */
  readonly path: string | ((studio: PreparedStudio) => Promise<string>);
  /** Something that is there when the page has been drawn. */
  readonly drawn: string;
  /** What a person does on the page before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const conversation = { page: 'conversation', drawn: '.answer, .outcome, .composer' };
const written = { page: 'document', drawn: '.document' };

/** Every page in every state; to add one, add a row. */
export const shots: readonly Shot[] = [
  { page: 'first run', state: 'choosing', path: '/welcome', drawn: '.first-run' },
  { page: 'new conversation', state: 'empty', path: '/conversations', drawn: '.composer' },
  {
    page: 'new conversation',
    state: 'typed',
    path: '/conversations',
    drawn: '.composer',
    act: (page) => type(page, '请写一段话介绍春天。\n要有声音和气味。'),
  },
  { ...conversation, state: 'long', path: longConversation },
  { ...conversation, state: 'long, top', path: longConversation, act: toTop },
  { ...conversation, state: 'everything', path: showcase, drawn: '.formula-display', act: toTop },
  { ...conversation, state: 'code', path: (studio) => answered(studio, '用 Python 写一个计算器代码') },
  {
    ...conversation,
    state: 'reading',
    path: async (studio) => {
      studio.write('reading');
      return `/c/${(await studio.ask('请写一篇关于社区图书馆的文章。')).conversation}`;
    },
  },
  {
    ...conversation,
    state: 'streaming',
    path: async (studio) => {
      studio.write('slow');
      const asked = await studio.ask('请写一篇关于“社区图书馆”的文章，1200字。');
      await studio.untilWritten(asked, 40);
      return `/c/${asked.conversation}`;
    },
  },
  {
    ...conversation,
    state: 'stopped',
    path: async (studio) => {
      studio.write('slow');
      const asked = await studio.ask('请写一篇关于“慢下来”的文章，1200字。');
      await studio.untilWritten(asked, 20);
      await studio.client.call('stopRun', { params: { id: asked.run }, body: {} });
      await studio.untilWritten(asked);
      return `/c/${asked.conversation}`;
    },
  },
  { ...conversation, state: 'error before', path: (studio) => answered(studio, '请写一段话介绍秋天。', 'error-before') },
  { ...conversation, state: 'error midway', path: (studio) => answered(studio, '请写一段话介绍冬天。', 'error-midway') },
  { ...conversation, state: 'search', path: longConversation, act: search },
  { page: 'new document', state: 'empty', path: '/documents', drawn: '.brief-sheet' },
  {
    page: 'new document',
    state: 'topic',
    path: '/documents',
    drawn: '.brief-sheet',
    act: (page) => type(page, '社区图书馆为什么值得保留'),
  },
  { page: 'document list', state: 'drawer', path: '/documents', drawn: '.brief-sheet', act: openList },
  { ...written, state: 'brief', path: async (studio) => `/documents/${(await studio.document('社区图书馆为什么值得保留', [])).id}` },
  { ...written, state: 'outline growing', path: growingOutline },
  {
    ...written,
    state: 'outline',
    path: async (studio) => `/documents/${(await studio.document('河边的夜市', ['灯亮起来', '一条街的手艺', '散场以后'])).id}`,
  },
  { ...written, state: 'writing', path: async (studio) => `/documents/${await writing(studio)}` },
  {
    ...written,
    state: 'paused',
    path: async (studio) => {
      const id = await writing(studio);
      const { job } = await studio.client.call('getDocument', { params: { id } });
      await studio.client.call('pauseJob', { params: { id: job?.id ?? '' }, body: {} });
      return `/documents/${id}`;
    },
  },
  { ...written, state: 'done', path: async (studio) => `/documents/${(await writtenDocument(studio)).id}` },
  { ...written, state: 'locked', path: async (studio) => `/documents/${(await writtenDocument(studio, { locks: true })).id}` },
  {
    ...written,
    state: 'versions',
    path: async (studio) => `/documents/${(await writtenDocument(studio, { rewrites: true })).id}`,
    act: async (page) => {
      await page
        .getByRole('button', { name: /^(Versions|版本)/ })
        .first()
        .click();
      await page.locator('[role="dialog"][data-open]').waitFor();
    },
  },
  { ...written, state: 'editor', path: readable, act: edit },
  { ...written, state: 'editor, menu', path: readable, act: openSlashMenu },
  { ...written, state: 'editor, selection', path: readable, act: selectInEditor },
  { ...written, state: 'editor, image', path: readable, act: insertImage },
  { ...written, state: 'editor, table', path: readable, act: chooseTable },
  { ...written, state: 'find', path: readable, act: find },
  { ...written, state: 'prompt', path: readable, act: (page) => showInAide(page, /^(Prompt|提示词)/) },
  { ...written, state: 'checks', path: readable, act: (page) => showInAide(page, /^(Checks|检查)/) },
  { ...written, state: 'comments', path: commented, act: showComments },
  { ...written, state: 'commented text', path: commented, act: showText },
  { ...written, state: 'selection', path: readable, act: select },
  { ...written, state: 'remark', path: readable, act: remark },
  { ...written, state: 'wide panes', path: readable, act: drawPanes },
  { ...conversation, state: 'about a document', path: aboutDocument },
  { page: 'home', state: 'at work', path: homeAtWork, drawn: '.audiences' },
  { page: 'palette', state: 'found', path: readable, drawn: '.document', act: (page) => lookUp(page, '图书馆') },
  { page: 'palette', state: 'comments found', path: commented, drawn: '.document', act: (page) => lookUp(page, '一句话') },
  { page: 'templates', state: 'usual', path: '/templates', drawn: '.template-card' },
  { page: 'queue page', state: 'at work', path: queuePage, drawn: '.queue-page' },
  { page: 'batches', state: 'list', path: batchList, drawn: '.batch-list' },
  { page: 'batch', state: 'done', path: writtenBatch, drawn: '.batch-page' },
  { page: 'models', state: 'usual', path: '/models', drawn: '.models-page, h1' },
  { page: 'models', state: 'compared', path: comparedModels, drawn: '.compared-figures', act: toComparison },
  { page: 'queue', state: 'panel', path: queueAtWork, drawn: 'h1', act: openQueue },
  { page: 'settings', state: 'usual', path: '/settings', drawn: 'h1' },
  { page: 'settings', state: 'kept', path: '/settings', drawn: '.settings-kept', act: toKept },
  { page: 'bin', state: 'empty', path: '/bin', drawn: 'h1' },
  { page: 'bin', state: 'filled', path: filledBin, drawn: 'h1' },
  { page: 'shortcuts', state: 'sheet', path: '/settings', drawn: 'h1', act: (page) => page.keyboard.press('?') },
  { page: 'notices', state: 'server gone', path: longConversation, drawn: '.answer', act: (page) => loseServer(page, '**/api/events') },
  { page: 'notices', state: 'server not found', path: '/', drawn: '.home', act: (page) => loseServer(page, '**/api/**') },
];

async function readable(studio: PreparedStudio): Promise<string> {
  return `/documents/${(await writtenDocument(studio)).id}`;
}

/** Two files of the one model there is, really measured; once, because it takes a while. */
async function comparedModels({ client, ownFile }: PreparedStudio): Promise<string> {
  const isMeasured = async () => (await client.call('getComparison', {})).models.filter(({ figures }) => figures).length > 1;
  if (await isMeasured()) return '/models';
  const { id } = await client.call('importModel', { body: { path: ownFile } });
  await client.call('startComparison', { body: { models: ['demo', id] } });
  while (!(await isMeasured())) await new Promise((resolve) => setTimeout(resolve, 100));
  return '/models';
}

async function toKept(page: Page): Promise<void> {
  await page.locator('.settings-kept').evaluate((list) => list.scrollIntoView({ block: 'center' }));
}

async function toComparison(page: Page): Promise<void> {
  await page.locator('.comparison').evaluate((section) => section.scrollIntoView());
}

async function aboutDocument(studio: PreparedStudio, conversation = uuidV7()): Promise<string> {
  const { id: documentId } = await writtenDocument(studio);
  await studio.client.call('createConversation', { body: { id: conversation, title: '开头怎么改', documentId } });
  await studio.untilWritten(await studio.ask('开头怎样改更好？', { conversation }));
  return `/c/${conversation}`;
}

/** Comments on words that are there and that are gone, and one that is resolved. */
async function commented(studio: PreparedStudio): Promise<string> {
  const { id, sections } = await writtenDocument(studio);
  const { comments } = await studio.client.call('listComments', { params: { id } });
  if (comments.length > 0) return `/documents/${id}`;
  const { id: sectionId, version } = sections[0] ?? { id, version: null };
  const text = version?.text ?? '';
  const remarkOn = async (quote: string, remark: string, at: number) => {
    const isThere = text.startsWith(quote, at);
    const before = isThere ? text.slice(Math.max(0, at - 40), at) : '它在另一段话里';
    const anchor = { quote, before, after: isThere ? text.slice(at + quote.length).slice(0, 40) : '' };
    const body = { id: uuidV7(), ...anchor, text: remark };
    return studio.client.call('addComment', { params: { id: sectionId }, body });
  };
  await remarkOn(text.slice(0, 12), '查一下这句话的出处。年份也要核对：是一九八四年，还是一九八五年？', 0);
  await remarkOn(text.slice(40, 52), 'Too much like a brochure. Say what one can see from the door.', 40);
  await remarkOn('后来删掉的一句话，它说的是别的事情', '留着，也许放到结尾。', 0);
  const { id: resolved, revision } = await remarkOn(text.slice(60, 70), '换个词', 60);
  await studio.client.call('updateComment', { params: { id: resolved }, body: { revision, isResolved: true } });
  return `/documents/${id}`;
}

async function queuePage(studio: PreparedStudio): Promise<string> {
  await queueAtWork(studio);
  return '/queue';
}

async function batchList(studio: PreparedStudio): Promise<string> {
  await writtenBatch(studio);
  return '/batches';
}

async function homeAtWork(studio: PreparedStudio): Promise<string> {
  await writing(studio);
  return '/';
}

async function writtenBatch(studio: PreparedStudio): Promise<string> {
  const id = uuidV7();
  const rows = ['旧物改造', '雨天读书', '阳台种菜', '周末骑行'].map((topic) => ({ id: uuidV7(), cells: { topic } }));
  const { client } = studio;
  await client.call('createBatch', { body: { id, title: '四篇随笔', template: 'free-writing', common: { words: '200' }, rows } });
  await client.call('startBatch', { params: { id }, body: {} });
  await studio.untilBatch(id, ({ state }) => state !== 'open');
  return `/batches/${id}`;
}

async function answered(studio: PreparedStudio, text: string, scenario: 'plain' | 'error-before' | 'error-midway' = 'plain') {
  studio.write('fast', scenario);
  const asked = await studio.ask(text);
  await studio.untilWritten(asked);
  return `/c/${asked.conversation}`;
}

async function growingOutline(studio: PreparedStudio): Promise<string> {
  const { id } = await studio.document('雨天的车站', []);
  studio.write('slow');
  await studio.client.call('writeOutline', { params: { id }, body: { runId: uuidV7() } });
  return `/documents/${id}`;
}

async function writing(studio: PreparedStudio): Promise<string> {
  const { id } = await studio.document('社区图书馆为什么值得保留', ['从一盏灯说起', '它留住了谁', '钱与时间', '回到门口']);
  await studio.writeDocument(id, 1);
  studio.write('slow');
  return id;
}

async function queueAtWork(studio: PreparedStudio): Promise<string> {
  studio.write('slow');
  await writing(studio);
  for (const text of ['请写一篇关于围棋的文章。', '第二个问题：怎样读一本厚书？']) await studio.ask(text);
  return '/models';
}

async function filledBin(studio: PreparedStudio): Promise<string> {
  for (const title of ['去年的周报', 'Notes for a talk']) {
    const id = uuidV7();
    await studio.client.call('createConversation', { body: { id, title } });
    await studio.client.call('binConversation', { params: { id }, body: {} });
  }
  const about = uuidV7();
  await aboutDocument(studio, about);
  await studio.client.call('binConversation', { params: { id: about }, body: {} });
  const { id } = await studio.document('不要了的一篇', ['开头']);
  await studio.client.call('binDocument', { params: { id }, body: {} });
  return '/bin';
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator('main').getByRole('textbox').first().fill(text);
}

/** On a narrow page the text lies behind a tab. */
async function showText(page: Page): Promise<void> {
  const tab = page.getByRole('button', { name: /^(Text|正文)$/ });
  if (await tab.isVisible()) await tab.click();
}

async function edit(page: Page): Promise<void> {
  await showText(page);
  await page.locator('.text-section .answer p').first().click();
  await page.locator('.ProseMirror').waitFor();
}

async function drawPanes(page: Page): Promise<void> {
  for (const line of await page.getByRole('separator').all()) if (await line.isVisible()) await line.press('End');
}

async function showComments(page: Page): Promise<void> {
  await showText(page);
  await page.getByRole('button', { name: /^(3 comments|3 条批注|2 comments|2 条批注)$/ }).click();
  await page.locator('.comment').first().waitFor();
}

async function select(page: Page): Promise<void> {
  await showText(page);
  await page.locator('.text-section .answer p').first().selectText();
  await page.locator('.polish-bubble').waitFor();
}

/** A remark on the words of the first paragraph. */
async function remark(page: Page): Promise<void> {
  await select(page);
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.comment-field textarea').fill('这一段先放着，等查到年份再改。');
}

async function openSlashMenu(page: Page): Promise<void> {
  await edit(page);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/');
  await page.locator('.slash-menu').waitFor();
}

async function selectInEditor(page: Page): Promise<void> {
  await edit(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.locator('.polish-bubble').waitFor();
}

async function insertImage(page: Page): Promise<void> {
  await edit(page);
  await page.locator('.words-frame input[type="file"]').setInputFiles({ name: 'hills.png', mimeType: 'image/png', buffer: hillsPng() });
  await page.locator('.words .kept-image').click();
  await page.locator('.image-panel').waitFor();
}

async function chooseTable(page: Page): Promise<void> {
  await edit(page);
  await page.locator('.words-button[data-name="table"]').click();
  await page.locator('.table-panel').waitFor();
}

async function find(page: Page): Promise<void> {
  await showText(page);
  await page.locator('.document-text').focus();
  await page.keyboard.press('Control+f');
  await page.locator('.find-bar input').first().fill('的');
}

async function showInAide(page: Page, name: RegExp): Promise<void> {
  const pane = page.getByRole('button', { name: /^(Aide|Assistant|助手)$/ });
  if (await pane.isVisible()) await pane.click();
  await page.getByRole('tab', { name }).click();
  await page.locator('.aide-tab > *').first().waitFor();
}

async function lookUp(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('.palette-field').fill(words);
  await page.getByRole('option').first().waitFor();
}

async function toTop(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('*').forEach((element) => element.scrollTo(0, 0))");
}

/** On a narrow page the list lies behind a button. */
async function openList(page: Page): Promise<void> {
  if ((await page.locator('.sidebar').count()) === 0) await page.keyboard.press('Control+b');
}

async function search(page: Page): Promise<void> {
  await openList(page);
  await page.locator('[role="search"] input').first().fill('图书馆');
  await page.locator('mark').first().waitFor();
}

async function openQueue(page: Page): Promise<void> {
  await page.locator('button.strip').click();
  await page.locator('[role="dialog"][data-open]:not([data-starting-style])').waitFor();
}

/** Refuses what is asked of these addresses, from a new visit on. */
async function loseServer(page: Page, addresses: string): Promise<void> {
  await page.route(addresses, (route) => route.abort());
  await page.reload();
  await page.locator('.notice, h1').first().waitFor();
}
