import type { CommentHit, DocumentHit, Id, SearchHit } from '@maobi/contract';
import {
  documentEntry,
  entryParts,
  type SearchEntry,
  searchParts,
  type SearchTerm,
  searchTerms,
  searchTokens,
  sectionEntry,
} from '@maobi/core';
import { batchOfDocument, endedTextOf, sectionsOf } from './memory-document-state.ts';
import { type MemoryState, shownMessage } from './memory-state.ts';

/** Looks at every title and message; titles come first, then the newest messages. */
export function searchMemory(state: MemoryState, query: string, limit: number): SearchHit[] {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  const found = candidates(state).filter(({ text }) => terms.every((term) => holds(text, term)));
  return found.slice(0, limit).flatMap(({ conversationId, messageId, text }) => {
    const conversation = state.conversations.get(conversationId);
    if (!conversation) return [];
    const { title, documentId, updatedAt } = conversation;
    const documentTitle = documentTitleOf(state, documentId);
    return [{ conversationId, messageId, title, documentTitle, parts: searchParts(text, terms), updatedAt }];
  });
}

function isInBin(state: MemoryState, documentId: Id | null): boolean {
  return documentId !== null && (state.documents.get(documentId)?.document.binnedAt ?? null) !== null;
}

interface Candidate {
  readonly conversationId: Id;
  readonly messageId: Id | null;
  readonly text: string;
}

function candidates(state: MemoryState): Candidate[] {
  const shown = [...state.conversations.values()].filter(({ binnedAt, documentId }) => binnedAt === null && !isInBin(state, documentId));
  const shownIds = new Set(shown.map(({ id }) => id));
  const titles = shown.map(({ id, title }) => ({ conversationId: id, messageId: null, text: title }));
  const messages = [...state.messages.values()]
    .filter(({ conversationId, isDeleted }) => shownIds.has(conversationId) && !isDeleted)
    .map((message) => {
      const ended = [...state.runs.values()].filter(({ run }) => run.messageId === message.id && run.endedAt !== null);
      return { conversationId: message.conversationId, messageId: message.id, text: shownMessage(message, ended).text };
    });
  return [...titles, ...messages.reverse()];
}

function holds(text: string, term: SearchTerm): boolean {
  const tokens = [...searchTokens(text)].map((token) => token.text);
  if (term.kind === 'prefix') return tokens.some((token) => token.startsWith(term.token));
  return tokens.some((_, start) => term.tokens.every((wanted, index) => tokens[start + index] === wanted));
}

interface Place {
  readonly sectionId: Id | null;
  readonly heading: string | null;
  readonly entry: SearchEntry;
}

/** Looks into every document, the newest first; each counts once, at the first place where the words are met. */
export function searchMemoryDocuments(state: MemoryState, query: string, limit: number): DocumentHit[] {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  const shown = [...state.documents.values()].map(({ document }) => document).filter(({ binnedAt }) => binnedAt === null);
  const hits = shown.reverse().flatMap(({ id, title, brief, updatedAt }) => {
    const places = placesOf(state, id).filter(({ entry }) => isMet(entry, terms));
    const [place] = places;
    if (!place) return [];
    const { sectionId, heading, entry } = place;
    const matchingSections = places.filter((each) => each.sectionId !== null).length;
    const named = { documentId: id, sectionId, title: title || brief.topic, heading };
    return [{ ...named, batch: batchOfDocument(state, id), matchingSections, parts: entryParts(entry, terms), updatedAt }];
  });
  return hits.slice(0, limit);
}

/** The newest first. */
export function searchMemoryComments(state: MemoryState, query: string, limit: number): CommentHit[] {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  const hits = [...state.comments.values()].reverse().flatMap(({ comment, isRemoved }) => {
    const { id: commentId, documentId, text, updatedAt } = comment;
    const title = documentTitleOf(state, documentId) ?? '';
    if (isRemoved || isInBin(state, documentId) || !terms.every((term) => holds(text, term))) return [];
    return [{ commentId, documentId, title, parts: searchParts(text, terms), updatedAt }];
  });
  return hits.slice(0, limit);
}

/** Of a conversation's document, else its topic; `null`: it is about none. */
export function documentTitleOf(state: MemoryState, documentId: Id | null): string | null {
  const document = documentId === null ? undefined : state.documents.get(documentId)?.document;
  return document ? document.title || document.brief.topic : null;
}

function placesOf(state: MemoryState, documentId: Id): Place[] {
  const document = state.documents.get(documentId)?.document;
  if (!document) return [];
  const sections = sectionsOf(state, documentId).map((section) => {
    const { id, heading, points } = section.row;
    return { sectionId: id, heading, entry: sectionEntry(heading, points, endedTextOf(state, section)) };
  });
  return [{ sectionId: null, heading: null, entry: documentEntry(document.title, document.brief.topic) }, ...sections];
}

/** No phrase reaches from the title into the body. */
function isMet({ title, body }: SearchEntry, terms: readonly SearchTerm[]): boolean {
  return terms.every((term) => holds(title, term) || holds(body, term));
}
