-- On top of 0004: what that version added.
create table batch (
  seq integer primary key,
  id text not null unique,
  title text not null,
  template text not null,
  -- JSON, as are options and error
  common text not null,
  options text not null,
  state text not null check (state in ('idle', 'open', 'paused')),
  error text,
  revision integer not null,
  created_at text not null,
  updated_at text not null,
  binned_at text
) strict;
create index batch_by_update on batch (updated_at desc, seq desc);

create table batch_row (
  seq integer primary key,
  id text not null unique,
  batch_id text not null references batch (id) on delete cascade,
  position integer not null,
  -- JSON, as is the error
  cells text not null,
  document_id text,
  is_wanted integer not null check (is_wanted in (0, 1)),
  error text
) strict;
create index batch_row_by_batch on batch_row (batch_id, position);

insert into kysely_migration (name, timestamp) values ('0005-batches', '2026-04-01T08:00:00.000Z');
insert into batch (seq, id, title, template, common, options, state, error, revision, created_at, updated_at, binned_at) values (1, '0190a000-0000-7000-8000-000000000160', '旧物', 'free-writing', '{"words":"100"}', '{}', 'paused', null, 2, '2026-04-01T08:00:00.000Z', '2026-04-01T08:01:00.000Z', null);
insert into batch_row (seq, id, batch_id, position, cells, document_id, is_wanted, error) values (1, '0190a000-0000-7000-8000-000000000161', '0190a000-0000-7000-8000-000000000160', 0, '{"topic":"铁皮饼干盒"}', null, 1, null);
