-- A small database as Maobi wrote it with migration 0003 as its newest. Never edited: it stands for data on people's disks.
CREATE TABLE folder (
  seq integer primary key,
  id text not null unique,
  name text not null,
  created_at text not null
) strict;
CREATE TABLE conversation (
  seq integer primary key,
  id text not null unique,
  title text not null,
  folder_id text references folder (id) on delete set null,
  revision integer not null,
  active_leaf_id text,
  created_at text not null,
  updated_at text not null,
  binned_at text
) strict;
CREATE INDEX conversation_by_update on conversation (updated_at desc, seq desc);
CREATE INDEX conversation_by_folder on conversation (folder_id, updated_at desc, seq desc);
CREATE TABLE message (
  seq integer primary key,
  id text not null unique,
  conversation_id text not null references conversation (id) on delete cascade,
  parent_id text references message (id),
  role text not null check (role in ('system', 'user', 'assistant')),
  text text not null,
  created_at text not null,
  deleted_at text
) strict;
CREATE INDEX message_by_conversation on message (conversation_id, seq);
CREATE INDEX message_by_parent on message (parent_id);
CREATE TRIGGER message_is_never_overwritten
  before update of seq, id, conversation_id, parent_id, role, text, created_at on message
  begin select raise(abort, 'a message is never overwritten'); end;
CREATE TABLE setting (
  name text primary key,
  value text not null
) strict, without rowid;
CREATE TABLE secret (
  name text primary key,
  value text not null
) strict, without rowid;
CREATE VIRTUAL TABLE search_index using fts5(
  title, body, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE TABLE "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
CREATE TABLE "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
CREATE TABLE calibration (
  fingerprint text not null,
  machine text not null,
  engine_version text not null,
  -- JSON
  result text not null,
  primary key (fingerprint, machine, engine_version)
) strict, without rowid;
CREATE TABLE model_file (
  path text primary key,
  size_bytes integer not null,
  modified_ms real not null,
  fingerprint text not null
) strict, without rowid;
CREATE TABLE document (
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
CREATE INDEX document_by_update on document (updated_at desc, seq desc);
CREATE TABLE section (
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
CREATE INDEX section_by_document on section (document_id, removed_at, position, count);
CREATE TABLE section_version (
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
CREATE INDEX section_version_by_section on section_version (section_id, seq);
CREATE TRIGGER section_version_is_never_overwritten
  before update on section_version
  begin select raise(abort, 'a version is never overwritten'); end;
CREATE TABLE job (
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
CREATE INDEX job_by_document on job (document_id, seq);
CREATE INDEX job_by_end on job (ended_at desc, seq desc) where ended_at is not null;
CREATE UNIQUE INDEX job_open on job (document_id) where ended_at is null;
CREATE TRIGGER ended_job_is_never_overwritten
  before update on job when old.ended_at is not null
  begin select raise(abort, 'a job that has ended is never overwritten'); end;
CREATE TABLE "run" (
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
CREATE TABLE "run_chunk" (
  run_id text not null references "run" (id) on delete cascade,
  seq integer not null,
  text text not null,
  written integer not null,
  primary key (run_id, seq)
) strict, without rowid;
CREATE INDEX run_by_conversation on run (conversation_id, seq);
CREATE INDEX run_by_message on run (message_id, seq);
CREATE INDEX run_by_document on run (document_id, action, seq);
CREATE INDEX run_by_version on run (version_id, seq);
CREATE INDEX run_open on run (conversation_id, seq) where ended_at is null;
CREATE TRIGGER ended_run_is_never_overwritten
  before update on run when old.ended_at is not null
  begin select raise(abort, 'a run that has ended is never overwritten'); end;
CREATE TRIGGER run_chunk_is_never_overwritten
  before update on run_chunk
  begin select raise(abort, 'a chunk is never overwritten'); end;
insert into kysely_migration (name, timestamp) values ('0001-initial', '2026-01-01T08:00:00.000Z');
insert into kysely_migration (name, timestamp) values ('0002-calibration', '2026-11-26T03:32:28.005Z');
insert into kysely_migration (name, timestamp) values ('0003-documents', '2026-11-26T06:39:58.175Z');
insert into kysely_migration_lock (id, is_locked) values ('migration_lock', 0);
insert into folder (seq, id, name, created_at) values (1, '0190a000-0000-7000-8000-000000000001', '散文', '2026-01-01T08:01:00.000Z');
insert into conversation (seq, id, title, folder_id, revision, active_leaf_id, created_at, updated_at, binned_at) values (1, '0190a000-0000-7000-8000-000000000002', '未来教育', '0190a000-0000-7000-8000-000000000001', 5, '0190a000-0000-7000-8000-000000000004', '2026-01-01T08:02:00.000Z', '2026-01-01T08:09:00.000Z', null);
insert into conversation (seq, id, title, folder_id, revision, active_leaf_id, created_at, updated_at, binned_at) values (2, '0190a000-0000-7000-8000-00000000000b', 'Binned', null, 2, null, '2026-01-01T08:10:00.000Z', '2026-01-01T08:11:00.000Z', '2026-01-01T08:11:00.000Z');
insert into message (seq, id, conversation_id, parent_id, role, text, created_at, deleted_at) values (1, '0190a000-0000-7000-8000-000000000003', '0190a000-0000-7000-8000-000000000002', null, 'user', '写一篇关于人工智能如何重塑未来教育的议论文', '2026-01-01T08:03:00.000Z', null);
insert into message (seq, id, conversation_id, parent_id, role, text, created_at, deleted_at) values (2, '0190a000-0000-7000-8000-000000000004', '0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000003', 'assistant', '', '2026-01-01T08:03:00.000Z', null);
insert into message (seq, id, conversation_id, parent_id, role, text, created_at, deleted_at) values (3, '0190a000-0000-7000-8000-000000000007', '0190a000-0000-7000-8000-000000000002', null, 'user', 'The same in English, it''s "fine"', '2026-01-01T08:06:00.000Z', null);
insert into message (seq, id, conversation_id, parent_id, role, text, created_at, deleted_at) values (4, '0190a000-0000-7000-8000-000000000008', '0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000007', 'assistant', '', '2026-01-01T08:06:00.000Z', null);
insert into message (seq, id, conversation_id, parent_id, role, text, created_at, deleted_at) values (5, '0190a000-0000-7000-8000-00000000000a', '0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000004', 'user', 'deleted', '2026-01-01T08:08:00.000Z', '2026-01-01T08:09:00.000Z');
insert into document (seq, id, title, brief, revision, outline_run_id, created_at, updated_at, binned_at) values (1, '0190a000-0000-7000-8000-00000000012c', '', '{"topic":"湖边的四季","language":"zh","words":240,"template":null,"fields":{},"reader":"","tone":"","mustInclude":[],"mustAvoid":[],"notes":""}', 2, null, '2026-02-01T09:00:00.000Z', '2026-02-01T09:00:00.000Z', null);
insert into section (seq, id, document_id, position, heading, points, target, is_locked, version_id, count, removed_at) values (1, '0190a000-0000-7000-8000-00000000012d', '0190a000-0000-7000-8000-00000000012c', 0, '春', '["要点"]', 120, 0, '0190a000-0000-7000-8000-00000000012f', 5, null);
insert into section (seq, id, document_id, position, heading, points, target, is_locked, version_id, count, removed_at) values (2, '0190a000-0000-7000-8000-00000000012e', '0190a000-0000-7000-8000-00000000012c', 1, '夏', '["要点"]', 120, 0, null, 0, null);
insert into section_version (seq, id, section_id, parent_id, root_id, source, text, created_at) values (1, '0190a000-0000-7000-8000-00000000012f', '0190a000-0000-7000-8000-00000000012d', null, '0190a000-0000-7000-8000-00000000012f', 'user', '湖面化开了。', '2026-02-01T09:00:00.000Z');
insert into job (seq, id, document_id, state, section_ids, request, created_at, ended_at, error) values (1, '0190a000-0000-7000-8000-000000000130', '0190a000-0000-7000-8000-00000000012c', 'stopped', null, '{"model":null,"seed":7,"kind":null,"head":{"system":"","request":"写一篇","asksWhole":false},"headKey":""}', '2026-02-01T09:00:00.000Z', '2026-02-01T09:00:00.000Z', null);
insert into job (seq, id, document_id, state, section_ids, request, created_at, ended_at, error) values (2, '0190a000-0000-7000-8000-000000000131', '0190a000-0000-7000-8000-00000000012c', 'open', null, '{"model":null,"seed":7,"kind":null,"head":{"system":"","request":"写一篇","asksWhole":false},"headKey":""}', '2026-02-01T09:00:00.000Z', null, null);
insert into run (seq, id, action, conversation_id, message_id, document_id, version_id, model, state, seed, request, created_at, ended_at, usage, timings, error, text) values (1, '0190a000-0000-7000-8000-000000000005', 'answer', '0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000004', null, null, 'demo', 'length', 42, '{"sampling":{"temperature":0.7},"maxTokens":800,"overflow":"refuse"}', '2026-01-01T08:03:00.000Z', '2026-01-01T08:04:00.000Z', '{"promptTokens":30,"cachedTokens":0,"writtenTokens":10}', '{"queuedMs":0,"readingMs":1200.5,"writingMs":2000}', null, '# 未来教育

人工智能正在改变课堂');
insert into run (seq, id, action, conversation_id, message_id, document_id, version_id, model, state, seed, request, created_at, ended_at, usage, timings, error, text) values (2, '0190a000-0000-7000-8000-000000000006', 'answer', '0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000004', null, null, 'demo', 'writing', 43, '{"sampling":{"temperature":0.7},"maxTokens":800,"overflow":"refuse"}', '2026-01-01T08:05:00.000Z', null, null, null, null, null);
insert into run (seq, id, action, conversation_id, message_id, document_id, version_id, model, state, seed, request, created_at, ended_at, usage, timings, error, text) values (3, '0190a000-0000-7000-8000-000000000009', 'answer', '0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000008', null, null, 'demo', 'failed', 44, '{"sampling":{"temperature":0.7},"maxTokens":800,"overflow":"refuse"}', '2026-01-01T08:06:00.000Z', '2026-01-01T08:07:00.000Z', null, null, '{"code":"engine-failed","message":"The engine stopped.","retryable":true}', '');
insert into run_chunk (run_id, seq, text, written) values ('0190a000-0000-7000-8000-000000000005', 1, '# 未来教育

', 4);
insert into run_chunk (run_id, seq, text, written) values ('0190a000-0000-7000-8000-000000000005', 2, '人工智能正在改变课堂', 10);
insert into run_chunk (run_id, seq, text, written) values ('0190a000-0000-7000-8000-000000000006', 1, '，也在改变老师。', 6);
insert into setting (name, value) values ('language', '"zh"');
insert into setting (name, value) values ('theme', '"dark"');
insert into secret (name, value) values ('api-key', 'maobi-key-of-0001');
insert into calibration (fingerprint, machine, engine_version, result) values ('sha256:1234', 'x64, Test processor, 4 cores', 'llama.cpp v1', '{"fingerprint":"sha256:1234","machine":"x64, Test processor, 4 cores","engineVersion":"llama.cpp v1","measuredAt":"2026-02-01T08:00:00.000Z","shape":{"weightsBytes":2500000000,"contextBytesPerToken":147456},"threads":4,"readTokensPerSecond":12.8,"readMsByBatch":{"16":1290.25,"32":2500},"passMs":{"1":139,"4":325.5},"togetherMs":{"1":147,"2":298},"tuning":{"threads":4,"batchTokens":32,"parallel":1,"draftTokens":3}}');
insert into model_file (path, size_bytes, modified_ms, fingerprint) values ('/models/毛笔.gguf', 2500000000, 1790000000123.5, 'sha256:1234');
insert into search_index (rowid, title, body) values (-1, '未 来 教 育', '');
insert into search_index (rowid, title, body) values (-2, 'binned', '');
insert into search_index (rowid, title, body) values (1, '', '写 一 篇 关 于 人 工 智 能 如 何 重 塑 未 来 教 育 的 议 论 文');
insert into search_index (rowid, title, body) values (2, '', '未 来 教 育 人 工 智 能 正 在 改 变 课 堂');
insert into search_index (rowid, title, body) values (3, '', 'the same in english it s fine');
