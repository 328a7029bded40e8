import { documentMarkdown, documentTitle, type Id, type Likeness } from '@maobi/contract';
import { NearDuplicates } from '../lint/near-duplicates.ts';
import type { StoredBatchRow } from '../ports/batch-store.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { Store } from '../ports/store.ts';
import { standingDocument } from './row-view.ts';

/** A row with what was written for it. */
export interface RowText {
  readonly row: StoredBatchRow;
  /** In the batch, from 1. */
  readonly number: number;
  readonly title: string;
  /** Markdown; empty: nothing is written. */
  readonly text: string;
}

/** The text of every row, in their order. */
export async function rowTexts(batchId: Id, store: Store): Promise<RowText[]> {
  const [rows, sections] = [await store.batches.rows(batchId), await store.batches.sections(batchId)];
  const byDocument = new Map<Id, StoredSection[]>();
  for (const section of sections) byDocument.set(section.documentId, [...(byDocument.get(section.documentId) ?? []), section]);
  return rows.map((row, index) => ({ row, number: index + 1, ...textOf(row, byDocument.get(row.documentId ?? '') ?? []) }));
}

function textOf(row: StoredBatchRow, sections: readonly StoredSection[]): Pick<RowText, 'title' | 'text'> {
  const document = standingDocument(row);
  if (!document) return { title: '', text: '' };
  const hasText = sections.some(({ version }) => (version?.text ?? '').trim() !== '');
  return { title: documentTitle(document), text: hasText ? documentMarkdown(document, sections) : '' };
}

/** Rows whose text says nearly the same as that of an earlier one. */
export function likenessesOf(texts: readonly RowText[]): Likeness[] {
  const known = new NearDuplicates();
  const written = texts.filter(({ text }) => text !== '');
  return written.flatMap(({ row, text }) => {
    const found = known.add(text);
    const like = found && written[found.of];
    return like ? [{ rowId: row.id, likeRowId: like.row.id, share: found.share }] : [];
  });
}
