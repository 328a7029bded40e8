import type { Page } from 'playwright-core';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import {
  replace,
  edit,
  openSlashMenu,
  selectByKey,
  selectInEditor,
  setLink,
  insertImage,
  chooseTable,
  find,
  showSource,
} from './editor-acts.ts';
import {
  toKept,
  toComparison,
  showOutline,
  type,
  pasteLong,
  showText,
  showEnd,
  chooseTone,
  readAlone,
  readAloneForLong,
  drawPanes,
  showComments,
  select,
  remark,
  showInAide,
  lookUp,
  toTop,
  openList,
  search,
  openQueue,
  loseServer,
  refuse,
  toEnd,
  press,
  openPalette,
  chooseTemplate,
  leaveMissing,
  raiseKeyboard,
  copyTemplate,
  nameTopic,
  openShortcuts,
  openVersions,
  openRowMenu,
  chooseInTitle,
  judge,
  judgeSeveral,
  judgeSuggestions,
  openMore,
  openOutlineMenu,
  editQuestion,
  editRow,
  openSectionMenu,
  suggestRows,
  split,
  askOwn,
  planNight,
  download,
  engineIn,
  noMemory,
  tellRestored,
  present,
} from './page-acts.ts';
import type { PreparedStudio } from './prepared-studio.ts';
import { longConversation, showcase, typesetDocument, writtenDocument } from './prepared-texts.ts';
import { presentedDocument } from './presented-texts.ts';
import {
  aboutDocument,
  binned,
  polishing,
  talkedAbout,
  answered,
  batchAtWork,
  batchList,
  brokenOff,
  commented,
  comparedModels,
  documentList,
  emptyBatch,
  filledBin,
  findable,
  growingOutline,
  homeAtWork,
  largeDocument,
  library,
  queueAtWork,
  queuePage,
  readable,
  suggested,
  writing,
  writtenBatch,
} from './studio-states.ts';

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

const questionWithCode =
  '为什么这里会报错？\n\n```python\ndef add(a, b):\n    return a + b\n\nprint(add(1))\n```\n\n请说明原因，再给出改好的代码。';
/** There is nothing of this name. */
const nobody = uuidV7();
const conversation = { page: 'conversation', drawn: '.answer, .outcome, .composer' };
const written = { page: 'document', drawn: '.document' };

/** Every page in every state; to add one, add a row. */
export const shots: readonly Shot[] = [
  { page: 'first run', state: 'choosing', path: '/welcome', drawn: '.first-run' },
  // while there is nothing yet
  { page: 'home', state: 'empty', path: '/', drawn: '.audiences' },
  { page: 'queue page', state: 'empty', path: '/queue', drawn: '.queue-page' },
  { page: 'batches', state: 'empty', path: '/batches', drawn: '.batch-list' },
  { page: 'bin', state: 'empty', path: '/bin', drawn: 'h1' },
  { page: 'queue', state: 'empty', path: '/models', drawn: 'h1', act: openQueue },
  { page: 'new conversation', state: 'empty', path: '/conversations', drawn: '.composer' },
  {
    page: 'new conversation',
    state: 'typed',
    path: '/conversations',
    drawn: '.composer',
    act: (page) => type(page, '请写一段话介绍春天。\n要有声音和气味。'),
  },
  { page: 'new conversation', state: 'long paste', path: '/conversations', drawn: '.composer', act: pasteLong },
  { ...conversation, state: 'long', path: longConversation },
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
  { ...conversation, state: 'question with code', path: (studio) => answered(studio, questionWithCode) },
  {
    ...conversation,
    state: 'question folded',
    path: (studio) => answered(studio, `请把下面的记录整理成周报。\n\n${'周一把导入页面的两个错改了，顺手补了测试。\n'.repeat(30)}`),
  },
  { ...conversation, state: 'error before', path: (studio) => answered(studio, '请写一段话介绍秋天。', 'error-before') },
  { ...conversation, state: 'error midway', path: (studio) => answered(studio, '请写一段话介绍冬天。', 'error-midway') },
  { ...conversation, state: 'search', path: longConversation, act: search },
  {
    ...conversation,
    state: 'nothing found',
    path: longConversation,
    act: (page) => search(page, '找不到的词', '.list-empty, [role="search"]'),
  },
  { ...conversation, state: 'list', path: longConversation, act: openList },
  { ...conversation, state: 'list, menu', path: longConversation, act: openRowMenu },
  {
    ...conversation,
    state: 'question edited',
    path: longConversation,
    act: editQuestion,
  },
  {
    ...conversation,
    state: 'keyboard',
    path: longConversation,
    act: async (page) => {
      await type(page, '再写一段，讲讲冬天的河边。');
      await raiseKeyboard(page);
    },
  },
  { ...conversation, state: 'missing', path: `/c/${nobody}`, drawn: 'h1' },
  { page: 'new document', state: 'empty', path: '/documents', drawn: '.brief-sheet' },
  {
    page: 'new document',
    state: 'topic',
    path: '/documents',
    drawn: '.brief-sheet',
    act: nameTopic,
  },
  { page: 'new document', state: 'template', path: '/documents', drawn: '.brief-sheet', act: chooseTemplate },
  { page: 'new document', state: 'missing', path: '/documents', drawn: '.brief-sheet', act: leaveMissing },
  { page: 'new document', state: 'end', path: '/documents', drawn: '.brief-sheet', act: toEnd },
  { ...written, state: 'brief', path: async (studio) => `/documents/${(await studio.document('社区图书馆为什么值得保留', [])).id}` },
  { ...written, state: 'outline growing', path: growingOutline },
  {
    ...written,
    state: 'outline',
    path: async (studio) => `/documents/${(await studio.document('河边的夜市', ['灯亮起来', '一条街的手艺', '散场以后'])).id}`,
    act: showOutline,
  },
  {
    ...written,
    state: 'outline, text',
    path: async (studio) => `/documents/${(await studio.document('河边的夜市', ['灯亮起来'])).id}`,
    act: showText,
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
  {
    ...written,
    state: 'locked',
    path: async (studio) => `/documents/${(await writtenDocument(studio, { locks: true })).id}`,
    act: showOutline,
  },
  { ...written, state: 'large', path: largeDocument, act: showOutline },
  { ...written, state: 'large, text', path: largeDocument, act: showText },
  { ...written, state: 'broken off', path: brokenOff, act: showText },
  { ...written, state: 'missing', path: `/documents/${nobody}`, drawn: 'h1' },
  { page: 'library', state: 'list', path: library, drawn: '.document-rows' },
  { page: 'library', state: 'nothing found', path: '/library?template=email&progress=done', drawn: '.library-count' },
  { page: 'document list', state: 'drawer', path: documentList, drawn: '.brief-sheet', act: openList },
  { ...written, state: 'menu', path: readable, act: (page) => press(page, '.title-button', '.menu') },
  { ...written, state: 'brief changed', path: readable, act: (page) => chooseInTitle(page, /^(题目和要求|Topic and wishes)/) },
  { ...written, state: 'polish all', path: readable, act: (page) => chooseInTitle(page, /^(全文润色|Polish all)/) },
  { ...written, state: 'suggested', path: suggested, act: showText },
  { ...written, state: 'suggestions', path: suggested, act: judgeSuggestions },
  { ...written, state: 'outline, menu', path: readable, act: openOutlineMenu },
  { ...written, state: 'outline, row', path: readable, act: editRow },
  { ...written, state: 'outline, alternatives', path: readable, act: suggestRows },
  { ...written, state: 'section, menu', path: readable, act: openSectionMenu },
  { ...written, state: 'split', path: readable, act: split },
  { ...written, state: 'polished', path: readable, act: judge },
  { ...written, state: 'polished, several wordings', path: readable, act: judgeSeveral },
  { ...written, state: 'own words', path: readable, act: askOwn },
  { ...written, state: 'editor, source', path: readable, act: showSource },
  {
    ...written,
    state: 'versions',
    path: async (studio) => `/documents/${(await writtenDocument(studio, { rewrites: true })).id}`,
    act: openVersions,
  },
  { ...written, state: 'editor', path: readable, act: edit },
  {
    ...written,
    state: 'editor, keyboard',
    path: readable,
    act: async (page) => {
      await edit(page);
      await raiseKeyboard(page);
    },
  },
  { ...written, state: 'editor, menu', path: readable, act: openSlashMenu },
  { ...written, state: 'editor, selection', path: readable, act: selectInEditor },
  { ...written, state: 'editor, link', path: readable, act: setLink },
  { ...written, state: 'editor, image', path: readable, act: insertImage },
  { ...written, state: 'editor, table', path: readable, act: chooseTable },
  { ...written, state: 'content', path: typesetDocument, act: showText },
  { ...written, state: 'content, end', path: typesetDocument, act: showEnd },
  { ...written, state: 'editor, content', path: typesetDocument, act: edit },
  { ...written, state: 'find', path: readable, act: find },
  { ...written, state: 'find, replace', path: readable, act: replace },
  { ...written, state: 'focus', path: readable, act: readAlone },
  { ...written, state: 'focus, late', path: readable, act: readAloneForLong },
  { ...written, state: 'prompt', path: readable, act: (page) => showInAide(page, /^(Prompt|提示词)/) },
  { ...written, state: 'checks', path: readable, act: (page) => showInAide(page, /^(Checks|检查)/) },
  { ...written, state: 'comments', path: commented, act: showComments },
  { ...written, state: 'commented text', path: commented, act: showText },
  { ...written, state: 'selection', path: readable, act: select },
  { ...written, state: 'selection, by key', path: readable, act: selectByKey },
  { ...written, state: 'selection, tones', path: readable, act: chooseTone },
  { ...written, state: 'remark', path: readable, act: remark },
  { ...written, state: 'aide', path: readable, act: (page) => showInAide(page, /^(Ask|对话)/) },
  { ...written, state: 'aide, answered', path: talkedAbout, act: (page) => showInAide(page, /^(Ask|对话)/) },
  {
    ...written,
    state: 'aide, versions',
    path: async (studio) => `/documents/${(await writtenDocument(studio, { rewrites: true })).id}`,
    act: (page) => showInAide(page, /^(Versions|版本)/),
  },
  { ...written, state: 'polishing', path: polishing },
  { ...written, state: 'binned', path: binned },
  { ...written, state: 'wide panes', path: readable, act: drawPanes },
  { ...conversation, state: 'about a document', path: aboutDocument },
  { page: 'home', state: 'at work', path: homeAtWork, drawn: '.audiences' },
  { page: 'palette', state: 'found', path: findable, drawn: '.document', act: (page) => lookUp(page) },
  { page: 'palette', state: 'comments found', path: commented, drawn: '.document', act: (page) => lookUp(page, '这句话') },
  { page: 'palette', state: 'commands', path: '/', drawn: '.home', act: openPalette },
  { page: 'palette', state: 'commands of a document', path: readable, drawn: '.document', act: openPalette },
  { page: 'palette', state: 'nothing', path: '/', drawn: '.home', act: (page) => lookUp(page, 'zzzz', '.palette-list, .palette') },
  { page: 'home', state: 'more', path: '/', drawn: '.home', act: openMore },
  {
    page: 'templates',
    state: 'example',
    path: '/templates',
    drawn: '.template-card',
    act: (page) => press(page, '.template-example summary', '.template-example[open]'),
  },
  { page: 'templates', state: 'none', path: '/templates', drawn: '.template-card', act: (page) => type(page, 'zzzz') },
  { page: 'templates', state: 'usual', path: '/templates', drawn: '.template-card' },
  { page: 'queue page', state: 'at work', path: queuePage, drawn: '.queue-page' },
  { page: 'queue page', state: 'night', path: '/queue', drawn: '.queue-page', act: planNight },
  { page: 'batches', state: 'list', path: batchList, drawn: '.batch-list' },
  { page: 'batch', state: 'done', path: writtenBatch, drawn: '.batch-page' },
  { page: 'batch', state: 'empty', path: emptyBatch, drawn: '.batch-page' },
  { page: 'batch', state: 'at work', path: batchAtWork, drawn: '.batch-page' },
  {
    page: 'batch',
    state: 'row',
    path: writtenBatch,
    drawn: '.batch-page',
    act: (page) => press(page, '.row-open, .batch-cards .batch-card', '.row-panel'),
  },
  {
    page: 'batch',
    state: 'all rows',
    path: writtenBatch,
    drawn: '.batch-page',
    act: (page) => press(page, '.batch-row.common .batch-cell, .batch-card.common', '.batch-page'),
  },
  {
    page: 'batch',
    state: 'menu',
    path: writtenBatch,
    drawn: '.batch-page',
    act: (page) => press(page, '.batch-buttons .icon-btn', '.menu'),
  },
  {
    page: 'batch',
    state: 'cell',
    path: writtenBatch,
    drawn: '.batch-page',
    act: (page) => press(page, '.batch-cell.topic, .batch-cards .batch-card', '.batch-page'),
  },
  { page: 'models', state: 'downloading', path: '/models', drawn: '.models-page', act: download },
  { page: 'models', state: 'end', path: '/models', drawn: '.models-page', act: toEnd },
  { page: 'models', state: 'usual', path: '/models', drawn: '.models-page, h1' },
  { page: 'models', state: 'compared', path: comparedModels, drawn: '.compared-figures', act: toComparison },
  { page: 'queue', state: 'panel', path: queueAtWork, drawn: 'h1', act: openQueue },
  { page: 'settings', state: 'usual', path: '/settings', drawn: 'h1' },
  { page: 'settings', state: 'end', path: '/settings', drawn: 'h1', act: toEnd },
  { page: 'settings', state: 'kept', path: '/settings', drawn: '.settings-kept', act: toKept },
  { page: 'bin', state: 'filled', path: filledBin, drawn: 'h1' },
  { page: 'shortcuts', state: 'sheet', path: '/settings', drawn: 'h1', act: openShortcuts },
  { page: 'notices', state: 'server gone', path: longConversation, drawn: '.answer', act: (page) => loseServer(page, '**/api/events') },
  { page: 'notices', state: 'server not found', path: '/', drawn: '.home', act: (page) => loseServer(page, '**/api/**') },
  { page: 'notices', state: 'signed out', path: '/', drawn: '.home', act: refuse },
  { page: 'notices', state: 'restarting', path: readable, drawn: '.document', act: (page) => engineIn(page, { state: 'restarting' }) },
  {
    page: 'notices',
    state: 'loading',
    path: readable,
    drawn: '.document',
    act: (page) => engineIn(page, { state: 'loading', percent: 38 }),
  },
  { page: 'notices', state: 'failed', path: '/', drawn: '.home', act: (page) => engineIn(page, { state: 'failed', error: noMemory }) },
  { page: 'notices', state: 'restored', path: '/', drawn: '.home', act: tellRestored },
  { page: 'first run', state: 'downloading', path: '/welcome', drawn: '.first-run', act: download },
  {
    page: 'toast',
    state: 'copied',
    path: '/templates',
    drawn: '.template-card',
    act: copyTemplate,
  },
  { page: 'shown', state: 'chinese', path: (studio) => presentedDocument(studio, 'zh'), drawn: '.document', act: present },
  { page: 'shown', state: 'english', path: (studio) => presentedDocument(studio, 'en'), drawn: '.document', act: present },
];
