-- 0006-audit.postgresql.sql: what is in the audit log stays as it is
--
-- SPDX-License-Identifier: MIT

CREATE FUNCTION audit_refuse_change () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append_only' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER audit_entries_refuse_change BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW
EXECUTE FUNCTION audit_refuse_change ();

CREATE TRIGGER audit_heads_refuse_update BEFORE UPDATE ON audit_heads FOR EACH ROW
WHEN (NEW.n_entries < OLD.n_entries)
EXECUTE FUNCTION audit_refuse_change ();

CREATE TRIGGER audit_heads_refuse_delete BEFORE DELETE ON audit_heads FOR EACH ROW
EXECUTE FUNCTION audit_refuse_change ();
