import type { Comment, CommentHit, Id } from '@maobi/contract';
import { type CommentChange, type CommentStore, type NewComment, StudioError } from '@maobi/core';
import type { Selectable } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';
import { indexComment, searchComments } from './comment-index.ts';
import { existingSection } from './section-rows.ts';

type CommentRow = Selectable<Tables['comment']>;

export class SqliteComments implements CommentStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  async list(documentId: Id): Promise<Comment[]> {
    const rows = await this.#queries
      .selectFrom('comment')
      .selectAll()
      .where('document_id', '=', documentId)
      .where('removed_at', 'is', null)
      .orderBy('seq')
      .execute();
    return rows.map(commentOf);
  }

  async get(id: Id): Promise<Comment> {
    return commentOf(await existingComment(this.#queries, id));
  }

  add({ id, sectionId, quote, before, after, text, now }: NewComment): Promise<Comment> {
    return this.#atOnce(async (queries) => {
      const standing = await findComment(queries, id);
      if (standing?.section_id === sectionId) return commentOf(standing);
      const section = await existingSection(queries, sectionId);
      if (standing) throw new StudioError('conflict', 'A comment with this id belongs to another section.');
      const row = await queries
        .insertInto('comment')
        .values({
          id,
          document_id: section.document_id,
          section_id: sectionId,
          quote,
          before,
          after,
          text,
          revision: 1,
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await indexComment(queries, row);
      return commentOf(row);
    });
  }

  update(id: Id, { revision, text, isResolved, now }: CommentChange): Promise<Comment> {
    return this.#atOnce(async (queries) => {
      const standing = await existingComment(queries, id);
      if (standing.revision !== revision) {
        throw new StudioError('conflict', 'The comment was changed elsewhere in the meantime.', {
          details: { revision: standing.revision },
        });
      }
      return changed(queries, id, {
        ...(text === undefined ? {} : { text, removed_at: null }),
        ...(isResolved === undefined ? {} : { resolved_at: isResolved ? (standing.resolved_at ?? now) : null }),
        revision: revision + 1,
        updated_at: now,
      });
    });
  }

  remove(id: Id, now: string): Promise<void> {
    return this.#atOnce(async (queries) => {
      const standing = await existingComment(queries, id);
      if (standing.removed_at === null) await changed(queries, id, { removed_at: now });
    });
  }

  restore(id: Id): Promise<Comment> {
    return this.#atOnce(async (queries) => {
      await existingComment(queries, id);
      return changed(queries, id, { removed_at: null });
    });
  }

  search(query: string, limit: number): Promise<CommentHit[]> {
    return searchComments(this.#queries, query, limit);
  }

  #atOnce<T>(action: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#queries.transaction().execute(action);
  }
}

async function findComment(queries: Queries, id: Id): Promise<CommentRow | undefined> {
  return queries.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst();
}

async function existingComment(queries: Queries, id: Id): Promise<CommentRow> {
  const row = await findComment(queries, id);
  if (!row) throw new StudioError('not-found', 'There is no such comment.');
  return row;
}

async function changed(queries: Queries, id: Id, fields: Partial<Omit<CommentRow, 'seq' | 'id'>>): Promise<Comment> {
  const row = await queries.updateTable('comment').set(fields).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
  await indexComment(queries, row);
  return commentOf(row);
}

function commentOf(row: CommentRow): Comment {
  const { id, quote, before, after, text, revision } = row;
  const times = { createdAt: row.created_at, updatedAt: row.updated_at, resolvedAt: row.resolved_at };
  return { id, documentId: row.document_id, sectionId: row.section_id, quote, before, after, text, revision, ...times };
}
