
-- On top of 0010: what that version added.
alter table document add column batch_id text;
update document set batch_id = batch_row.batch_id from batch_row where batch_row.document_id = document.id;
create index document_own_by_update on document (updated_at desc, seq desc) where batch_id is null and binned_at is null;

insert into kysely_migration (name, timestamp) values ('0011-batch-texts', '2026-05-10T08:00:00.000Z');
insert into batch_row (seq, id, batch_id, position, cells, document_id, is_wanted, error) values (3, '0190a000-0000-7000-8000-000000000163', '0190a000-0000-7000-8000-000000000160', 2, '{"topic":"搪瓷杯"}', null, 0, null);
