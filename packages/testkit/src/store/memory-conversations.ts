import type { Conversation, ConversationSummary, Folder, Id, Message, SearchHit } from '@maobi/contract';
import {
  type ConversationChange,
  type ConversationQuery,
  type ConversationStore,
  type NewConversation,
  type NewMessage,
  type NewRun,
  StudioError,
} from '@maobi/core';
import { documentOf } from './memory-document-state.ts';
import { documentTitleOf, searchMemory } from './memory-search.ts';
import {
  addRun,
  conversationOf,
  type MemoryState,
  messageOf,
  removeConversation,
  shownMessage,
  type StoredMessage,
  type StoredRun,
} from './memory-state.ts';

const previewLength = 120;

export class MemoryConversations implements ConversationStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async list(query: ConversationQuery): Promise<{ conversations: ConversationSummary[]; total: number }> {
    const matching = [...this.#state.conversations.values()].filter(
      ({ folderId, documentId, binnedAt }) =>
        (query.documentId === undefined ? query.inBin || documentId === null : documentId === query.documentId) &&
        (query.folder === 'all' || folderId === (query.folder === 'none' ? null : query.folder)) &&
        (binnedAt !== null) === query.inBin,
    );
    const page = matching
      .filter(({ updatedAt }) => query.before === null || updatedAt < query.before)
      .reverse()
      .sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : one.updatedAt > other.updatedAt ? -1 : 0))
      .slice(0, query.limit);
    return { conversations: page.map((conversation) => this.#summarize(conversation)), total: matching.length };
  }

  async summary(id: Id): Promise<ConversationSummary | null> {
    const conversation = this.#state.conversations.get(id);
    return conversation ? this.#summarize(conversation) : null;
  }

  async create(conversation: NewConversation): Promise<Conversation> {
    const { id, title, folderId, documentId = null, now } = conversation;
    const standing = this.#state.conversations.get(id);
    if (standing) return { ...standing };
    this.#checkFolder(folderId);
    if (documentId !== null) documentOf(this.#state, documentId);
    const created = { id, title, folderId, documentId, revision: 1, activeLeafId: null, createdAt: now, updatedAt: now, binnedAt: null };
    this.#state.conversations.set(id, created);
    return { ...created };
  }

  async update(id: Id, change: ConversationChange): Promise<Conversation> {
    const conversation = conversationOf(this.#state, id);
    const { title, folderId, activeLeafId, now } = change;
    if (conversation.revision !== change.revision) {
      throw new StudioError('conflict', 'The conversation was changed elsewhere in the meantime.', {
        details: { revision: conversation.revision },
      });
    }
    if (folderId !== undefined) this.#checkFolder(folderId);
    if (activeLeafId !== undefined && activeLeafId !== null) this.#checkLeaf(id, activeLeafId);
    if (title !== undefined) conversation.title = title;
    if (folderId !== undefined) conversation.folderId = folderId;
    if (activeLeafId !== undefined) conversation.activeLeafId = activeLeafId;
    if (title !== undefined || folderId !== undefined) conversation.updatedAt = now;
    conversation.revision += 1;
    return { ...conversation };
  }

  async bin(id: Id, now: string): Promise<Conversation> {
    const conversation = conversationOf(this.#state, id);
    if (conversation.binnedAt === null) {
      Object.assign(conversation, { binnedAt: now, updatedAt: now, revision: conversation.revision + 1 });
    }
    return { ...conversation };
  }

  async restore(id: Id, now: string): Promise<Conversation> {
    const conversation = conversationOf(this.#state, id);
    if (conversation.binnedAt !== null) {
      Object.assign(conversation, { binnedAt: null, updatedAt: now, revision: conversation.revision + 1 });
    }
    return { ...conversation };
  }

  async delete(id: Id): Promise<void> {
    const { binnedAt } = conversationOf(this.#state, id);
    if (binnedAt === null) throw new StudioError('conflict', 'Only a conversation in the bin can be deleted for good.');
    removeConversation(this.#state, id);
  }

  async messages(id: Id): Promise<Message[]> {
    conversationOf(this.#state, id);
    const runs = new Map<Id, StoredRun[]>();
    for (const stored of this.#state.runs.values()) {
      const { conversationId, messageId } = stored.run;
      if (conversationId === id && messageId !== null) runs.set(messageId, [...(runs.get(messageId) ?? []), stored]);
    }
    return this.#messagesOf(id).map((message) => shownMessage(message, runs.get(message.id) ?? []));
  }

  async message(id: Id): Promise<Message> {
    return this.#shown(messageOf(this.#state, id));
  }

  async addMessages(conversationId: Id, messages: readonly NewMessage[], run: NewRun | null, now: string): Promise<Message[]> {
    const conversation = conversationOf(this.#state, conversationId);
    const last = messages.at(-1);
    if (!last) throw new StudioError('invalid-request', 'There is no message to add.');
    if (new Set(messages.map(({ id }) => id)).size < messages.length)
      throw new StudioError('invalid-request', 'Each message needs its own id.');
    const added = this.#newOnes(conversationId, messages);
    this.#checkRun(last, run);
    for (const { id, parentId, role, text, context } of added) {
      const read = context && context.length > 0 ? { context: structuredClone([...context]) } : {};
      this.#state.messages.set(id, { id, conversationId, parentId, role, text, ...read, createdAt: now, isDeleted: false });
    }
    const standing = messages.map(({ id }) => this.#state.messages.get(id)).filter((message) => message !== undefined);
    const written = standing.at(-1);
    if (run && written && !this.#state.runs.has(run.id)) addRun(this.#state, run, { conversationId, messageId: written.id, now });
    if (added.length > 0) {
      Object.assign(conversation, { activeLeafId: last.id, updatedAt: now, revision: conversation.revision + 1 });
    }
    return standing.map((message) => this.#shown(message));
  }

  async deleteMessage(id: Id, now: string): Promise<void> {
    const top = this.#state.messages.get(id);
    if (!top) throw new StudioError('not-found', 'There is no such message.');
    if (top.isDeleted) return;
    const hidden = new Set([id]);
    for (const message of this.#state.messages.values()) {
      if (message.parentId !== null && hidden.has(message.parentId)) hidden.add(message.id);
    }
    for (const message of this.#state.messages.values()) if (hidden.has(message.id)) message.isDeleted = true;
    const conversation = conversationOf(this.#state, top.conversationId);
    conversation.updatedAt = now;
    if (conversation.activeLeafId !== null && hidden.has(conversation.activeLeafId)) {
      conversation.activeLeafId = top.parentId;
      conversation.revision += 1;
    }
  }

  async folders(): Promise<Folder[]> {
    return [...this.#state.folders.values()].map((folder) => ({ ...folder }));
  }

  async createFolder(folder: { id: Id; name: string; now: string }): Promise<Folder> {
    const { id, name, now } = folder;
    const standing = this.#state.folders.get(id) ?? { id, name, createdAt: now };
    this.#state.folders.set(id, standing);
    return { ...standing };
  }

  async renameFolder(id: Id, name: string): Promise<Folder> {
    this.#checkFolder(id);
    const folder = { ...this.#state.folders.get(id), name } as Folder;
    this.#state.folders.set(id, folder);
    return { ...folder };
  }

  async deleteFolder(id: Id): Promise<void> {
    this.#checkFolder(id);
    this.#state.folders.delete(id);
    for (const conversation of this.#state.conversations.values()) {
      if (conversation.folderId === id) Object.assign(conversation, { folderId: null, revision: conversation.revision + 1 });
    }
  }

  async search(query: string, limit: number): Promise<SearchHit[]> {
    return searchMemory(this.#state, query, limit);
  }

  #messagesOf(conversationId: Id): StoredMessage[] {
    return [...this.#state.messages.values()].filter((message) => message.conversationId === conversationId && !message.isDeleted);
  }

  #shown(message: StoredMessage): Message {
    return shownMessage(
      message,
      [...this.#state.runs.values()].filter(({ run }) => run.messageId === message.id),
    );
  }

  #summarize(conversation: Conversation): ConversationSummary {
    const messages = this.#messagesOf(conversation.id);
    const question = messages.find(({ role }) => role === 'user')?.text ?? '';
    const open = [...this.#state.runs.values()].find(({ run }) => run.conversationId === conversation.id && run.endedAt === null);
    return {
      ...conversation,
      preview: Array.from(question.slice(0, 2 * previewLength))
        .slice(0, previewLength)
        .join(''),
      documentTitle: documentTitleOf(this.#state, conversation.documentId),
      messageCount: messages.length,
      activeRunId: open?.run.id ?? null,
    };
  }

  /** Those that do not stand there yet, checked against the ones before. */
  #newOnes(conversationId: Id, messages: readonly NewMessage[]): NewMessage[] {
    const added: NewMessage[] = [];
    for (const message of messages) {
      const standing = this.#state.messages.get(message.id);
      if (standing && standing.conversationId !== conversationId) {
        throw new StudioError('conflict', 'A message with this id belongs to another conversation.');
      }
      if (standing) continue;
      if (message.parentId !== null && !added.some(({ id }) => id === message.parentId)) this.#checkLeaf(conversationId, message.parentId);
      added.push(message);
    }
    return added;
  }

  #checkRun(last: NewMessage, run: NewRun | null): void {
    if (!run) return;
    if (last.role !== 'assistant') throw new StudioError('invalid-request', 'Only an answer can be written by a run.');
    const standing = this.#state.runs.get(run.id);
    if (standing && standing.run.messageId !== last.id)
      throw new StudioError('conflict', 'A run with this id writes into another message.');
    if (!standing && this.#state.messages.has(last.id)) throw new StudioError('conflict', 'This answer is written by another run.');
  }

  #checkFolder(id: Id | null): void {
    if (id !== null && !this.#state.folders.has(id)) throw new StudioError('not-found', 'There is no such folder.');
  }

  #checkLeaf(conversationId: Id, messageId: Id): void {
    if (messageOf(this.#state, messageId).conversationId !== conversationId) {
      throw new StudioError('invalid-request', 'The message belongs to another conversation.');
    }
  }
}
