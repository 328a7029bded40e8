-- On top of 0007: what that version added.
create table comment (
  seq integer primary key,
  id text not null unique,
  document_id text not null references document (id) on delete cascade,
  section_id text not null,
  -- the words it is about, and what stood around them
  quote text not null,
  before text not null,
  after text not null,
  text text not null,
  revision integer not null,
  created_at text not null,
  updated_at text not null,
  resolved_at text,
  removed_at text
) strict;
create index comment_by_document on comment (document_id, seq);

insert into kysely_migration (name, timestamp) values ('0008-comments', '2026-05-01T08:00:00.000Z');
insert into comment (seq, id, document_id, section_id, quote, before, after, text, revision, created_at, updated_at, resolved_at, removed_at) values (1, '0190a000-0000-7000-8000-000000000181', '0190a000-0000-7000-8000-00000000012c', '0190a000-0000-7000-8000-00000000012d', '化开', '湖面', '了。', '查一查是哪一年', 1, '2026-05-01T08:01:00.000Z', '2026-05-01T08:01:00.000Z', null, null);
insert into comment (seq, id, document_id, section_id, quote, before, after, text, revision, created_at, updated_at, resolved_at, removed_at) values (2, '0190a000-0000-7000-8000-000000000182', '0190a000-0000-7000-8000-00000000012c', '0190a000-0000-7000-8000-00000000012d', '化开', '湖面', '了。', '查过了', 1, '2026-05-01T08:02:00.000Z', '2026-05-01T08:02:00.000Z', null, '2026-05-01T08:03:00.000Z');
