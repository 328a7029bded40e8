import { type Brief, countText, type Id, type WritingLanguage } from '@maobi/contract';
import { likelyTokens } from '../length/token-budget.ts';
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
  /** The same with less and less of the outline, for a context that has no room for all of it. Absent: of a job of an earlier release. */
  readonly shorterRequests?: readonly string[];
  /** The sections of the outline in their order. Absent: of a job of an earlier release. */
  readonly sectionIds?: readonly Id[];
  /** The request asks for the whole text: a document of one piece has no outline and no requests for sections. */
  readonly asksWhole: boolean;
}

/** The request that a brief amounts to, before an outline stands under it. @param wording a template's, in place of the usual one */
export function briefRequest(brief: Brief, wording: string | null = null): string {
  const { topic, words, language, isOpenEnded } = brief;
  const { request: sized, openRequest } = documentWords[language];
  const request = wording ?? [isOpenEnded ? openRequest(topic) : sized(topic, words), ...briefDetails(brief)].join('\n');
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
  const spoken = systemOf(language, system);
  if (outline.length === 1 && outline[0]?.points.length === 0) return { system: spoken, request, asksWhole: true };
  const { outlineTitle, outlineLine, outlineHeading, outlineCount } = documentWords[language];
  const under = (lines: readonly string[]): string => [request, '', outlineTitle, ...lines].join('\n');
  return {
    system: spoken,
    request: under(outline.map((row, index) => outlineLine(row, index + 1))),
    shorterRequests: [
      under(outline.map((row, index) => outlineHeading(row, index + 1))),
      [request, '', outlineCount(outline.length)].join('\n'),
    ],
    asksWhole: false,
  };
}

/** Of a context, what an outline may take that stands in front of every section. */
export const headShare = 0.4;
/** Number and marks of a line. */
const tokensOfLine = 4;

/**
 * Head and agreement: what can be read ahead before the first section is asked for. Of the outline it has as much as leaves room for the texts:
 * all of it, its headings, or how many there are; each section's own request says what it is about.
 */
export function documentStart(head: DocumentHead, language: WritingLanguage, contextTokens: number): PromptMessage[] {
  const { system, request, shorterRequests = [], asksWhole } = head;
  const fits = (text: string): boolean => {
    const lines = text.split('\n').length;
    return likelyTokens(countText(text), language) + lines * tokensOfLine <= contextTokens * headShare;
  };
  const asked: PromptMessage[] = [
    { role: 'system', text: system },
    { role: 'user', text: [request, ...shorterRequests].find(fits) ?? shorterRequests.at(-1) ?? request },
  ];
  return asksWhole ? asked : [...asked, { role: 'assistant', text: documentWords[language].agreed }];
}
