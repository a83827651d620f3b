-- 0005-superusers.sqlite.sql: the platform never loses its last active superuser
--
-- SPDX-License-Identifier: MIT

CREATE TRIGGER users_keep_superuser BEFORE UPDATE OF role, status ON users
WHEN OLD.role = 'SUPERUSER' AND OLD.status = 'ACTIVE'
  AND (NEW.role <> 'SUPERUSER' OR NEW.status <> 'ACTIVE')
BEGIN
  SELECT RAISE (ABORT, 'last_superuser') WHERE NOT EXISTS (
    SELECT 1 FROM users u WHERE u.role = 'SUPERUSER' AND u.status = 'ACTIVE' AND u.id <> OLD.id);
END;

CREATE TRIGGER users_keep_deleted_superuser BEFORE DELETE ON users
WHEN OLD.role = 'SUPERUSER' AND OLD.status = 'ACTIVE'
BEGIN
  SELECT RAISE (ABORT, 'last_superuser') WHERE NOT EXISTS (
    SELECT 1 FROM users u WHERE u.role = 'SUPERUSER' AND u.status = 'ACTIVE' AND u.id <> OLD.id);
END;
