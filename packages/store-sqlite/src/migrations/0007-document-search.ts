/**
 * Full text over documents, filled from what is there. `search_tokens` makes of a text what the index keeps of it (`indexedText` in core);
 * it is there while migrations run.
 */
export const documentSearch = `
-- Documents under minus their seq, sections under their seq. The text comes in as it does in search_index.
create virtual table document_index using fts5(
  title, body, content = '', contentless_delete = 1, tokenize = 'ascii'
);

insert into document_index (rowid, title, body)
select
  -seq,
  search_tokens(case title when '' then brief ->> 'topic' else title end),
  search_tokens(case title when '' then '' else brief ->> 'topic' end)
from document;

insert into document_index (rowid, title, body)
select
  section.seq,
  search_tokens(heading),
  search_tokens(
    coalesce((select group_concat(value, char(10)) from json_each(points)), '')
    || char(10) || coalesce(section_version.text, '')
    || coalesce((
      select group_concat(text, '' order by seq) from run where version_id = section.version_id and text is not null
    ), '')
  )
from section left join section_version on section_version.id = section.version_id;
`;
