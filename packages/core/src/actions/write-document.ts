import { countText, type Id, type WritingLanguage } from '@maobi/contract';
import { likelyTokens, tokenBudget } from '../length/token-budget.ts';
import type { VersionPiece } from '../ports/document-store.ts';
import type { PromptMessage } from '../ports/engine.ts';
import { type DocumentHead, documentStart } from './document-head.ts';
import { type AskedRow, documentWords } from './document-words.ts';

export interface WrittenSection extends AskedRow {
  readonly id: Id;
  /** Its text as it came to be; empty: nothing is written. */
  readonly pieces: readonly VersionPiece[];
}

/** Of the sections that are left out, so many are quoted at most, in so much of the room; with more there would be no room for the text. */
export const mostQuoted = 20;
export const quotedShare = 0.25;
/** Of a context, what a changed outline may take a second time. */
const changeShare = 0.1;
/** Kept free beside the prompt and the section's text: what is written in other tokens than was expected. */
const reserveTokens = 512;
/** Around each turn. */
export const tokensOfMarks = 6;

export interface SectionPromptRequest {
  readonly head: DocumentHead;
  readonly language: WritingLanguage;
  /** All of them, in order. */
  readonly sections: readonly WrittenSection[];
  /** Of the one that is written. */
  readonly index: number;
  /** What the prompt and the section's text may have together. */
  readonly contextTokens: number;
  /** Its text is to be condensed to its target: what the shorter form has so far. `null`: it is written. */
  readonly condensed: string | null;
}

/**
 * The prompt that goes on with this section: head, each section before as it was asked for and written, then this one with what it has so far.
 * Each next prompt of an unedited document begins with exactly the one before and what was written on it.
 */
export function sectionPrompt(request: SectionPromptRequest): PromptMessage[] {
  const { head, language, sections, index, contextTokens } = request;
  const first = firstShownSection(request);
  const shownTurns = (from: number, to: number) =>
    sections.slice(from, to).flatMap((section, offset) => {
      const place = from + offset;
      if (!isWritten(section) && place !== index) return [];
      const asked = sectionTurns(section, place + 1, language);
      return head.asksWhole && place === 0 ? asked.slice(1) : asked;
    });
  const news = Math.max(first, changedFrom(request));
  const turns = [
    ...documentStart(head, language, contextTokens),
    ...leftOutTurns(first, request),
    ...shownTurns(first, news),
    ...changeTurns(request),
    ...shownTurns(news, index + 1),
  ];
  const target = sections[index]?.target ?? 0;
  if (request.condensed === null) return turns;
  turns.push({ role: 'user', text: documentWords[language].condense(target) });
  return request.condensed === '' ? turns : [...turns, { role: 'assistant', text: request.condensed }];
}

/** The request for a section and its text; another paragraph that was asked for stands as a turn of its own, as it was written. */
function sectionTurns(section: WrittenSection, number: number, language: WritingLanguage): PromptMessage[] {
  const words = documentWords[language];
  const turns: PromptMessage[] = [{ role: 'user', text: words.section(section, number) }];
  for (const [index, { run, text }] of section.pieces.entries()) {
    const isExtension = run?.action === 'extend';
    if (text.trim() === '' && !(isExtension && index === section.pieces.length - 1)) continue;
    if (isExtension) turns.push({ role: 'user', text: words.extend });
    const spoken = isExtension ? text.trimStart() : text;
    const last = turns.at(-1);
    if (last?.role === 'assistant') turns[turns.length - 1] = { ...last, text: last.text + spoken };
    else if (spoken !== '') turns.push({ role: 'assistant', text: spoken });
  }
  return turns;
}

/** The first section, up to the one that is written, that the agreed outline has not at its place; behind that one where it has them all. */
function changedFrom({ head: { sectionIds }, sections, index }: SectionPromptRequest): number {
  const shown = sections.slice(0, index + 1);
  const place = sectionIds ? shown.findIndex(({ id }, at) => id !== sectionIds[at]) : -1;
  return place < 0 ? shown.length : place;
}

/**
 * What is said of an outline that was changed since it was agreed on: its sections from the first that stands elsewhere. Put in front of that one,
 * so that what was read before it stays as it is (design §5).
 */
function changeTurns(request: SectionPromptRequest): PromptMessage[] {
  const { language, sections, index, contextTokens } = request;
  const from = changedFrom(request);
  if (from > index) return [];
  const { changedOutline, changedOutlineBriefly, outlineHeading, agreed } = documentWords[language];
  const lines = sections.slice(from).map((section, offset) => outlineHeading(section, from + offset + 1));
  const whole = [changedOutline(from + 1), ...lines].join('\n');
  const fits = tokensOfTurns([{ role: 'user', text: whole }], language) <= contextTokens * changeShare;
  return [
    { role: 'user', text: fits ? whole : changedOutlineBriefly(from + 1) },
    { role: 'assistant', text: agreed },
  ];
}

/**
 * The first section whose text is in the prompt. When everything no longer fits, it jumps to the last one, so that the prompt grows again for a
 * while instead of losing its beginning with every section (design §5).
 */
function firstShownSection(request: SectionPromptRequest): number {
  const { head, language, sections, index, contextTokens } = request;
  const fixed = [...documentStart(head, language, contextTokens), ...changeTurns(request)];
  const roomTokens = roomOf(request) - tokensOfTurns(fixed, language);
  let first = 0;
  let held = 0;
  for (const [place, section] of sections.slice(0, index).entries()) {
    if (!isWritten(section)) continue;
    const tokens = tokensOfTurns(sectionTurns(section, place + 1, language), language);
    held += tokens;
    if (held <= roomTokens) continue;
    first = place;
    held = tokens + tokensOfTurns(leftOutTurns(first, request), language);
  }
  return first;
}

/**
 * Tokens that the prompt may have. The same for every section of an outline, or the leaps of one would be taken back by the next: the longest
 * one has room, though never more than half of the context.
 */
function roomOf({ language, sections, contextTokens }: SectionPromptRequest): number {
  const longest = sections.reduce((most, { target }) => Math.max(most, target), 0);
  return contextTokens - Math.min(tokenBudget(longest, language), contextTokens / 2) - reserveTokens;
}

/** Tokens that these turns will probably have. */
export function tokensOfTurns(turns: readonly PromptMessage[], language: WritingLanguage): number {
  return turns.reduce((sum, { text }) => sum + likelyTokens(countText(text), language) + tokensOfMarks, 0);
}

function isWritten({ pieces }: WrittenSection): boolean {
  return pieces.some(({ text }) => text !== '');
}

/** What stands in the prompt for the sections before this one: numbers of the earlier ones; of the last of them the first and the last sentence. */
function leftOutTurns(first: number, request: SectionPromptRequest): PromptMessage[] {
  const { sections, language } = request;
  const written = sections.flatMap((section, index) => (index < first && isWritten(section) ? [{ section, number: index + 1 }] : []));
  if (written.length === 0) return [];
  const { leftOut, leftOutBefore, agreed } = documentWords[language];
  const quotes: string[] = [];
  let roomTokens = roomOf(request) * quotedShare;
  for (const { section } of written.slice(-mostQuoted).toReversed()) {
    const quote = `- ${section.heading}: ${endsOf(section.pieces.map(({ text }) => text).join(''))}`;
    roomTokens -= likelyTokens(countText(quote), language);
    if (roomTokens < 0) break;
    quotes.unshift(quote);
  }
  const earlier = written.slice(0, written.length - quotes.length).map(({ number }) => number);
  const lines = earlier.length === 0 ? quotes : [leftOutBefore(rangesOf(earlier)), ...quotes];
  return [
    { role: 'user', text: [leftOut, ...lines].join('\n') },
    { role: 'assistant', text: agreed },
  ];
}

/** @returns such as `1-3, 5` */
function rangesOf(ascending: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const number of ascending) {
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

function endsOf(text: string): string {
  const sentences =
    text
      .match(/[^。！？!?.\n]+[。！？!?.]*/gu)
      ?.map((sentence) => sentence.trim())
      .filter(Boolean) ?? [];
  const [first = '', last = ''] = [sentences.at(0), sentences.length > 1 ? sentences.at(-1) : ''];
  return last === '' ? first : `${first} … ${last}`;
}
