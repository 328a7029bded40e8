import { countText, type PolishKind, type WritingLanguage } from '@maobi/contract';
import { likelyTokens, tokenBudget } from '../length/token-budget.ts';
import type { PromptMessage } from '../ports/engine.ts';
import { paragraphLanguage } from '../typography/paragraph-language.ts';
import { systemPrompts } from './converse.ts';
import { documentWords } from './document-words.ts';

/** How much longer than the passage its new wording may become. */
const growth: Readonly<Partial<Record<PolishKind, number>>> = { expand: 2.2, translate: 1.6, own: 2 };
/** How long the new wording is, measured by the old one. */
const lengthAfter: Readonly<Partial<Record<PolishKind, number>>> = { shorten: 0.5 };

/** Only the passage travels, never the document around it: reading it costs seconds, not minutes. */
export function polishPrompt(text: string, kind: PolishKind, language: WritingLanguage, instruction = ''): PromptMessage[] {
  return [
    { role: 'system', text: systemPrompts[language] },
    { role: 'user', text: `${documentWords[language].polish(kind, instruction.replace(/[。.]$/u, ''), translatedInto(text))}\n\n${text}` },
  ];
}

/** The other one of the two languages. */
function translatedInto(text: string): WritingLanguage {
  return paragraphLanguage(text) === 'zh' ? 'en' : 'zh';
}

export function polishTokens(text: string, kind: PolishKind, language: WritingLanguage): number {
  return tokenBudget(Math.ceil(countText(text) * (growth[kind] ?? 1)), language);
}

/** Tokens that the new wording of so many 字 or words will probably have. */
export function likelyPolishTokens(words: number, kind: PolishKind, language: WritingLanguage): number {
  return Math.round(likelyTokens(words, language) * (lengthAfter[kind] ?? 1));
}

/** Kinds whose answer repeats most of the passage, so that it can be drafted from it. */
export function repeatsPassage(kind: PolishKind): boolean {
  return kind !== 'translate' && kind !== 'continue';
}
