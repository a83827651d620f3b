-- 0005-superusers.postgresql.sql: the platform never loses its last active superuser
--
-- Who writes here has waited until nobody else does, so that the trigger sees all that others did.
--
-- SPDX-License-Identifier: MIT

CREATE FUNCTION users_keep_superuser () RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM users u WHERE u.role = 'SUPERUSER' AND u.status = 'ACTIVE' AND u.id <> OLD.id)
  THEN
    RAISE EXCEPTION 'last_superuser' USING ERRCODE = 'check_violation';
  END IF;
  RETURN coalesce (NEW, OLD);
END $$;

CREATE TRIGGER users_keep_superuser BEFORE UPDATE OF role, status ON users FOR EACH ROW
WHEN (OLD.role = 'SUPERUSER' AND OLD.status = 'ACTIVE'
  AND (NEW.role <> 'SUPERUSER' OR NEW.status <> 'ACTIVE'))
EXECUTE FUNCTION users_keep_superuser ();

CREATE TRIGGER users_keep_deleted_superuser BEFORE DELETE ON users FOR EACH ROW
WHEN (OLD.role = 'SUPERUSER' AND OLD.status = 'ACTIVE')
EXECUTE FUNCTION users_keep_superuser ();
