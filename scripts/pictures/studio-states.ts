import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { PreparedStudio } from './prepared-studio.ts';
import { longConversation, writtenDocument } from './prepared-texts.ts';

export async function readable(studio: PreparedStudio): Promise<string> {
  return `/documents/${(await writtenDocument(studio)).id}`;
}

/** An open document, with others of what a studio holds to be found from it by `图书馆`. */
export async function findable(studio: PreparedStudio): Promise<string> {
  await longConversation(studio);
  await studio.document('社区图书馆为什么值得保留', ['从一盏灯说起', '图书馆留住了谁']);
  return readable(studio);
}

/** Two files of the one model there is, really measured; once, because it takes a while. */
export async function comparedModels({ client, ownFile }: PreparedStudio): Promise<string> {
  const isMeasured = async () => (await client.call('getComparison', {})).models.filter(({ figures }) => figures).length > 1;
  if (await isMeasured()) return '/models';
  const { id } = await client.call('importModel', { body: { path: ownFile } });
  await client.call('startComparison', { body: { models: ['demo', id] } });
  while (!(await isMeasured())) await new Promise((resolve) => setTimeout(resolve, 100));
  return '/models';
}

/** What was asked about a document, with what was read for it. */
export async function talkedAbout(studio: PreparedStudio): Promise<string> {
  const { id: documentId, sections } = await writtenDocument(studio);
  const conversation = uuidV7();
  await studio.client.call('createConversation', { body: { id: conversation, documentId } });
  const context = { sectionIds: sections.slice(0, 1).map(({ id }) => id) };
  await studio.untilWritten(await studio.ask('开头怎样改更好？', { conversation, context }));
  return `/documents/${documentId}`;
}

export async function polishing(studio: PreparedStudio): Promise<string> {
  const { id } = await writtenDocument(studio);
  studio.write('slow');
  await studio.client.call('startPolish', { params: { id }, body: { id: uuidV7(), kind: 'improve' } });
  return `/documents/${id}`;
}

export async function binned(studio: PreparedStudio): Promise<string> {
  const { id } = await writtenDocument(studio);
  await studio.client.call('binDocument', { params: { id }, body: {} });
  return `/documents/${id}`;
}

export async function aboutDocument(studio: PreparedStudio, conversation = uuidV7()): Promise<string> {
  const { id: documentId } = await writtenDocument(studio);
  await studio.client.call('createConversation', { body: { id: conversation, title: '开头怎么改', documentId } });
  await studio.untilWritten(await studio.ask('开头怎样改更好？', { conversation }));
  return `/c/${conversation}`;
}

/** Comments on words that are there and that are gone, and one that is resolved. */
export async function commented(studio: PreparedStudio): Promise<string> {
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

export async function queuePage(studio: PreparedStudio): Promise<string> {
  await queueAtWork(studio);
  return '/queue';
}

export async function documentList(studio: PreparedStudio): Promise<string> {
  await writtenDocument(studio);
  await brokenOff(studio);
  return '/documents';
}

/** Documents of the writer's own, and texts of a batch. */
export async function library(studio: PreparedStudio): Promise<string> {
  await writtenBatch(studio);
  await documentList(studio);
  return '/library?texts=all';
}

export async function batchList(studio: PreparedStudio): Promise<string> {
  await writtenBatch(studio);
  return '/batches';
}

export async function homeAtWork(studio: PreparedStudio): Promise<string> {
  await writing(studio);
  return '/';
}

export async function writtenBatch(studio: PreparedStudio): Promise<string> {
  const id = uuidV7();
  const rows = ['旧物改造', '雨天读书', '阳台种菜', '周末骑行'].map((topic) => ({ id: uuidV7(), cells: { topic } }));
  const { client } = studio;
  await client.call('createBatch', { body: { id, title: '四篇随笔', template: 'free-writing', common: { words: '200' }, rows } });
  await client.call('startBatch', { params: { id }, body: {} });
  await studio.untilBatch(id, ({ state }) => state !== 'open');
  return `/batches/${id}`;
}

export async function answered(studio: PreparedStudio, text: string, scenario: 'plain' | 'error-before' | 'error-midway' = 'plain') {
  studio.write('fast', scenario);
  const asked = await studio.ask(text);
  await studio.untilWritten(asked);
  return `/c/${asked.conversation}`;
}

/** Some of its rows are there. */
export async function growingOutline(studio: PreparedStudio): Promise<string> {
  const { id } = await studio.document('雨天的车站', []);
  studio.write('brisk');
  const run = uuidV7();
  await studio.client.call('writeOutline', { params: { id }, body: { runId: run } });
  await studio.untilWritten({ run }, 200);
  return `/documents/${id}`;
}

export async function writing(studio: PreparedStudio): Promise<string> {
  const { id } = await studio.document('社区图书馆为什么值得保留', ['从一盏灯说起', '它留住了谁', '钱与时间', '回到门口']);
  await studio.writeDocument(id, 1);
  studio.write('slow');
  return id;
}

export async function queueAtWork(studio: PreparedStudio): Promise<string> {
  studio.write('slow');
  await writing(studio);
  for (const text of ['请写一篇关于围棋的文章。', '第二个问题：怎样读一本厚书？']) await studio.ask(text);
  return '/models';
}

export async function filledBin(studio: PreparedStudio): Promise<string> {
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

/** Thirty sections, and names that no line holds. */
export async function largeDocument(studio: PreparedStudio): Promise<string> {
  const long = '从县城到省城再到外省：一家三代人坐绿皮火车、快车和高铁回乡过年的路线、票价、行李与路上遇见的人';
  const headings = Array.from({ length: 30 }, (_, place) => (place % 5 === 1 ? `${long}（${place + 1}）` : `第 ${place + 1} 站`));
  const { id, sections } = await studio.document(long, headings, 200);
  for (const { id: sectionId, heading } of sections.slice(0, 12)) {
    const body = {
      id: uuidV7(),
      baseId: null,
      source: 'user' as const,
      text: `${heading}。车窗外的田野一块一块地过去。\n\n`.repeat(4).trim(),
    };
    await studio.client.call('addVersion', { params: { id: sectionId }, body });
  }
  return `/documents/${id}`;
}

/** A section that is too short, one that broke off, and the rest still to be written. */
export async function brokenOff(studio: PreparedStudio): Promise<string> {
  const { id } = await studio.document('河边的夜市', ['灯亮起来', '一条街的手艺', '散场以后']);
  studio.write('fast', 'short');
  await studio.writeDocument(id, 1);
  studio.write('fast', 'error-midway');
  await studio.untilDocument(id, ({ job }) => job?.state !== 'open');
  return `/documents/${id}`;
}

/** Every paragraph polished, and the verdict still to come. */
export async function suggested(studio: PreparedStudio): Promise<string> {
  const { id } = await writtenDocument(studio);
  await studio.client.call('startPolish', { params: { id }, body: { id: uuidV7(), kind: 'improve' } });
  await studio.untilDocument(id, ({ job }) => job?.state !== 'open');
  return `/documents/${id}`;
}

export async function emptyBatch({ client }: PreparedStudio): Promise<string> {
  const id = uuidV7();
  await client.call('createBatch', { body: { id, title: '', template: 'free-writing', common: {}, rows: [] } });
  return `/batches/${id}`;
}

/** Rows that are done, at work and wait, and one that lacks what its template asks for. */
export async function batchAtWork(studio: PreparedStudio): Promise<string> {
  const id = uuidV7();
  const cells = [
    { topic: '旧物改造' },
    { topic: '雨天读书，外加一个长得一行放不下的题目，看它怎样折行' },
    { topic: '阳台种菜' },
    { words: '300' },
  ];
  const rows = cells.map((own) => ({ id: uuidV7(), cells: own as Record<string, string> }));
  const { client } = studio;
  await client.call('createBatch', { body: { id, title: '秋天的四篇', template: 'free-writing', common: { words: '200' }, rows } });
  await client.call('startBatch', { params: { id }, body: {} });
  await studio.untilBatch(id, (batch) => batch.state !== 'open' || batch.rows.some(({ state }) => state === 'done' || state === 'short'));
  studio.write('slow');
  return `/batches/${id}`;
}
