-- 0010-audit-places.sqlite.sql: an entry of the audit log takes its place once
--
-- What follows what is decided by the positions alone, which whoever adds an entry counts up in audit_heads: no
-- two are alike, so the chain can't fork. Two indexes more, over what is random, decided nothing and made each
-- entry write two pages more. An INTEGER is the number of SQLite's own row, which
-- needs no index, either.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE entries (
  position INTEGER NOT NULL PRIMARY KEY,
  id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  action TEXT NOT NULL,
  actor_id TEXT,
  actor_email TEXT,
  actor_role TEXT,
  real_actor_id TEXT,
  real_actor_email TEXT,
  real_actor_role TEXT,
  target_type TEXT,
  target_id TEXT,
  target_email TEXT,
  target_role TEXT,
  target_name TEXT,
  tenant_id TEXT,
  ip_address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  session_key TEXT,
  request_id TEXT NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  search_text TEXT NOT NULL
);

INSERT INTO entries SELECT * FROM audit_entries ORDER BY position;
DROP TABLE audit_entries;
ALTER TABLE entries RENAME TO audit_entries;

CREATE INDEX audit_entries_by_time ON audit_entries (created_at, position);
CREATE INDEX audit_entries_by_action ON audit_entries (action, position);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, position);
CREATE INDEX audit_entries_by_target ON audit_entries (target_id, position);

CREATE TRIGGER audit_entries_refuse_update BEFORE UPDATE ON audit_entries
BEGIN
  SELECT RAISE (ABORT, 'append_only');
END;

CREATE TRIGGER audit_entries_refuse_delete BEFORE DELETE ON audit_entries
BEGIN
  SELECT RAISE (ABORT, 'append_only');
END;
