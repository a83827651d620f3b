-- 0007-masquerades.sql: who acts, or has acted, as whom
--
-- session_id is the masquerade's own session, in the tables where the target stands: tenant_id null: in the
-- shared ones. real_session_id is the one that it was begun from; real_is_staff says in whose tables that
-- and the real user stand. ended_at is when it was found to be over; end_logged_at when that was written down,
-- which is tried again until it is done. Rows stay when users and tenants go.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE masquerades (
  session_id TEXT NOT NULL PRIMARY KEY,
  tenant_id TEXT,
  user_id TEXT NOT NULL,
  user_email TEXT NOT NULL,
  real_user_id TEXT NOT NULL,
  real_email TEXT NOT NULL,
  real_role TEXT NOT NULL,
  real_is_staff BOOLEAN NOT NULL,
  real_session_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('VIEW', 'ACT')),
  reason TEXT NOT NULL,
  ip_address TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  end_reason TEXT,
  end_logged_at BIGINT
);

CREATE INDEX masquerades_open ON masquerades (started_at) WHERE end_logged_at IS NULL;
