/**
 * Which batch a document was written for, so that lists can leave those documents out. No reference: it is kept when the batch is deleted, or its
 * texts would come back to the lists all at once.
 */
export const batchTexts = `
alter table document add column batch_id text;
update document set batch_id = batch_row.batch_id from batch_row where batch_row.document_id = document.id;
create index document_own_by_update on document (updated_at desc, seq desc) where batch_id is null and binned_at is null;
`;
