-- On top of 0002: what that version added.
create table document (
  seq integer primary key,
  id text not null unique,
  title text not null,
  -- JSON
  brief text not null,
  revision integer not null,
  -- the newest run whose rows were taken over into the outline
  outline_run_id text,
  created_at text not null,
  updated_at text not null,
  binned_at text
) strict;
create index document_by_update on document (updated_at desc, seq desc);

create table section (
  seq integer primary key,
  id text not null unique,
  document_id text not null references document (id) on delete cascade,
  position integer not null,
  heading text not null,
  -- JSON
  points text not null,
  target integer not null,
  is_locked integer not null check (is_locked in (0, 1)),
  -- the one that counts
  version_id text,
  -- of that version, without what is still being written
  count integer not null,
  removed_at text
) strict;
create index section_by_document on section (document_id, removed_at, position, count);

create table section_version (
  seq integer primary key,
  id text not null unique,
  section_id text not null references section (id) on delete cascade,
  -- of the same section, as is the root
  parent_id text,
  root_id text not null,
  source text not null check (source in ('user', 'model', 'polish')),
  -- what stood there at first; what its runs write comes behind it
  text text not null,
  created_at text not null
) strict;
create index section_version_by_section on section_version (section_id, seq);
create trigger section_version_is_never_overwritten
  before update on section_version
  begin select raise(abort, 'a version is never overwritten'); end;

create table job (
  seq integer primary key,
  id text not null unique,
  document_id text not null references document (id) on delete cascade,
  state text not null,
  -- JSON, as are request and error
  section_ids text,
  request text not null,
  created_at text not null,
  ended_at text,
  error text
) strict;
create index job_by_document on job (document_id, seq);
create index job_by_end on job (ended_at desc, seq desc) where ended_at is not null;
create unique index job_open on job (document_id) where ended_at is null;
create trigger ended_job_is_never_overwritten
  before update on job when old.ended_at is not null
  begin select raise(abort, 'a job that has ended is never overwritten'); end;

create table run_new (
  seq integer primary key,
  id text not null unique,
  action text not null default 'answer',
  conversation_id text references conversation (id) on delete cascade,
  message_id text references message (id) on delete cascade,
  document_id text references document (id) on delete cascade,
  version_id text references section_version (id) on delete cascade,
  model text not null,
  state text not null,
  seed integer not null,
  request text not null,
  created_at text not null,
  ended_at text,
  usage text,
  timings text,
  error text,
  -- its chunks, one after the other; set once, when it ends
  text text,
  -- to a message of a conversation, or to a document
  check (
    (conversation_id is not null and message_id is not null and document_id is null and version_id is null)
    or (conversation_id is null and message_id is null and document_id is not null)
  )
) strict;
insert into run_new (
  seq, id, conversation_id, message_id, model, state, seed, request, created_at, ended_at, usage, timings, error, text
)
select seq, id, conversation_id, message_id, model, state, seed, request, created_at, ended_at, usage, timings, error, text from run;

create table run_chunk_new (
  run_id text not null references run_new (id) on delete cascade,
  seq integer not null,
  text text not null,
  written integer not null,
  primary key (run_id, seq)
) strict, without rowid;
insert into run_chunk_new (run_id, seq, text, written) select run_id, seq, text, written from run_chunk;

drop table run_chunk;
drop table run;
-- the reference of the chunks is renamed with it
alter table run_new rename to run;
alter table run_chunk_new rename to run_chunk;

create index run_by_conversation on run (conversation_id, seq);
create index run_by_message on run (message_id, seq);
create index run_by_document on run (document_id, action, seq);
create index run_by_version on run (version_id, seq);
create index run_open on run (conversation_id, seq) where ended_at is null;
create trigger ended_run_is_never_overwritten
  before update on run when old.ended_at is not null
  begin select raise(abort, 'a run that has ended is never overwritten'); end;
create trigger run_chunk_is_never_overwritten
  before update on run_chunk
  begin select raise(abort, 'a chunk is never overwritten'); end;

insert into kysely_migration (name, timestamp) values ('0003-documents', '2026-02-01T08:30:00.000Z');
insert into document (seq, id, title, brief, revision, outline_run_id, created_at, updated_at, binned_at) values (1, '0190a000-0000-7000-8000-00000000012c', '', '{"topic":"湖边的四季","language":"zh","words":240,"template":null,"fields":{},"reader":"","tone":"","mustInclude":[],"mustAvoid":[],"notes":""}', 2, null, '2026-02-01T09:00:00.000Z', '2026-02-01T09:00:00.000Z', null);
insert into section (seq, id, document_id, position, heading, points, target, is_locked, version_id, count, removed_at) values (1, '0190a000-0000-7000-8000-00000000012d', '0190a000-0000-7000-8000-00000000012c', 0, '春', '["要点"]', 120, 0, '0190a000-0000-7000-8000-00000000012f', 5, null);
insert into section (seq, id, document_id, position, heading, points, target, is_locked, version_id, count, removed_at) values (2, '0190a000-0000-7000-8000-00000000012e', '0190a000-0000-7000-8000-00000000012c', 1, '夏', '["要点"]', 120, 0, null, 0, null);
insert into section_version (seq, id, section_id, parent_id, root_id, source, text, created_at) values (1, '0190a000-0000-7000-8000-00000000012f', '0190a000-0000-7000-8000-00000000012d', null, '0190a000-0000-7000-8000-00000000012f', 'user', '湖面化开了。', '2026-02-01T09:00:00.000Z');
insert into job (seq, id, document_id, state, section_ids, request, created_at, ended_at, error) values (1, '0190a000-0000-7000-8000-000000000130', '0190a000-0000-7000-8000-00000000012c', 'stopped', null, '{"model":null,"seed":7,"kind":null,"head":{"system":"","request":"写一篇","asksWhole":false},"headKey":""}', '2026-02-01T09:00:00.000Z', '2026-02-01T09:00:00.000Z', null);
insert into job (seq, id, document_id, state, section_ids, request, created_at, ended_at, error) values (2, '0190a000-0000-7000-8000-000000000131', '0190a000-0000-7000-8000-00000000012c', 'open', null, '{"model":null,"seed":7,"kind":null,"head":{"system":"","request":"写一篇","asksWhole":false},"headKey":""}', '2026-02-01T09:00:00.000Z', null, null);
insert into document (seq, id, title, brief, revision, outline_run_id, created_at, updated_at, binned_at) values (2, '0190a000-0000-7000-8000-000000000140', '', '{"topic":"江南的桥","language":"zh","words":300,"template":null,"fields":{},"reader":"","tone":"","mustInclude":[],"mustAvoid":[],"notes":""}', 2, null, '2026-01-02T08:01:00.000Z', '2026-01-02T08:09:00.000Z', null);
insert into document (seq, id, title, brief, revision, outline_run_id, created_at, updated_at, binned_at) values (3, '0190a000-0000-7000-8000-00000000014a', 'Bridges', '{"topic":"江南的桥","language":"zh","words":300,"template":null,"fields":{},"reader":"","tone":"","mustInclude":[],"mustAvoid":[],"notes":""}', 2, null, '2026-01-02T08:02:00.000Z', '2026-01-02T08:08:00.000Z', '2026-01-02T08:08:00.000Z');
insert into section (seq, id, document_id, position, heading, points, target, is_locked, version_id, count, removed_at) values (3, '0190a000-0000-7000-8000-000000000141', '0190a000-0000-7000-8000-000000000140', 0, '石拱', '["赵州桥","一千四百年"]', 100, 0, '0190a000-0000-7000-8000-000000000144', 14, null);
insert into section (seq, id, document_id, position, heading, points, target, is_locked, version_id, count, removed_at) values (4, '0190a000-0000-7000-8000-000000000142', '0190a000-0000-7000-8000-000000000140', 1, 'Covered bridges', '[]', 100, 1, null, 0, null);
insert into section_version (seq, id, section_id, parent_id, root_id, source, text, created_at) values (2, '0190a000-0000-7000-8000-000000000143', '0190a000-0000-7000-8000-000000000141', null, '0190a000-0000-7000-8000-000000000143', 'user', '早先写的一句。', '2026-01-02T08:03:00.000Z');
insert into section_version (seq, id, section_id, parent_id, root_id, source, text, created_at) values (3, '0190a000-0000-7000-8000-000000000144', '0190a000-0000-7000-8000-000000000141', '0190a000-0000-7000-8000-000000000143', '0190a000-0000-7000-8000-000000000144', 'model', '水上的石头', '2026-01-02T08:04:00.000Z');
insert into run (seq, id, action, conversation_id, message_id, document_id, version_id, model, state, seed, request, created_at, ended_at, usage, timings, error, text) values (4, '0190a000-0000-7000-8000-000000000145', 'draft', null, null, '0190a000-0000-7000-8000-000000000140', '0190a000-0000-7000-8000-000000000144', 'demo', 'done', 1, '{"sampling":{},"maxTokens":null,"overflow":"refuse"}', '2026-01-02T08:04:00.000Z', '2026-01-02T08:05:00.000Z', null, null, null, '弯成了半个月亮。');
insert into run_chunk (run_id, seq, text, written) values ('0190a000-0000-7000-8000-000000000145', 1, '弯成了半个月亮。', 8);
