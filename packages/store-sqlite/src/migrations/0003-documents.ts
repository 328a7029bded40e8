/**
 * Documents made of sections, the jobs that write them, and runs that belong to a document. A run's conversation becomes optional, which
 * only a new table can say; its chunks are copied as well, because dropping `run` would take along those that refer to it.
 */
export const documents = `
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
`;
