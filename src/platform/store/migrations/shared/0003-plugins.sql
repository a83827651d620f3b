-- 0003-plugins.sql: the marketplace: what the platform offers, and what tenants together make of it
--
-- The aggregates (rating …, rank, install_count) stand in the plugin's row, so that a list needs no join
-- and each ordering has its index; they are written in the transaction that changes a rating or an
-- installation. base_ratings and base_installs are what a plugin brought with it from another platform,
-- where there are no rows to count: an aggregate is its base and the rows of the two tables below.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE plugins (
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
  visibility TEXT NOT NULL DEFAULT 'PUBLIC',
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

CREATE INDEX plugins_by_name ON plugins (sort_name, id);
CREATE INDEX plugins_by_installs ON plugins (install_count, id);
CREATE INDEX plugins_by_rank ON plugins (rating_rank, id);
CREATE INDEX plugins_by_creation ON plugins (created_at, id);
CREATE INDEX plugins_by_update ON plugins (updated_at, id);
CREATE INDEX plugins_by_category ON plugins (category, is_featured, is_verified);

-- What a list's `count` and `categories` are summed from where nothing is searched for: a few dozen
-- rows in place of all plugins.
CREATE TABLE plugin_counts (
  category TEXT NOT NULL,
  is_featured BOOLEAN NOT NULL,
  is_verified BOOLEAN NOT NULL,
  n_plugins BIGINT NOT NULL,
  PRIMARY KEY (category, is_featured, is_verified)
);

CREATE TABLE plugin_versions (
  plugin_id TEXT NOT NULL REFERENCES plugins (id) ON DELETE CASCADE,
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

-- Which tenants have a plugin now.
CREATE TABLE plugin_installs (
  plugin_id TEXT NOT NULL REFERENCES plugins (id) ON DELETE CASCADE,
  tenant_id TEXT NOT NULL,
  installed_at BIGINT NOT NULL,
  PRIMARY KEY (plugin_id, tenant_id)
);

CREATE INDEX plugin_installs_by_tenant ON plugin_installs (tenant_id);

-- Names are those of the day, so that a review can be read when its author has left. tenant_id and
-- user_id are null in a review that came from another platform.
CREATE TABLE plugin_ratings (
  id TEXT NOT NULL PRIMARY KEY,
  plugin_id TEXT NOT NULL REFERENCES plugins (id) ON DELETE CASCADE,
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

CREATE INDEX plugin_ratings_by_time ON plugin_ratings (plugin_id, created_at, id);
CREATE INDEX plugin_ratings_by_value ON plugin_ratings (plugin_id, rating);
