/**
 * SQL as text in a module, so that it is part of a bundle. Never edit a migration that was released: add the next one.
 * Times are ISO 8601 in UTC; `seq` is the order of creation, which no change of the clock disturbs.
 */
export const initial = `
create table folder (
  seq integer primary key,
  id text not null unique,
  name text not null,
  created_at text not null
) strict;

create table conversation (
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
create index conversation_by_update on conversation (updated_at desc, seq desc);
create index conversation_by_folder on conversation (folder_id, updated_at desc, seq desc);

create table message (
  seq integer primary key,
  id text not null unique,
  conversation_id text not null references conversation (id) on delete cascade,
  parent_id text references message (id),
  role text not null check (role in ('system', 'user', 'assistant')),
  text text not null,
  created_at text not null,
  deleted_at text
) strict;
create index message_by_conversation on message (conversation_id, seq);
create index message_by_parent on message (parent_id);
create trigger message_is_never_overwritten
  before update of seq, id, conversation_id, parent_id, role, text, created_at on message
  begin select raise(abort, 'a message is never overwritten'); end;

create table run (
  seq integer primary key,
  id text not null unique,
  conversation_id text not null references conversation (id) on delete cascade,
  message_id text not null references message (id) on delete cascade,
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
  text text
) strict;
create index run_by_conversation on run (conversation_id, seq);
create index run_by_message on run (message_id, seq);
create index run_open on run (conversation_id, seq) where ended_at is null;
create trigger ended_run_is_never_overwritten
  before update on run when old.ended_at is not null
  begin select raise(abort, 'a run that has ended is never overwritten'); end;

create table run_chunk (
  run_id text not null references run (id) on delete cascade,
  seq integer not null,
  text text not null,
  written integer not null,
  primary key (run_id, seq)
) strict, without rowid;
create trigger run_chunk_is_never_overwritten
  before update on run_chunk
  begin select raise(abort, 'a chunk is never overwritten'); end;

create table setting (
  name text primary key,
  value text not null
) strict, without rowid;

create table secret (
  name text primary key,
  value text not null
) strict, without rowid;

-- Titles under minus the seq of their conversation, messages under their seq. The text comes in as tokens with spaces
-- between (searchTokens in core); of the tokenizers only 'ascii' leaves everything else in them alone.
create virtual table search_index using fts5(
  title, body, content = '', contentless_delete = 1, tokenize = 'ascii'
);
`;
