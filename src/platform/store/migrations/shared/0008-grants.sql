-- 0008-grants.sql: permissions granted for a while to the platform's staff, and when grants anywhere end
--
-- As in a tenant: see tenant/0012-grants.sql. grant_deadlines says where to look for what has expired, so that
-- not every tenant has to be asked; schema_name is null for the platform's own. A row goes with the entry that
-- says that the grant has expired.
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

CREATE TABLE grant_deadlines (
  grant_id TEXT NOT NULL PRIMARY KEY,
  schema_name TEXT,
  expires_at BIGINT NOT NULL
);

CREATE INDEX grant_deadlines_by_time ON grant_deadlines (expires_at);
