/** Jobs get a kind and an order; polishing remembers its paragraphs, and a section the wording that waits for the writer's verdict. */
export const jobs = `
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
`;
