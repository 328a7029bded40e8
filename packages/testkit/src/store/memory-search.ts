import type { Id, SearchHit } from '@maobi/contract';
import { searchParts, type SearchTerm, searchTerms, searchTokens } from '@maobi/core';
import { type MemoryState, shownMessage } from './memory-state.ts';

/** Looks at every title and message; titles come first, then the newest messages. */
export function searchMemory(state: MemoryState, query: string, limit: number): SearchHit[] {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  const found = candidates(state).filter(({ text }) => terms.every((term) => holds(text, term)));
  return found.slice(0, limit).flatMap(({ conversationId, messageId, text }) => {
    const conversation = state.conversations.get(conversationId);
    if (!conversation) return [];
    const { title, updatedAt } = conversation;
    return [{ conversationId, messageId, title, parts: searchParts(text, terms), updatedAt }];
  });
}

interface Candidate {
  readonly conversationId: Id;
  readonly messageId: Id | null;
  readonly text: string;
}

function candidates(state: MemoryState): Candidate[] {
  const shown = [...state.conversations.values()].filter(({ binnedAt }) => binnedAt === null);
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
