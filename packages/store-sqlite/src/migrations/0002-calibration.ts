/**
 * What was measured of models on this machine, and which content a model file had when it was last loaded: see
 * docs/specs/calibration.md. All of it can be measured again.
 */
export const calibration = `
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
`;
