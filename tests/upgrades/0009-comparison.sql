-- On top of 0008: what that version added.
create table comparison (
  model text not null,
  machine text not null,
  -- JSON
  figures text not null,
  primary key (model, machine)
) strict, without rowid;

insert into kysely_migration (name, timestamp) values ('0009-comparison', '2026-05-02T08:00:00.000Z');
insert into comparison (model, machine, figures) values ('demo', 'x64, Test processor, 4 cores', '{"model":"demo","machine":"x64, Test processor, 4 cores"}');
