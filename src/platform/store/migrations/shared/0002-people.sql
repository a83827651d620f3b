-- 0002-people.sql: the platform's staff, where they are signed in, and failures to sign in anywhere
--
-- email is in lower case. What is here stands in the same way in a tenant's schema, but
-- for the failures: an address that tries one tenant after the other is one address.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('SUPERUSER', 'PLATFORM_MANAGER', 'PLATFORM_SALES', 'PLATFORM_SUPPORT')),
  status TEXT NOT NULL CHECK (status IN ('ACTIVE', 'INVITED', 'DEACTIVATED')),
  password_hash TEXT,
  is_temporary BOOLEAN NOT NULL DEFAULT FALSE,
  avatar_url TEXT,
  resource_id TEXT,
  last_login_at BIGINT,
  created_at BIGINT NOT NULL,
  invitation_hash TEXT UNIQUE,
  invitation_expires_at BIGINT
);

-- A place where somebody is signed in. real_user_id is the one who masquerades as user_id.
CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  real_user_id TEXT,
  ip_address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  revoked_at BIGINT
);

CREATE INDEX sessions_by_user ON sessions (user_id, last_used_at);

-- Only hashes of tokens. A refresh token that was used stays until it expires, so that its second use is
-- noticed.
CREATE TABLE tokens (
  hash TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('ACCESS', 'REFRESH')),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE INDEX tokens_by_session ON tokens (session_id);

-- What a POST with an Idempotency-Key was answered; status is null until it is.
CREATE TABLE idempotency_keys (
  user_id TEXT NOT NULL,
  path TEXT NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  status BIGINT,
  content_type TEXT,
  location TEXT,
  etag TEXT,
  body BYTEA,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, path, key)
);

CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);

-- scope is the tenant's id, or 'platform'.
CREATE TABLE login_failures (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  email TEXT NOT NULL,
  ip_address TEXT NOT NULL,
  failed_at BIGINT NOT NULL
);

CREATE INDEX login_failures_by_email ON login_failures (scope, email, failed_at);
CREATE INDEX login_failures_by_address ON login_failures (ip_address, failed_at);
CREATE INDEX login_failures_by_time ON login_failures (failed_at);
