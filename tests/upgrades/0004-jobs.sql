-- On top of 0003: what that version added.
alter table job add column kind text not null default 'write' check (kind in ('write', 'polish'));
-- among those that have not ended, the smallest first
alter table job add column position integer not null default 0;
update job set position = seq where ended_at is null;

-- a version of the same section that does not count
alter table section add column suggestion_id text;

create table polished_section (
  job_id text not null references job (id) on delete cascade,
  section_id text not null references section (id) on delete cascade,
  -- the version whose paragraphs are polished
  base_id text not null,
  is_done integer not null default 0 check (is_done in (0, 1)),
  primary key (job_id, section_id)
) strict, without rowid;

create table polished_paragraph (
  job_id text not null,
  section_id text not null,
  -- among the blocks of the text
  place integer not null,
  run_id text not null unique references run (id) on delete cascade,
  primary key (job_id, section_id, place),
  foreign key (job_id, section_id) references polished_section (job_id, section_id) on delete cascade
) strict, without rowid;

create index run_by_end on run (ended_at) where ended_at is not null;

insert into kysely_migration (name, timestamp) values ('0004-jobs', '2026-03-01T08:00:00.000Z');
update section set suggestion_id = '0190a000-0000-7000-8000-000000000151' where id = '0190a000-0000-7000-8000-00000000012d';
insert into section_version (seq, id, section_id, parent_id, root_id, source, text, created_at) values (4, '0190a000-0000-7000-8000-000000000151', '0190a000-0000-7000-8000-00000000012d', '0190a000-0000-7000-8000-00000000012f', '0190a000-0000-7000-8000-000000000151', 'polish', '湖上的冰化开了。', '2026-03-01T08:01:00.000Z');
insert into job (seq, id, document_id, kind, state, position, section_ids, request, created_at, ended_at, error) values (3, '0190a000-0000-7000-8000-000000000150', '0190a000-0000-7000-8000-000000000140', 'polish', 'done', 0, null, '{"model":null,"seed":7,"kind":"improve","head":{"system":"","request":"","asksWhole":false},"headKey":""}', '2026-03-01T08:00:00.000Z', '2026-03-01T08:02:00.000Z', null);
insert into polished_section (job_id, section_id, base_id, is_done) values ('0190a000-0000-7000-8000-000000000150', '0190a000-0000-7000-8000-000000000141', '0190a000-0000-7000-8000-000000000144', 0);
insert into run (seq, id, action, conversation_id, message_id, document_id, version_id, model, state, seed, request, created_at, ended_at, usage, timings, error, text) values (5, '0190a000-0000-7000-8000-000000000152', 'polish', null, null, '0190a000-0000-7000-8000-000000000140', null, 'demo', 'done', 1, '{"sampling":{},"maxTokens":null,"overflow":"refuse"}', '2026-03-01T08:01:00.000Z', '2026-03-01T08:02:00.000Z', null, null, null, '水上弯弯的石头。');
insert into polished_paragraph (job_id, section_id, place, run_id) values ('0190a000-0000-7000-8000-000000000150', '0190a000-0000-7000-8000-000000000141', 0, '0190a000-0000-7000-8000-000000000152');
