/** How models were measured to be, side by side: docs/specs/models.md, M30 to M36. All of it can be measured again. */
export const comparison = `
create table comparison (
  model text not null,
  machine text not null,
  -- JSON
  figures text not null,
  primary key (model, machine)
) strict, without rowid;
`;
