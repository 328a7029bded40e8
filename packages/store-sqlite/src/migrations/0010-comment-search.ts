/** Full text over what the writer remarked to themself, filled from what is there; `search_tokens` as in 0007. */
export const commentSearch = `
-- Comments under their seq, without those that were removed. The text comes in as it does in search_index.
create virtual table comment_index using fts5(
  title, body, content = '', contentless_delete = 1, tokenize = 'ascii'
);

insert into comment_index (rowid, title, body)
select seq, '', search_tokens(text) from comment where removed_at is null;
`;
