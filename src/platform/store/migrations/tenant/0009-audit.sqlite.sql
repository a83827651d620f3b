-- 0009-audit.sqlite.sql: what is in the audit log stays as it is
--
-- SPDX-License-Identifier: MIT

CREATE TRIGGER audit_entries_refuse_update BEFORE UPDATE ON audit_entries
BEGIN
  SELECT RAISE (ABORT, 'append_only');
END;

CREATE TRIGGER audit_entries_refuse_delete BEFORE DELETE ON audit_entries
BEGIN
  SELECT RAISE (ABORT, 'append_only');
END;

CREATE TRIGGER audit_heads_refuse_update BEFORE UPDATE ON audit_heads
WHEN NEW.n_entries < OLD.n_entries
BEGIN
  SELECT RAISE (ABORT, 'append_only');
END;

CREATE TRIGGER audit_heads_refuse_delete BEFORE DELETE ON audit_heads
BEGIN
  SELECT RAISE (ABORT, 'append_only');
END;
