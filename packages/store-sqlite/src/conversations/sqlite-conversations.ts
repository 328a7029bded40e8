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
import type { Queries } from '../database/connection.ts';
import { pageOf } from '../database/page.ts';
import { existingDocument } from '../documents/document-rows.ts';
import {
  changeConversation,
  conversationOf,
  type ConversationRow,
  existingConversation,
  findConversation,
  summaries,
  summaryOf,
} from './conversation-rows.ts';
import { allFolders, checkFolder, createFolder, deleteFolder, renameFolder } from './folders.ts';
import { addMessages, checkPlace, deleteMessage } from './message-changes.ts';
import { existingMessage, messagesById, messagesOfConversation } from './message-rows.ts';
import { removeConversation } from './remove-conversation.ts';
import { indexTitle, search } from './search-index.ts';

export class SqliteConversations implements ConversationStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  list({ folder, documentId, inBin, ...place }: ConversationQuery): Promise<{ conversations: ConversationSummary[]; total: number }> {
    return this.#atOnce(async (queries) => {
      const matching = summaries(queries)
        .where('binned_at', inBin ? 'is not' : 'is', null)
        .$if(documentId === undefined && !inBin, (selection) => selection.where('document_id', 'is', null))
        .$if(documentId !== undefined, (selection) => selection.where('document_id', '=', documentId ?? ''))
        .$if(folder === 'none', (selection) => selection.where('folder_id', 'is', null))
        .$if(folder !== 'none' && folder !== 'all', (selection) => selection.where('folder_id', '=', folder));
      const { rows, total } = await pageOf(matching, place);
      return { conversations: rows.map(summaryOf), total };
    });
  }

  async summary(id: Id): Promise<ConversationSummary | null> {
    const row = await summaries(this.#queries).where('id', '=', id).executeTakeFirst();
    return row ? summaryOf(row) : null;
  }

  create(conversation: NewConversation): Promise<Conversation> {
    const { id, title, folderId, documentId = null, now } = conversation;
    return this.#atOnce(async (queries) => {
      const standing = await findConversation(queries, id);
      if (standing) return conversationOf(standing);
      await checkFolder(queries, folderId);
      if (documentId !== null) await existingDocument(queries, documentId);
      const row = await queries
        .insertInto('conversation')
        .values({ id, title, folder_id: folderId, document_id: documentId, revision: 1, created_at: now, updated_at: now })
        .returningAll()
        .executeTakeFirstOrThrow();
      await indexTitle(queries, row.seq, title);
      return conversationOf(row);
    });
  }

  update(id: Id, change: ConversationChange): Promise<Conversation> {
    const { revision, title, folderId, activeLeafId, now } = change;
    return this.#atOnce(async (queries) => {
      const standing = await existingConversation(queries, id);
      if (standing.revision !== revision) {
        throw new StudioError('conflict', 'The conversation was changed elsewhere in the meantime.', {
          details: { revision: standing.revision },
        });
      }
      if (folderId !== undefined) await checkFolder(queries, folderId);
      if (activeLeafId !== undefined && activeLeafId !== null) await checkPlace(queries, id, activeLeafId);
      if (title !== undefined) await indexTitle(queries, standing.seq, title);
      const row = await changeConversation(queries, id, {
        ...(title === undefined ? {} : { title }),
        ...(folderId === undefined ? {} : { folder_id: folderId }),
        ...(activeLeafId === undefined ? {} : { active_leaf_id: activeLeafId }),
        // looking at another branch is no reason to move up in the list
        ...(title === undefined && folderId === undefined ? {} : { updated_at: now }),
      });
      return conversationOf(row);
    });
  }

  bin(id: Id, now: string): Promise<Conversation> {
    return this.#move(id, now, (row) => (row.binned_at === null ? now : undefined));
  }

  restore(id: Id, now: string): Promise<Conversation> {
    return this.#move(id, now, (row) => (row.binned_at === null ? undefined : null));
  }

  delete(id: Id): Promise<void> {
    return this.#atOnce(async (queries) => {
      const conversation = await existingConversation(queries, id);
      if (conversation.binned_at === null) throw new StudioError('conflict', 'Only a conversation in the bin can be deleted for good.');
      await removeConversation(queries, conversation);
    });
  }

  messages(id: Id): Promise<Message[]> {
    return this.#atOnce(async (queries) => {
      await existingConversation(queries, id);
      return messagesOfConversation(queries, id);
    });
  }

  message(id: Id): Promise<Message> {
    return this.#atOnce(async (queries) => {
      await existingMessage(queries, id);
      const [message] = await messagesById(queries, [id]);
      if (!message) throw new StudioError('not-found', 'There is no such message.');
      return message;
    });
  }

  addMessages(conversationId: Id, messages: readonly NewMessage[], run: NewRun | null, now: string): Promise<Message[]> {
    return this.#atOnce((queries) => addMessages(queries, { conversationId, messages, run, now }));
  }

  deleteMessage(id: Id, now: string): Promise<void> {
    return this.#atOnce((queries) => deleteMessage(queries, id, now));
  }

  folders(): Promise<Folder[]> {
    return allFolders(this.#queries);
  }

  createFolder(folder: { id: Id; name: string; now: string }): Promise<Folder> {
    return this.#atOnce((queries) => createFolder(queries, folder));
  }

  renameFolder(id: Id, name: string): Promise<Folder> {
    return this.#atOnce((queries) => renameFolder(queries, id, name));
  }

  deleteFolder(id: Id): Promise<void> {
    return this.#atOnce((queries) => deleteFolder(queries, id));
  }

  search(query: string, limit: number): Promise<SearchHit[]> {
    return this.#atOnce((queries) => search(queries, query, limit));
  }

  #atOnce<T>(action: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#queries.transaction().execute(action);
  }

  /** Into the bin or out of it; `undefined` leaves everything as it is. */
  #move(id: Id, now: string, binnedAt: (row: ConversationRow) => string | null | undefined): Promise<Conversation> {
    return this.#atOnce(async (queries) => {
      const standing = await existingConversation(queries, id);
      const moved = binnedAt(standing);
      if (moved === undefined) return conversationOf(standing);
      return conversationOf(await changeConversation(queries, id, { binned_at: moved, updated_at: now }));
    });
  }
}
