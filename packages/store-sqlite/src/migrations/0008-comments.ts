/**
 * What the writer remarks on words of a document. The section is named without a reference: what is left of a damaged file is read table
 * by table, and a remark must not be lost with the row of its section.
 */
export const comments = `
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
`;
