-- 0003-plugins.sql: a tenant's own plugins, and what it has installed
--
-- Its own are `custom_…`: a name of their own, so that a statement says which of the two it means. Their
-- columns are those of the shared tables.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE custom_plugins (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,
  category TEXT NOT NULL,
  version TEXT NOT NULL,
  author TEXT NOT NULL,
  logo_url TEXT,
  is_featured BOOLEAN NOT NULL DEFAULT FALSE,
  is_verified BOOLEAN NOT NULL DEFAULT FALSE,
  visibility TEXT NOT NULL DEFAULT 'PRIVATE',
  permissions TEXT NOT NULL DEFAULT '[]',
  trigger TEXT NOT NULL DEFAULT '{"type":"MANUAL"}',
  variables TEXT NOT NULL DEFAULT '[]',
  base_ratings TEXT NOT NULL DEFAULT '[0,0,0,0,0]',
  base_installs BIGINT NOT NULL DEFAULT 0,
  rating DOUBLE PRECISION,
  rating_count BIGINT NOT NULL DEFAULT 0,
  rating_histogram TEXT NOT NULL DEFAULT '[0,0,0,0,0]',
  rating_rank DOUBLE PRECISION NOT NULL DEFAULT 0,
  install_count BIGINT NOT NULL DEFAULT 0,
  sort_name TEXT NOT NULL,
  search_text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE custom_plugin_versions (
  plugin_id TEXT NOT NULL REFERENCES custom_plugins (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  version TEXT NOT NULL,
  released_at BIGINT NOT NULL,
  notes TEXT NOT NULL,
  permissions TEXT NOT NULL,
  trigger TEXT NOT NULL,
  variables TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (plugin_id, version),
  UNIQUE (plugin_id, position)
);

CREATE TABLE custom_plugin_ratings (
  id TEXT NOT NULL PRIMARY KEY,
  plugin_id TEXT NOT NULL REFERENCES custom_plugins (id) ON DELETE CASCADE,
  tenant_id TEXT,
  user_id TEXT,
  rating BIGINT NOT NULL CHECK (rating BETWEEN 1 AND 5),
  review TEXT NOT NULL DEFAULT '',
  author_name TEXT NOT NULL,
  tenant_name TEXT NOT NULL,
  version TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (plugin_id, user_id)
);

CREATE INDEX custom_plugin_ratings_by_time ON custom_plugin_ratings (plugin_id, created_at, id);

-- plugin_id is one of the shared or of the tenant's own plugins: no foreign key leaves a schema.
-- installed_by is the person as of that day: a platform's employee is in no table of the tenant's.
-- The previous_… columns are what a rollback goes back to; null where there is nothing.
CREATE TABLE installations (
  id TEXT NOT NULL PRIMARY KEY,
  plugin_id TEXT NOT NULL UNIQUE,
  installed_version TEXT NOT NULL,
  is_active BOOLEAN NOT NULL DEFAULT TRUE,
  config_values TEXT NOT NULL DEFAULT '{}',
  granted_permissions TEXT NOT NULL DEFAULT '[]',
  previous_version TEXT,
  previous_config_values TEXT,
  previous_permissions TEXT,
  installed_at BIGINT NOT NULL,
  installed_by TEXT,
  updated_at BIGINT NOT NULL,
  last_run TEXT
);
