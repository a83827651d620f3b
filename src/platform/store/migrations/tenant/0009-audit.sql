-- 0009-audit.sql: who did what to whom in this business, as a chain
--
-- An entry's hash covers the one before it and all that the contract says of the entry, which stands in the
-- columns one by one so that nothing is kept twice; search_text alone follows from the others. Positions have
-- no gaps: who adds an entry holds audit_heads until its end, and the chain can't fork, as no two entries may
-- follow the same one. The head knows what the last entry was, so that it is noticed when that one is gone.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE audit_heads (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  n_entries BIGINT NOT NULL,
  last_id TEXT,
  last_hash TEXT NOT NULL
);

INSERT INTO audit_heads (id, n_entries, last_id, last_hash)
VALUES (1, 0, NULL, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE audit_entries (
  position BIGINT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
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
  previous_hash TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  search_text TEXT NOT NULL
);

CREATE INDEX audit_entries_by_time ON audit_entries (created_at, position);
CREATE INDEX audit_entries_by_action ON audit_entries (action, position);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, position);
CREATE INDEX audit_entries_by_target ON audit_entries (target_id, position);
