-- 0008-owners.sqlite.sql: a business never loses its last active owner
--
-- SQLite has one writer a file, so that the trigger sees all that others did.
--
-- SPDX-License-Identifier: MIT

CREATE TRIGGER users_keep_owner BEFORE UPDATE OF role, status ON users
WHEN OLD.role = 'TENANT_OWNER' AND OLD.status = 'ACTIVE'
  AND (NEW.role <> 'TENANT_OWNER' OR NEW.status <> 'ACTIVE')
BEGIN
  SELECT RAISE (ABORT, 'last_owner') WHERE NOT EXISTS (
    SELECT 1 FROM users u WHERE u.role = 'TENANT_OWNER' AND u.status = 'ACTIVE' AND u.id <> OLD.id);
END;

CREATE TRIGGER users_keep_deleted_owner BEFORE DELETE ON users
WHEN OLD.role = 'TENANT_OWNER' AND OLD.status = 'ACTIVE'
BEGIN
  SELECT RAISE (ABORT, 'last_owner') WHERE NOT EXISTS (
    SELECT 1 FROM users u WHERE u.role = 'TENANT_OWNER' AND u.status = 'ACTIVE' AND u.id <> OLD.id);
END;
