import type { Brief, DocumentHit, Id } from '@maobi/contract';
import { documentEntry, entryParts, type SearchEntry, searchTerms, sectionEntry } from '@maobi/core';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { emptyIndex, matchExpression, replaceEntry, scoredAtMost, titleWeight, unindex } from '../search/full-text.ts';
import { batchOf, type DocumentRow, type NamedDocument, namedDocuments } from './document-rows.ts';
import type { SectionRow } from './section-rows.ts';
import { endedTexts } from './version-rows.ts';

type Named = Pick<DocumentRow, 'seq' | 'title' | 'brief'>;
type Written = Pick<SectionRow, 'id' | 'seq' | 'heading' | 'points' | 'version_id'>;

export async function indexDocument(queries: Queries, document: Named): Promise<void> {
  await replaceEntry(queries, 'document_index', -document.seq, entryOfDocument(document));
}

/** With the text of the version that counts, as far as it is not being written. */
export async function indexSection(queries: Queries, id: Id): Promise<void> {
  const section = await sectionsToIndex(queries).where('id', '=', id).executeTakeFirstOrThrow();
  const texts = await endedTexts(queries, section.version_id === null ? [] : [section.version_id]);
  await replaceEntry(queries, 'document_index', section.seq, entryOfSection(section, texts));
}

/** To be called before its rows are gone. */
export async function unindexDocument(queries: Queries, { id, seq }: Pick<DocumentRow, 'id' | 'seq'>): Promise<void> {
  const sections = await queries.selectFrom('section').select('seq').where('document_id', '=', id).execute();
  await unindex(queries, 'document_index', [-seq, ...sections.map((section) => section.seq)]);
}

/** Empties the index, whatever state it is in, and fills it from the rows. */
export async function rebuildDocumentIndex(queries: Queries): Promise<void> {
  await queries.transaction().execute(async (transaction) => {
    await emptyIndex(transaction, 'document_index');
    const documents = await transaction.selectFrom('document').select(['seq', 'title', 'brief']).execute();
    for (const document of documents) await indexDocument(transaction, document);
    const sections = await transaction.selectFrom('section').select('id').orderBy('seq').execute();
    for (const { id } of sections) await indexSection(transaction, id);
  });
}

function sectionsToIndex(queries: Queries) {
  return queries.selectFrom('section').select(['id', 'seq', 'heading', 'points', 'version_id']);
}

function topicOf({ brief }: Pick<DocumentRow, 'brief'>): string {
  return (JSON.parse(brief) as Brief).topic;
}

function entryOfDocument(document: Named): SearchEntry {
  return documentEntry(document.title, topicOf(document));
}

function entryOfSection({ heading, points, version_id: versionId }: Written, texts: ReadonlyMap<Id, string>): SearchEntry {
  return sectionEntry(heading, JSON.parse(points) as string[], texts.get(versionId ?? '') ?? '');
}

interface FoundPlace {
  readonly documentSeq: number;
  readonly sectionId: Id | null;
  readonly matchingSections: number;
}

export async function searchDocuments(queries: Queries, query: string, limit: number): Promise<DocumentHit[]> {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  const places = await findPlaces(queries, matchExpression(terms), limit);
  const documents = await documentsBySeq(queries, places);
  const sections = await sectionsById(queries, places);
  const texts = await endedTexts(
    queries,
    [...sections.values()].flatMap(({ version_id: versionId }) => versionId ?? []),
  );
  return places.flatMap(({ documentSeq, sectionId, matchingSections }) => {
    const document = documents.get(documentSeq);
    const section = sectionId === null ? null : (sections.get(sectionId) ?? null);
    if (!document) return [];
    const entry = section ? entryOfSection(section, texts) : entryOfDocument(document);
    const named = { documentId: document.id, sectionId, title: document.title || topicOf(document), heading: section?.heading ?? null };
    return [{ ...named, batch: batchOf(document), matchingSections, parts: entryParts(entry, terms), updatedAt: document.updated_at }];
  });
}

/** Each document once: of a group SQLite shows the row that has the least. */
async function findPlaces(queries: Queries, expression: string, limit: number): Promise<FoundPlace[]> {
  const { rows } = await sql<FoundPlace>`
    with documents as (
      select d.seq as documentSeq, null as sectionId, d.updated_at as updatedAt, bm25(document_index, ${titleWeight}, 1) as score
      from document_index cross join document d on d.seq = -document_index.rowid
      where document_index match ${expression} and document_index.rowid < 0 and d.binned_at is null
      order by document_index.rowid limit ${scoredAtMost}
    ), sections as (
      select d.seq as documentSeq, s.id as sectionId, d.updated_at as updatedAt, bm25(document_index, ${titleWeight}, 1) as score
      from document_index cross join section s on s.seq = document_index.rowid cross join document d on d.id = s.document_id
      where document_index match ${expression} and document_index.rowid > 0 and s.removed_at is null and d.binned_at is null
      order by document_index.rowid desc limit ${scoredAtMost}
    ), places as (select * from documents union all select * from sections)
    select documentSeq, sectionId, count(sectionId) as matchingSections, min(score) from places group by documentSeq
    order by min(score), updatedAt desc limit ${limit}`.execute(queries);
  return rows;
}

async function documentsBySeq(queries: Queries, places: readonly FoundPlace[]): Promise<Map<number, NamedDocument>> {
  const seqs = places.map(({ documentSeq }) => documentSeq);
  const rows = await namedDocuments(queries).where('seq', 'in', seqs).execute();
  return new Map(rows.map((row) => [row.seq, row]));
}

async function sectionsById(queries: Queries, places: readonly FoundPlace[]): Promise<Map<Id, Written>> {
  const ids = places.flatMap(({ sectionId }) => sectionId ?? []);
  const rows = await sectionsToIndex(queries).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
