-- On top of 0009: what that version added.
-- Comments under their seq, without those that were removed. The text comes in as it does in search_index.
create virtual table comment_index using fts5(
  title, body, content = '', contentless_delete = 1, tokenize = 'ascii'
);

insert into kysely_migration (name, timestamp) values ('0010-comment-search', '2026-05-03T08:00:00.000Z');
insert into comment_index (rowid, title, body) values (1, '', '查 一 查 是 哪 一 年');
-- a row of the batch that has become a document
insert into batch_row (seq, id, batch_id, position, cells, document_id, is_wanted, error) values (2, '0190a000-0000-7000-8000-000000000162', '0190a000-0000-7000-8000-000000000160', 1, '{"topic":"江南的桥"}', '0190a000-0000-7000-8000-000000000140', 0, null);
