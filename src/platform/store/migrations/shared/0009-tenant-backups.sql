-- 0009-tenant-backups.sql: what is left of businesses that were deleted
--
-- For 30 days all of it: the business's tables stay as they are, under the same schema_name, and nobody can
-- reach them, since no row of tenants names them. So deleting is one change of the shared tables, and is taken
-- back by another. After that its audit log alone: it is nobody's to delete.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE tenant_backups (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  subdomain TEXT NOT NULL,
  schema_name TEXT NOT NULL UNIQUE,
  subscription_tier TEXT NOT NULL,
  status TEXT NOT NULL,
  is_demo BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  deleted_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX tenant_backups_by_time ON tenant_backups (expires_at);
CREATE INDEX tenant_backups_by_subdomain ON tenant_backups (subdomain, deleted_at);

CREATE TABLE tenant_backup_domains (
  id TEXT NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenant_backups (id) ON DELETE CASCADE,
  domain TEXT NOT NULL,
  is_primary BOOLEAN NOT NULL,
  is_custom_domain BOOLEAN NOT NULL,
  route53_zone_id TEXT,
  verification_status TEXT NOT NULL,
  verification_message TEXT NOT NULL,
  verified_at BIGINT,
  created_at BIGINT NOT NULL
);

CREATE INDEX tenant_backup_domains_by_tenant ON tenant_backup_domains (tenant_id);

-- As a tenant's audit_entries: see tenant/0009-audit.sql.
CREATE TABLE audit_archive (
  archive_tenant_id TEXT NOT NULL,
  position BIGINT NOT NULL,
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
  search_text TEXT NOT NULL,
  PRIMARY KEY (archive_tenant_id, position)
);
