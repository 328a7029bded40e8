import { countText, documentWordsRange, maxSections, sectionWordsRange, type WritingLanguage } from '@maobi/contract';
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

const longestName = 200;
const longestPoint = 500;
const mostPoints = 20;
const outlineTarget = 200;

const heading = /^ {0,3}(#{1,6})\s+(.+?)\s*#*$/u;
const fence = /^ {0,3}(`{3,}|~{3,})/u;
/** `1. 引言`, `一、引言`, `第三节 引言`. */
const numbered = /^(?:\d+[.、)．]|[一二三四五六七八九十]+、|第[一二三四五六七八九十\d]+[章节部分]+)\s*(.+)$/u;
const bullet = /^\s*[-*+•]\s+(.+)$/u;

interface OpenSection {
  heading: string;
  readonly lines: string[];
}

/**
 * Reads Markdown, plain text or an outline as a document. The first heading of the first level is its title; the headings of the next level
 * that there are begin its sections. Without headings, numbered lines with nothing but list items between them are an outline; anything else
 * is one section with the whole text. A large file is read so that the page answers in between.
 */
export async function readTextFile(fileName: string, text: string): Promise<FileDocument> {
  const slices = new Slices();
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n?|\n/u);
  const fallback = shortened(fileName.replace(/\.[^.]*$/u, '').trim() || fileName);
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  const { title, rest } = titleAndRest(lines, fallback);
  const rows = outlineRows(rest);
  await slices.next();
  const sections = rows.length > 0 ? rows : await writtenSections(headedTexts(rest, title), language, slices);
  const words = sections.reduce((sum, { target }) => sum + target, 0);
  return { title, language, words: within(words, documentWordsRange), sections };
}

function titleAndRest(lines: readonly string[], fallback: string): { title: string; rest: readonly string[] } {
  const first = lines.findIndex((line) => line.trim() !== '');
  const match = heading.exec(lines[first] ?? '');
  if (match?.[1] !== '#') return { title: fallback, rest: lines };
  return { title: shortened(match[2] ?? fallback), rest: lines.slice(first + 1) };
}

/** Empty when it is no outline. */
function outlineRows(lines: readonly string[]): FileSection[] {
  const rows: { heading: string; points: string[] }[] = [];
  for (const line of lines.map((each) => each.trim()).filter((each) => each !== '')) {
    const point = bullet.exec(line)?.[1];
    const row = numbered.exec(line)?.[1];
    if (row !== undefined) rows.push({ heading: shortened(row), points: [] });
    else if (point !== undefined && rows.length > 0) rows.at(-1)?.points.push(point.slice(0, longestPoint));
    else return [];
  }
  // one numbered line is a text of one line
  if (rows.length < 2) return [];
  return rows.slice(0, maxSections).map((row) => ({ ...row, points: row.points.slice(0, mostPoints), text: '', target: outlineTarget }));
}

interface HeadedText {
  readonly name: string;
  readonly text: string;
}

function headedTexts(lines: readonly string[], title: string): HeadedText[] {
  const level = Math.min(...headingsOf(lines).map(({ depth }) => depth));
  const sections: OpenSection[] = [{ heading: title, lines: [] }];
  let isCode = false;
  for (const line of lines) {
    if (fence.test(line)) isCode = !isCode;
    const match = isCode ? null : heading.exec(line);
    // what no longer fits an outline stays in the last section, heading and all
    if (match?.[1]?.length === level && sections.length < maxSections) sections.push({ heading: shortened(match[2] ?? ''), lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections
    .map(({ heading: name, lines: own }) => ({ name, text: own.join('\n').trim() }))
    .filter(({ text }, index) => index > 0 || text !== '' || sections.length === 1);
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
    const first = parts.length === 1 ? name : name.slice(0, longestName - longestNumber);
    for (const [index, part] of parts.entries()) {
      await slices.next();
      sections.push(writtenSection(index === 0 ? first : numberedName(first, index + 1, language), part));
    }
  }
  return sections;
}

const longestNumber = 6;

function numberedName(name: string, number: number, language: WritingLanguage): string {
  return language === 'zh' ? `${name}（${number}）` : `${name} (${number})`;
}

function headingsOf(lines: readonly string[]): { depth: number }[] {
  let isCode = false;
  return lines.flatMap((line) => {
    if (fence.test(line)) isCode = !isCode;
    const depth = isCode ? undefined : heading.exec(line)?.[1]?.length;
    return depth === undefined ? [] : [{ depth }];
  });
}

function shortened(text: string): string {
  return text.trim().slice(0, longestName);
}

function within(value: number, { minimum, maximum }: { readonly minimum: number; readonly maximum: number }): number {
  return Math.min(maximum, Math.max(minimum, value));
}
