-- 0001-tenants.sql: businesses and the names under which they are reached
--
-- schema_name says where a business's own tables lie; no foreign key leaves a schema.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE tenants (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  subdomain TEXT NOT NULL UNIQUE,
  schema_name TEXT NOT NULL UNIQUE,
  subscription_tier TEXT NOT NULL CHECK (subscription_tier IN ('FREE', 'PROFESSIONAL', 'BUSINESS', 'ENTERPRISE')),
  status TEXT NOT NULL CHECK (status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')),
  is_demo BOOLEAN NOT NULL DEFAULT FALSE,
  created_at BIGINT NOT NULL
);

CREATE TABLE domains (
  id TEXT NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  domain TEXT NOT NULL UNIQUE,
  is_primary BOOLEAN NOT NULL DEFAULT FALSE,
  is_custom_domain BOOLEAN NOT NULL DEFAULT FALSE,
  route53_zone_id TEXT,
  verification_status TEXT NOT NULL CHECK (verification_status IN ('PENDING', 'VERIFIED', 'FAILED')),
  verification_message TEXT NOT NULL DEFAULT '',
  verified_at BIGINT,
  created_at BIGINT NOT NULL
);

CREATE INDEX domains_by_tenant ON domains (tenant_id);
