/**
 * Tables whose rows become documents. How far a row is stands with its document; here stands only which document that is, and whether it is to
 * be written. The document is no reference: it is noted before it is made, and may be deleted for itself.
 */
export const batches = `
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
`;
