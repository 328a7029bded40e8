/**
 * Conversations about a document, and what of it was read with a question. A document is named without a reference: what is left of a
 * damaged file is read table by table, and a conversation must not be lost with its document's row.
 */
export const documentConversations = `
alter table conversation add column document_id text;
create index conversation_by_document on conversation (document_id, updated_at desc, seq desc);
-- JSON
alter table message add column context text;
create trigger message_context_is_never_overwritten
  before update of context on message
  begin select raise(abort, 'a message is never overwritten'); end;
`;
