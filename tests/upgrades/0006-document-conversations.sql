-- On top of 0005: what that version added.
alter table conversation add column document_id text;
create index conversation_by_document on conversation (document_id, updated_at desc, seq desc);
-- JSON
alter table message add column context text;
create trigger message_context_is_never_overwritten
  before update of context on message
  begin select raise(abort, 'a message is never overwritten'); end;

insert into kysely_migration (name, timestamp) values ('0006-document-conversations', '2026-04-02T08:00:00.000Z');
insert into conversation (seq, id, title, folder_id, document_id, revision, active_leaf_id, created_at, updated_at, binned_at) values (3, '0190a000-0000-7000-8000-000000000170', '', null, '0190a000-0000-7000-8000-00000000012c', 2, '0190a000-0000-7000-8000-000000000171', '2026-04-02T08:00:00.000Z', '2026-04-02T08:01:00.000Z', null);
insert into message (seq, id, conversation_id, parent_id, role, text, context, created_at, deleted_at) values (6, '0190a000-0000-7000-8000-000000000171', '0190a000-0000-7000-8000-000000000170', null, 'user', '春天写得够不够', '[{"kind":"outline","sectionId":null,"number":null,"text":"春、夏"}]', '2026-04-02T08:01:00.000Z', null);
insert into search_index (rowid, title, body) values (6, '', '春 天 写 得 够 不 够');
