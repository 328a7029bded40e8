-- On top of 0006: what that version added.
-- Documents under minus their seq, sections under their seq. The text comes in as it does in search_index.
create virtual table document_index using fts5(
  title, body, content = '', contentless_delete = 1, tokenize = 'ascii'
);

insert into kysely_migration (name, timestamp) values ('0007-document-search', '2026-04-03T08:00:00.000Z');
insert into document_index (rowid, title, body) values (-1, '湖 边 的 四 季', '');
insert into document_index (rowid, title, body) values (-2, '江 南 的 桥', '');
insert into document_index (rowid, title, body) values (-3, 'bridges', '江 南 的 桥');
insert into document_index (rowid, title, body) values (1, '春', '要 点 湖 面 化 开 了');
insert into document_index (rowid, title, body) values (2, '夏', '要 点');
insert into document_index (rowid, title, body) values (3, '石 拱', '赵 州 桥 一 千 四 百 年 水 上 的 石 头 弯 成 了 半 个 月 亮');
insert into document_index (rowid, title, body) values (4, 'covered bridges', '');
