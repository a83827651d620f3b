-- 0008-owners.postgresql.sql: a business never loses its last active owner
--
-- Who writes here has waited until nobody else does, so that the trigger sees all that others did.
--
-- SPDX-License-Identifier: MIT

CREATE FUNCTION users_keep_owner () RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM users u WHERE u.role = 'TENANT_OWNER' AND u.status = 'ACTIVE' AND u.id <> OLD.id)
  THEN
    RAISE EXCEPTION 'last_owner' USING ERRCODE = 'check_violation';
  END IF;
  RETURN coalesce (NEW, OLD);
END $$;

CREATE TRIGGER users_keep_owner BEFORE UPDATE OF role, status ON users FOR EACH ROW
WHEN (OLD.role = 'TENANT_OWNER' AND OLD.status = 'ACTIVE'
  AND (NEW.role <> 'TENANT_OWNER' OR NEW.status <> 'ACTIVE'))
EXECUTE FUNCTION users_keep_owner ();

CREATE TRIGGER users_keep_deleted_owner BEFORE DELETE ON users FOR EACH ROW
WHEN (OLD.role = 'TENANT_OWNER' AND OLD.status = 'ACTIVE')
EXECUTE FUNCTION users_keep_owner ();
