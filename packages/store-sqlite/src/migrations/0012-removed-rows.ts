/** A row that was taken out of its table stays, so that it is as it was when it is brought back. */
export const removedRows = `
alter table batch_row add column removed_at text;
`;
