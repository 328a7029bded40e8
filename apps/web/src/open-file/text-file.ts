import {
  countText,
  documentWordsRange,
  fenceAfter,
  longestPoint,
  maxHeadingLength,
  maxSections,
  mostPoints,
  sectionWordsRange,
  withoutBlankEnds,
  type WritingLanguage,
} from '@maobi/contract';
import { Slices } from '../slices/slices.ts';
import { textParts } from './text-parts.ts';

/** A section as a file tells of it. */
interface FileSection {
  readonly heading: string;
  readonly points: readonly string[];
  readonly text: string;
  readonly target: number;
}

/** A document that a file becomes. */
export interface FileDocument {
  readonly title: string;
  readonly language: WritingLanguage;
  /** Of the whole, in 字 or words. */
  readonly words: number;
  readonly sections: readonly FileSection[];
}

const outlineTarget = 200;

const markedHeading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/u;
/** `1. 引言`, `一、引言`, `第三节 引言`. */
const numbered = /^(?:\d+[.、)．]|[一二三四五六七八九十]+、|第[一二三四五六七八九十\d]+[章节部分]+)\s*(.+)$/u;
const bullet = /^\s*[-*+•]\s+(.+)$/u;

interface OpenSection {
  readonly heading: string;
  readonly lines: string[];
}

interface Heading {
  readonly level: number;
  readonly name: string;
}

interface OutlineRow {
  readonly heading: string;
  readonly points: string[];
}

/**
 * Reads Markdown, plain text or an outline as a document. The first heading of the first level is its title; the headings of the next level
 * that there are begin its sections. Without headings, numbered lines with nothing but list items between them are an outline; anything else
 * is one section with the whole text. A large file is read so that the page answers in between.
 */
export async function readTextFile(fileName: string, text: string): Promise<FileDocument> {
  const slices = new Slices();
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n?|\n/u);
  const fallback = (fileName.replace(/\.[^.]*$/u, '').trim() || fileName).slice(0, maxHeadingLength);
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  const { title, rest } = titleAndRest(lines, fallback);
  const rows = outlineRows(rest, language);
  await slices.next();
  const sections = rows.length > 0 ? rows : await writtenSections(headedTexts(rest, title), language, slices);
  const words = sections.reduce((sum, { target }) => sum + target, 0);
  return { title, language, words: within(words, documentWordsRange), sections };
}

function titleAndRest(lines: readonly string[], fallback: string): { title: string; rest: readonly string[] } {
  const first = lines.findIndex((line) => line.trim() !== '');
  const own = headingIn(lines[first] ?? '');
  return own?.level === 1 ? { title: own.name, rest: lines.slice(first + 1) } : { title: fallback, rest: lines };
}

/** `null` also for one that is too long to be called so: it stays in the text. */
function headingIn(line: string): Heading | null {
  const [, marks = '', name = ''] = markedHeading.exec(line) ?? [];
  return name !== '' && name.length <= maxHeadingLength ? { level: marks.length, name } : null;
}

/** Empty when it is no outline, or more than one can hold. */
function outlineRows(lines: readonly string[], language: WritingLanguage): FileSection[] {
  const rows: OutlineRow[] = [];
  for (const line of lines.map((each) => each.trim()).filter((each) => each !== '')) {
    const point = bullet.exec(line)?.[1];
    const row = numbered.exec(line)?.[1];
    if (row !== undefined) rows.push({ heading: row, points: [] });
    else if (point !== undefined && rows.length > 0) rows.at(-1)?.points.push(point);
    else return [];
  }
  const isTooLong = rows.some(
    ({ heading, points }) => heading.length > maxHeadingLength || points.some((point) => point.length > longestPoint),
  );
  const parts = rows.flatMap((row) => rowParts(row, language));
  // one numbered line is a text of one line
  if (rows.length < 2 || isTooLong || parts.length > maxSections) return [];
  return parts.map((row) => ({ ...row, text: '', target: outlineTarget }));
}

/** A row of more points than one can have goes on in further ones. */
function rowParts({ heading, points }: OutlineRow, language: WritingLanguage): OutlineRow[] {
  const count = Math.max(1, Math.ceil(points.length / mostPoints));
  return Array.from({ length: count }, (_, index) => ({
    heading: numberedName(heading, index + 1, language),
    points: points.slice(index * mostPoints, (index + 1) * mostPoints),
  }));
}

interface HeadedText {
  readonly name: string;
  readonly text: string;
}

function headedTexts(lines: readonly string[], title: string): HeadedText[] {
  const headings = headingsOf(lines);
  const level = headings.reduce((least, own) => Math.min(least, own?.level ?? least), Infinity);
  const sections: OpenSection[] = [{ heading: title, lines: [] }];
  for (const [index, line] of lines.entries()) {
    const own = headings[index];
    // what no longer fits an outline stays in the last section, heading and all
    if (own?.level === level && sections.length < maxSections) sections.push({ heading: own.name, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections
    .map(({ heading: name, lines: own }) => ({ name, text: withoutBlankEnds(own.join('\n')) }))
    .filter(({ text }, index) => index > 0 || text !== '' || sections.length === 1);
}

/** Of each line; `null`: it is none, or stands in code. */
function headingsOf(lines: readonly string[]): (Heading | null)[] {
  let closing: string | null = null;
  return lines.map((line) => {
    const isCode = closing !== null;
    closing = fenceAfter(line, closing);
    return isCode ? null : headingIn(line);
  });
}

function writtenSection(name: string, text: string): FileSection {
  return { heading: name, points: [], text, target: text === '' ? outlineTarget : within(countText(text), sectionWordsRange) };
}

/** What is too long to be worked on as one becomes several sections, numbered, as far as an outline has room for them. */
async function writtenSections(texts: readonly HeadedText[], language: WritingLanguage, slices: Slices): Promise<FileSection[]> {
  const sections: FileSection[] = [];
  let room = maxSections - texts.length;
  for (const { name, text } of texts) {
    await slices.next();
    const parts = textParts(text, room + 1);
    room -= parts.length - 1;
    for (const [index, part] of parts.entries()) {
      await slices.next();
      sections.push(writtenSection(numberedName(name, index + 1, language), part));
    }
  }
  return sections;
}

const longestNumber = 6;

/** What a part is called; the first one just as the whole. */
function numberedName(name: string, number: number, language: WritingLanguage): string {
  if (number === 1) return name;
  const beginning = name.slice(0, maxHeadingLength - longestNumber);
  return language === 'zh' ? `${beginning}（${number}）` : `${beginning} (${number})`;
}

function within(value: number, { minimum, maximum }: { readonly minimum: number; readonly maximum: number }): number {
  return Math.min(maximum, Math.max(minimum, value));
}
