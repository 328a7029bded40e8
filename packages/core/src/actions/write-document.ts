import { type Brief, countText, type WritingLanguage } from '@maobi/contract';
import { likelyTokens } from '../length/token-budget.ts';
import type { VersionPiece } from '../ports/document-store.ts';
import type { PromptMessage } from '../ports/engine.ts';
import { systemPrompts } from './converse.ts';
import { type AskedRow, documentWords } from './document-words.ts';

/**
 * The fixed beginning of every prompt of a document: it is agreed on when writing starts and kept from then on, byte for byte, so that
 * it is read once (design §5).
 */
export interface DocumentHead {
  readonly system: string;
  /** What is wanted, and the outline. */
  readonly request: string;
  /** The request asks for the whole text: a document of one piece has no outline and no requests for sections. */
  readonly asksWhole: boolean;
}

export interface WrittenSection extends AskedRow {
  /** Its text as it came to be; empty: nothing is written. */
  readonly pieces: readonly VersionPiece[];
}

/** The request that a brief amounts to, before an outline stands under it. @param wording a template's, in place of the usual one */
export function briefRequest(brief: Brief, wording: string | null = null): string {
  const { topic, words, language } = brief;
  const request = wording ?? [documentWords[language].request(topic, words), ...briefDetails(brief)].join('\n');
  return request.trim();
}

/** One line for each detail that was given. */
export function briefDetails(brief: Brief): string[] {
  const { details, listMark } = documentWords[brief.language];
  const given = {
    reader: brief.reader,
    tone: brief.tone,
    mustInclude: brief.mustInclude.join(listMark),
    mustAvoid: brief.mustAvoid.join(listMark),
    notes: brief.notes,
  };
  return Object.entries(given).flatMap(([name, text]) => (text === '' ? [] : [details[name as keyof typeof given] + text]));
}

/** @param system of a template; `null`: the studio's own */
export function systemOf(language: WritingLanguage, system: string | null): string {
  return system ?? systemPrompts[language];
}

/** @param system of a template; `null`: the studio's own */
export function documentHead(
  request: string,
  outline: readonly AskedRow[],
  language: WritingLanguage,
  system: string | null,
): DocumentHead {
  const { outlineTitle, outlineLine } = documentWords[language];
  const spoken = systemOf(language, system);
  if (outline.length === 1 && outline[0]?.points.length === 0) return { system: spoken, request, asksWhole: true };
  const lines = outline.map((row, index) => outlineLine(row, index + 1));
  return { system: spoken, request: [request, '', outlineTitle, ...lines].join('\n'), asksWhole: false };
}

/** Head and agreement: what can be read ahead before the first section is asked for. */
export function documentStart({ system, request, asksWhole }: DocumentHead, language: WritingLanguage): PromptMessage[] {
  const asked: PromptMessage[] = [
    { role: 'system', text: system },
    { role: 'user', text: request },
  ];
  return asksWhole ? asked : [...asked, { role: 'assistant', text: documentWords[language].agreed }];
}

/** So many of the sections that are left out are named with sentences; with more, naming them would take the room of the text. */
export const mostNamedWithEnds = 20;

export interface SectionPromptRequest {
  readonly head: DocumentHead;
  readonly language: WritingLanguage;
  /** All of them, in order. */
  readonly sections: readonly WrittenSection[];
  /** Of the one that is written. */
  readonly index: number;
  /** Tokens that the prompt may have. */
  readonly roomTokens: number;
  /** Its text is to be condensed to its target: what the shorter form has so far. `null`: it is written. */
  readonly condensed: string | null;
}

/**
 * The prompt that goes on with this section: head, each section before as it was asked for and written, then this one with what it has so far.
 * Each next prompt of an unedited document begins with exactly the one before and what was written on it.
 */
export function sectionPrompt(request: SectionPromptRequest): PromptMessage[] {
  const { head, language, sections, index } = request;
  const first = firstShownSection(request);
  const shown = sections.slice(first, index + 1).flatMap((section, offset) => {
    const isWritten = section.pieces.some(({ text }) => text !== '');
    if (!isWritten && first + offset !== index) return [];
    const asked = sectionTurns(section, first + offset + 1, language);
    return head.asksWhole ? asked.slice(1) : asked;
  });
  const turns = [...documentStart(head, language), ...leftOutTurns(sections.slice(0, first), language), ...shown];
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

/**
 * The first section whose text is in the prompt. When everything no longer fits, it jumps to the last one, so that the prompt grows again for a
 * while instead of losing its beginning with every section (design §5).
 */
function firstShownSection({ head, language, sections, index, roomTokens }: SectionPromptRequest): number {
  const headTokens = likelyTokens(countText(head.request), language);
  let first = 0;
  let held = 0;
  for (const [place, section] of sections.slice(0, index).entries()) {
    const tokens = likelyTokens(
      section.pieces.reduce((sum, { text }) => sum + countText(text), 0),
      language,
    );
    held += tokens;
    if (headTokens + held <= roomTokens) continue;
    first = place;
    held = tokens + tokensOfTurns(leftOutTurns(sections.slice(0, first), language), language);
  }
  return first;
}

function tokensOfTurns(turns: readonly PromptMessage[], language: WritingLanguage): number {
  return turns.reduce((sum, { text }) => sum + likelyTokens(countText(text), language), 0);
}

/** What is left out is named; of the last of them the first and the last sentence, too. */
function leftOutTurns(sections: readonly WrittenSection[], language: WritingLanguage): PromptMessage[] {
  const written = sections.filter(({ pieces }) => pieces.some(({ text }) => text !== ''));
  if (written.length === 0) return [];
  const { leftOut, agreed } = documentWords[language];
  const lines = written.map(({ heading, pieces }, index) => {
    const isNear = index >= written.length - mostNamedWithEnds;
    return isNear ? `- ${heading}: ${endsOf(pieces.map(({ text }) => text).join(''))}` : `- ${heading}`;
  });
  return [
    { role: 'user', text: [leftOut, ...lines].join('\n') },
    { role: 'assistant', text: agreed },
  ];
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
