import type { BinContents, BinStore } from '@maobi/core';
import { removeConversation } from '../conversations/remove-conversation.ts';
import type { Queries } from '../database/connection.ts';
import { removeDocument } from '../documents/remove-document.ts';

export class SqliteBin implements BinStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  contents(binnedUntil: string): Promise<BinContents> {
    return this.#queries.transaction().execute(async (queries) => idsOf(await binnedRows(queries, binnedUntil)));
  }

  empty(binnedUntil: string): Promise<BinContents> {
    return this.#queries.transaction().execute(async (queries) => {
      const binned = await binnedRows(queries, binnedUntil);
      for (const conversation of binned.conversations) await removeConversation(queries, conversation);
      for (const document of binned.documents) await removeDocument(queries, document);
      await queries.deleteFrom('batch').where('binned_at', '<=', binnedUntil).execute();
      return idsOf(binned);
    });
  }
}

type Rows = Awaited<ReturnType<typeof binnedRows>>;

async function binnedRows(queries: Queries, binnedUntil: string) {
  const binnedIn = (table: 'document' | 'batch' | 'conversation') =>
    queries.selectFrom(table).select(['id', 'seq']).where('binned_at', '<=', binnedUntil).orderBy('seq').execute();
  return { documents: await binnedIn('document'), batches: await binnedIn('batch'), conversations: await binnedIn('conversation') };
}

function idsOf({ documents, batches, conversations }: Rows): BinContents {
  const ids = (rows: Rows['documents']) => rows.map(({ id }) => id);
  return { documents: ids(documents), batches: ids(batches), conversations: ids(conversations) };
}
