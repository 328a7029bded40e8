import type { PolishKind, WritingLanguage } from '@maobi/contract';
import { writtenPerToken } from '../../language/measures.ts';

/** In tokens a second; `null`: not measured yet. */
export interface ModelPace {
  readonly read: number | null;
  readonly write: number | null;
}

/** How long the answer is, as a share of the passage. */
const growth: Readonly<Record<Exclude<PolishKind, 'continue'>, number>> = {
  improve: 1,
  shorten: 0.5,
  expand: 2,
  rephrase: 1,
  formal: 1,
  plain: 1,
  warm: 1,
  lively: 1.2,
  grammar: 1,
  translate: 1,
  own: 1,
};
const paragraphTokens = 110;
/** System prompt, request and marks. */
const aroundTokens = 70;
/** Reading takes about half as long as writing where it was not measured. */
const readingShare = 0.5;

/** How long it takes to do this to so many 字 or words; `null`: nobody knows how fast the model is here. */
export function polishMs(kind: PolishKind, count: number, language: WritingLanguage, pace: ModelPace): number | null {
  const tokens = count / writtenPerToken[language];
  const written = kind === 'continue' ? paragraphTokens : tokens * growth[kind];
  return takesMs({ read: aroundTokens + tokens, written }, pace);
}

/** How long so many tokens take; `null`: nobody knows how fast the model is here. */
export function takesMs(tokens: { readonly read: number; readonly written: number }, { read, write }: ModelPace): number | null {
  if (write === null || write <= 0) return null;
  const readTokenMs = read === null || read <= 0 ? (1000 / write) * readingShare : 1000 / read;
  return tokens.read * readTokenMs + (tokens.written * 1000) / write;
}
