import type { OutlineRow, PolishKind, WritingLanguage } from '@maobi/contract';

/** How the rows of an outline are asked for: the model answers in the same shape. */
const outlineShape = '{"sections":[{"heading":"","points":[""],"target":0}]}';

export type AskedRow = Pick<OutlineRow, 'heading' | 'points' | 'target'>;

interface DocumentWords {
  /** What is wanted. */
  request(topic: string, words: number): string;
  /** The same without a length. */
  openRequest(topic: string): string;
  /** What stands before each detail of a brief. */
  readonly details: Readonly<Record<'reader' | 'tone' | 'mustInclude' | 'mustAvoid' | 'notes', string>>;
  readonly listMark: string;
  readonly outlineTitle: string;
  outlineLine(row: AskedRow, index: number): string;
  /** In an outline whose points have no room. */
  outlineHeading(row: AskedRow, index: number): string;
  /** In place of an outline that has no room. */
  outlineCount(count: number): string;
  /** Before the sections from this one on, where the outline was changed since it was agreed on. */
  changedOutline(from: number): string;
  /** The same where they have no room. */
  changedOutlineBriefly(from: number): string;
  readonly agreed: string;
  section(row: AskedRow, index: number): string;
  /** One more paragraph for a section that is short. */
  readonly extend: string;
  condense(target: number): string;
  readonly leftOut: string;
  /** @param numbers such as `1-3, 5` */
  leftOutBefore(numbers: string): string;
  askOutline(topic: string, count: number, words: number): string;
  /** Behind a request for an outline that is written in parts. */
  firstRows(count: number): string;
  nextRows(count: number): string;
  readonly fixedRows: string;
  suggest(index: number, row: AskedRow, count: number): string;
  /** Before what of a document goes with a question. */
  readonly context: {
    outline(title: string): string;
    section(heading: string, number: number): string;
    changedSection(heading: string, number: number): string;
    passage(heading: string, number: number): string;
  };
  /** @param into of a translation */
  polish(kind: PolishKind, instruction: string, into: WritingLanguage): string;
}

const zh: DocumentWords = {
  request: (topic, words) => `请写一篇关于“${topic}”的文章，约${words}字。用 Markdown：先写标题，再分小节。`,
  openRequest: (topic) => `请写一篇题为“${topic}”的文章。用 Markdown。`,
  details: { reader: '读者：', tone: '语气：', mustInclude: '必须写到：', mustAvoid: '不要出现：', notes: '补充：' },
  listMark: '；',
  outlineTitle: '提纲：',
  outlineLine: ({ heading, points, target }, index) =>
    `${index}. ${heading}（约${target}字）${points.length > 0 ? `：${points.join('；')}` : ''}`,
  outlineHeading: ({ heading }, index) => `${index}. ${heading}`,
  outlineCount: (count) => `全文共${count}节，写到每节时再说明标题和要点。`,
  changedOutline: (from) => `提纲从第${from}节起改为：`,
  changedOutlineBriefly: (from) => `提纲从第${from}节起有改动，写到每节时再说明标题和要点。`,
  agreed: '好的。',
  section: ({ heading, points, target }, index) =>
    `写第${index}节“${heading}”，约${target}字。${points.length > 0 ? `要点：${points.join('；')}。` : ''}只写正文。`,
  extend: '这一节偏短，请再补一段。',
  condense: (target) => `这一节偏长，请压缩到约${target}字，不改变意思、人名和数字，只写正文。`,
  leftOut: '前面各节已经写完，这里只列最近几节的首句和末句：',
  leftOutBefore: (numbers) => `- 第${numbers}节：从略`,
  askOutline: (topic, count, words) => `请为“${topic}”列一份写作提纲，共${count}节，全文约${words}字。输出 JSON：${outlineShape}`,
  firstRows: (count) => `先列前${count}节。`,
  nextRows: (count) => `接着列后面${count}节。`,
  fixedRows: '这几节已经定下，不要重复：',
  suggest: (index, { target }, count) => `请为第${index}节另拟${count}个不同的标题和要点，每个约${target}字。输出 JSON：${outlineShape}`,
  context: {
    outline: (title) => `文稿“${title}”的提纲：`,
    section: (heading, number) => `第${number}节“${heading}”的正文：`,
    changedSection: (heading, number) => `第${number}节“${heading}”改过了，现在的正文：`,
    passage: (heading, number) => `第${number}节“${heading}”里选中的一段：`,
  },
  polish: (kind, instruction, into) => `${polishZh(kind, instruction, into)}只输出结果。`,
};

const en: DocumentWords = {
  request: (topic, words) => `Write an article about "${topic}", about ${words} words. Use Markdown: a title first, then short sections.`,
  openRequest: (topic) => `Write a text with the title "${topic}". Use Markdown.`,
  details: { reader: 'Readers: ', tone: 'Tone: ', mustInclude: 'Must include: ', mustAvoid: 'Must avoid: ', notes: 'Notes: ' },
  listMark: '; ',
  outlineTitle: 'Outline:',
  outlineLine: ({ heading, points, target }, index) =>
    `${index}. ${heading} (about ${target} words)${points.length > 0 ? `: ${points.join('; ')}` : ''}`,
  outlineHeading: ({ heading }, index) => `${index}. ${heading}`,
  outlineCount: (count) => `The text has ${count} sections; heading and points of each follow when it is asked for.`,
  changedOutline: (from) => `From section ${from} on, the outline is now:`,
  changedOutlineBriefly: (from) =>
    `From section ${from} on, the outline has changed; heading and points of each follow when it is asked for.`,
  agreed: 'OK.',
  section: ({ heading, points, target }, index) =>
    `Write section ${index}, "${heading}", about ${target} words. ${points.length > 0 ? `Points: ${points.join('; ')}. ` : ''}Body text only.`,
  extend: 'This section is short. Please add one more paragraph.',
  condense: (target) => `This section is long. Condense it to about ${target} words. Keep the meaning, names and numbers. Body text only.`,
  leftOut: 'The sections before are written; here are the first and the last sentence of the latest:',
  leftOutBefore: (numbers) => `- Sections ${numbers}: left out here`,
  askOutline: (topic, count, words) =>
    `Write an outline for "${topic}": ${count} sections, about ${words} words in all. Output JSON: ${outlineShape}`,
  firstRows: (count) => `Give the first ${count} of them now.`,
  nextRows: (count) => `Go on with the next ${count}.`,
  fixedRows: 'These sections are fixed, do not repeat them:',
  suggest: (index, { target }, count) =>
    `Suggest ${count} different headings with points for section ${index}, about ${target} words each. Output JSON: ${outlineShape}`,
  context: {
    outline: (title) => `Outline of the document "${title}":`,
    section: (heading, number) => `Text of section ${number}, "${heading}":`,
    changedSection: (heading, number) => `Section ${number}, "${heading}", was changed. Its text now:`,
    passage: (heading, number) => `A passage selected in section ${number}, "${heading}":`,
  },
  polish: (kind, instruction, into) => `${polishEn(kind, instruction, into)} Output only the result.`,
};

/** Every sentence with which a document is asked for. Changing one makes every document be read anew once. */
export const documentWords: Readonly<Record<WritingLanguage, DocumentWords>> = { zh, en };

function polishZh(kind: PolishKind, instruction: string, into: WritingLanguage): string {
  const keep = '不改变意思、人名和数字，';
  const asks: Readonly<Record<PolishKind, string>> = {
    improve: `请润色下面的文字，${keep}`,
    shorten: `请把下面的文字缩短到约一半，${keep}`,
    expand: `请把下面的文字扩写到约两倍，只补充细节和例子，${keep}`,
    rephrase: `请把下面的文字换一种说法，句式也要换，${keep}`,
    formal: `请把下面的文字改成正式的书面语，${keep}`,
    plain: `请把下面的文字改得通俗易懂，${keep}`,
    warm: `请把下面的文字改得亲切些，像对熟人说话，${keep}`,
    lively: `请把下面的文字改得生动些，用具体的动作和细节，${keep}`,
    grammar: `请改正下面文字里的错别字、病句和标点，其余一字不动，`,
    translate: `请把下面的文字翻译成${into === 'en' ? '英文' : '中文'}，人名和数字不变，`,
    continue: '请接着下面的文字再写一段，',
    own: `请按这个要求修改下面的文字：${instruction}。`,
  };
  return asks[kind];
}

function polishEn(kind: PolishKind, instruction: string, into: WritingLanguage): string {
  const keep = 'Keep the meaning, names and numbers.';
  const asks: Readonly<Record<PolishKind, string>> = {
    improve: `Polish the text below. ${keep}`,
    shorten: `Shorten the text below to about half. ${keep}`,
    expand: `Expand the text below to about twice its length with details and examples only. ${keep}`,
    rephrase: `Say the text below in other words, with other sentence patterns. ${keep}`,
    formal: `Rewrite the text below in a formal tone. ${keep}`,
    plain: `Rewrite the text below in plain words. ${keep}`,
    warm: `Rewrite the text below in a warm tone, as to someone you know. ${keep}`,
    lively: `Rewrite the text below in a lively way, with concrete actions and details. ${keep}`,
    grammar: 'Correct spelling, grammar and punctuation of the text below. Change nothing else.',
    translate: `Translate the text below into ${into === 'en' ? 'English' : 'Chinese'}. Keep names and numbers.`,
    continue: 'Write one more paragraph that continues the text below.',
    own: `Revise the text below as follows: ${instruction}.`,
  };
  return asks[kind];
}
