import type { SearchHit } from '@maobi/contract';

/** One unit of the full-text index, with its place in the original text (UTF-16 offsets). */
export interface SearchToken {
  /** Folded: lower case, full-width and compatibility forms plain, Latin accents removed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A single character of a script written without spaces between words. */
  readonly isCjk: boolean;
}

/** `phrase`: these tokens one after the other; `prefix`: one token that begins so. */
export type SearchTerm =
  { readonly kind: 'phrase'; readonly tokens: readonly string[] } | { readonly kind: 'prefix'; readonly token: string };

const cjkCharacter = String.raw`(?=[\p{L}\p{N}\p{M}])[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}]`;
const tokenPattern = new RegExp(String.raw`(${cjkCharacter})|(?:(?!${cjkCharacter})[\p{L}\p{N}\p{M}])+`, 'gu');

/**
 * Splits text for the index: every CJK character is a token of its own, so that words of any length are found as
 * phrases without a dictionary; everything else is split at what is neither letter, digit nor mark.
 */
export function* searchTokens(text: string): Generator<SearchToken> {
  for (const match of text.matchAll(tokenPattern)) {
    const folded = fold(match[0]);
    if (folded) yield { text: folded, start: match.index, end: match.index + match[0].length, isCjk: match[1] !== undefined };
  }
}

/** Most tokens: nothing to fold, and Unicode normalization is what indexing spends its time on. */
const foldedAlready = /^(?:[\u4e00-\u9fff]|[a-z0-9]+)$/;

function fold(token: string): string {
  if (foldedAlready.test(token)) return token;
  return token
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}

/** What a query asks for; all terms must be met. Empty when the query holds nothing that can be searched for. */
export function searchTerms(query: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let phrase: string[] = [];
  let phraseEnd = -1;
  const closePhrase = (): void => {
    if (phrase.length > 0) terms.push({ kind: 'phrase', tokens: phrase });
    phrase = [];
  };
  for (const token of searchTokens(query)) {
    if (!token.isCjk || token.start !== phraseEnd) closePhrase();
    if (token.isCjk) phrase.push(token.text);
    else terms.push({ kind: 'prefix', token: token.text });
    phraseEnd = token.end;
  }
  closePhrase();
  return terms;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const charactersBefore = 30;
const charactersAfter = 90;

/** The text around the first match, matches marked, `…` where it was cut. */
export function searchParts(text: string, terms: readonly SearchTerm[]): SearchHit['parts'] {
  const spans = firstSpans(text, terms);
  const firstMatch = spans[0]?.start ?? 0;
  const from = characterStart(text, Math.max(0, firstMatch - charactersBefore));
  const to = characterStart(text, Math.min(text.length, Math.max(firstMatch + charactersAfter, spans.at(-1)?.end ?? 0)));
  const parts: SearchHit['parts'] = [];
  const add = (piece: string, match: boolean): void => {
    if (piece) parts.push({ text: piece, match });
  };
  let at = from;
  add(from > 0 ? '…' : '', false);
  for (const span of spans) {
    add(text.slice(at, span.start), false);
    add(text.slice(span.start, span.end), true);
    at = span.end;
  }
  add(text.slice(at, to), false);
  add(to < text.length ? '…' : '', false);
  return parts;
}

/** Matches within reach of the first one, in order, without overlap. */
function firstSpans(text: string, terms: readonly SearchTerm[]): Span[] {
  const spans: Span[] = [];
  const tokens: SearchToken[] = [];
  for (const token of searchTokens(text)) {
    if (spans[0] && token.start > spans[0].start + charactersAfter) break;
    tokens.push(token);
    for (const term of terms) {
      const span = spanEndingHere(tokens, term);
      if (span) mergeSpan(spans, span);
    }
  }
  return spans;
}

function spanEndingHere(tokens: readonly SearchToken[], term: SearchTerm): Span | null {
  const last = tokens.at(-1);
  if (!last) return null;
  if (term.kind === 'prefix') return last.text.startsWith(term.token) ? last : null;
  const first = tokens[tokens.length - term.tokens.length];
  const isMatch = term.tokens.every((wanted, index) => tokens[tokens.length - term.tokens.length + index]?.text === wanted);
  return first && isMatch ? { start: first.start, end: last.end } : null;
}

function mergeSpan(spans: Span[], span: Span): void {
  let { start } = span;
  while (spans.length > 0 && start < (spans.at(-1)?.end ?? 0)) start = Math.min(start, spans.pop()?.start ?? start);
  spans.push({ start, end: span.end });
}

/** Moves back from the middle of a surrogate pair. */
function characterStart(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
