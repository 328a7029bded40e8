import { countText, partMark, type WrittenRow, writtenRows } from '@maobi/contract';
import { likelyTokens } from '../length/token-budget.ts';
import type { PromptMessage } from '../ports/engine.ts';
import { documentWords } from './document-words.ts';
import { formOf, mostUsualRows, outlinePrompt, type OutlineRequest, type OutlineSchema, outlineSchema } from './plan-outline.ts';

/** Of an outline of many rows, so many are asked for together. */
export const partRows = 20;
/** Of the room, what the headings of earlier rows may take. */
export const headingsShare = 1 / 3;
/** Marks of a row's JSON and its number. */
const tokensOfRow = 24;

/** One of the texts in which an outline is asked for. */
export interface OutlinePart {
  readonly messages: readonly PromptMessage[];
  readonly jsonSchema: OutlineSchema;
}

/** Rows of one text, as the model wrote them. */
interface WrittenPart {
  readonly rows: readonly WrittenRow[];
  readonly text: string;
  /** How many there should have been. */
  readonly asked: number;
}

/** What a model is asked for first: the outline, or the first rows of a long one. Written in one go, it would end where the context does. */
export function firstOutlinePart(request: OutlineRequest): OutlinePart {
  return { messages: opening(request, []), jsonSchema: schemaFor(rowsAtOnce(request), request) };
}

/**
 * The next rows, behind those that are written; `null`: there are all of them, or the last part brought none. As with the sections of a document,
 * each prompt begins with the one before and what was written on it; where that no longer fits the context, earlier rows are told by headings.
 *
 * @param written the parts so far, with `partMark` between
 */
export function nextOutlinePart(
  request: OutlineRequest,
  written: { readonly text: string; readonly contextTokens: number },
): OutlinePart | null {
  const parts = partsIn(written.text, request);
  const left = request.count - parts.reduce((sum, { rows }) => sum + rows.length, 0);
  if (left < 1 || parts.at(-1)?.rows.length === 0) return null;
  const next = Math.min(left, rowsAtOnce(request));
  const first = firstShownPart(request, parts, written.contextTokens);
  const begun = opening(request, headingsThatFit(parts.slice(0, first), request, written.contextTokens));
  return { messages: withTurns(begun, parts.slice(first), { next, request }), jsonSchema: schemaFor(next, request) };
}

function schemaFor(rows: number, { brief, count }: OutlineRequest): OutlineSchema {
  return outlineSchema(rows, brief, count);
}

function rowsAtOnce({ count }: OutlineRequest): number {
  return count > mostUsualRows ? partRows : count;
}

function partsIn(text: string, request: OutlineRequest): WrittenPart[] {
  let left = request.count;
  return text.split(partMark).map((part) => {
    const rows = writtenRows(part);
    const asked = Math.min(left, rowsAtOnce(request));
    left -= rows.length;
    // half a row would be gone on with, instead of a new one begun
    return { rows, text: rows.length < asked ? JSON.stringify({ sections: rows }) : part, asked };
  });
}

/** @param told headings of rows that are written and not shown */
function opening(request: OutlineRequest, told: readonly string[]): [PromptMessage, PromptMessage] {
  const { firstRows, fixedRows, listMark } = documentWords[request.brief.language];
  const rows = rowsAtOnce(request);
  const [system, asked] = outlinePrompt(request);
  const begun = rows < request.count ? [firstRows(rows)] : [];
  const gone = told.length === 0 ? [] : [fixedRows, told.join(listMark)];
  return [system, { ...asked, text: [asked.text, ...begun, ...gone].join('\n') }];
}

/** Behind the opening, each part as it was asked for and written, and what is asked for next. */
function withTurns(
  [system, asked]: [PromptMessage, PromptMessage],
  shown: readonly WrittenPart[],
  { next, request }: { readonly next: number; readonly request: OutlineRequest },
): PromptMessage[] {
  const { nextRows } = documentWords[request.brief.language];
  if (shown.length === 0) return [system, { ...asked, text: [asked.text, nextRows(next)].join('\n') }];
  const turns = shown.flatMap(({ text }, index): PromptMessage[] => [
    { role: 'assistant', text },
    { role: 'user', text: nextRows(shown[index + 1]?.asked ?? next) },
  ]);
  return [system, asked, ...turns];
}

/** The first part that is shown whole. It leaps, as the sections of a document do, so that not every part is asked for anew. */
function firstShownPart(request: OutlineRequest, parts: readonly WrittenPart[], contextTokens: number): number {
  const roomTokens = roomOf(request, contextTokens);
  const startTokens = (first: number): number =>
    opening(request, headingsThatFit(parts.slice(0, first), request, contextTokens)).reduce(
      (sum, turn) => sum + tokensIn(turn.text, request),
      0,
    );
  let first = 0;
  let shown = 0;
  for (const [place, part] of parts.entries()) {
    const tokens = part.rows.reduce(
      (sum, { heading, points }) => sum + tokensOfRow + tokensIn([heading, ...points].join('\n'), request),
      0,
    );
    shown += tokens;
    if (startTokens(first) + shown <= roomTokens) continue;
    const keepsLast = startTokens(place) + tokens <= roomTokens;
    first = keepsLast ? place : place + 1;
    shown = keepsLast ? tokens : 0;
  }
  return first;
}

/** Tokens that may stand before the rows of a part, which may be somewhat longer than is likely. */
function roomOf(request: OutlineRequest, contextTokens: number): number {
  const { likelyWords, mostWords } = formOf(request.count);
  return contextTokens - likelyTokens((rowsAtOnce(request) * (likelyWords + mostWords)) / 2, request.brief.language);
}

/** The headings of these parts; only the last ones where there is no room for all. */
function headingsThatFit(parts: readonly WrittenPart[], request: OutlineRequest, contextTokens: number): string[] {
  const told: string[] = [];
  let left = roomOf(request, contextTokens) * headingsShare;
  for (const { heading } of parts.flatMap(({ rows }) => rows).toReversed()) {
    left -= tokensIn(heading, request) + 1;
    if (left < 0) break;
    told.unshift(heading);
  }
  return told;
}

function tokensIn(text: string, { brief }: OutlineRequest): number {
  return likelyTokens(countText(text), brief.language);
}
