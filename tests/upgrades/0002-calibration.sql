-- On top of 0001: what that version added.
create table calibration (
  fingerprint text not null,
  machine text not null,
  engine_version text not null,
  -- JSON
  result text not null,
  primary key (fingerprint, machine, engine_version)
) strict, without rowid;

create table model_file (
  path text primary key,
  size_bytes integer not null,
  modified_ms real not null,
  fingerprint text not null
) strict, without rowid;

insert into kysely_migration (name, timestamp) values ('0002-calibration', '2026-02-01T08:00:00.000Z');
insert into calibration (fingerprint, machine, engine_version, result) values ('sha256:1234', 'x64, Test processor, 4 cores', 'llama.cpp v1', '{"fingerprint":"sha256:1234","machine":"x64, Test processor, 4 cores","engineVersion":"llama.cpp v1","measuredAt":"2026-02-01T08:00:00.000Z","shape":{"weightsBytes":2500000000,"contextBytesPerToken":147456},"threads":4,"readTokensPerSecond":12.8,"readMsByBatch":{"16":1290.25,"32":2500},"passMs":{"1":139,"4":325.5},"togetherMs":{"1":147,"2":298},"tuning":{"threads":4,"batchTokens":32,"parallel":1,"draftTokens":3}}');
insert into model_file (path, size_bytes, modified_ms, fingerprint) values ('/models/毛笔.gguf', 2500000000, 1790000000123.5, 'sha256:1234');
