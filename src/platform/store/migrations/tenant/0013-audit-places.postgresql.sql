-- 0013-audit-places.postgresql.sql: an entry of the audit log takes its place once
--
-- What follows what is decided by the positions alone, which whoever adds an entry counts up in audit_heads: no
-- two are alike, so the chain can't fork. Two indexes more, over what is random, decided nothing and made each
-- entry write two pages more.
--
-- SPDX-License-Identifier: MIT

ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_id_key;
ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_previous_hash_key;
