-- 0012-grants.sql: permissions granted for a while
--
-- grantor, grantee and revoked_by are people as of that day, as JSON. scope is how far the grantor had the
-- permission, which is how far the grantee has it.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE permission_grants (
  id TEXT NOT NULL PRIMARY KEY,
  grantor TEXT NOT NULL,
  grantee TEXT NOT NULL,
  grantee_id TEXT NOT NULL,
  action TEXT NOT NULL,
  scope TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT,
  revoked_by TEXT
);

CREATE INDEX permission_grants_by_grantee ON permission_grants (grantee_id, action, expires_at);
CREATE INDEX permission_grants_by_time ON permission_grants (created_at, id);
