-- 0006-appointment-count.sqlite.sql: keeps the number of appointments right
--
-- SPDX-License-Identifier: MIT

CREATE TRIGGER appointments_insert_count AFTER INSERT ON appointments
WHEN NEW.deleted_at IS NULL
BEGIN
  UPDATE appointment_counts SET n_appointments = n_appointments + 1;
END;

CREATE TRIGGER appointments_delete_count AFTER DELETE ON appointments
WHEN OLD.deleted_at IS NULL
BEGIN
  UPDATE appointment_counts SET n_appointments = n_appointments - 1;
END;

CREATE TRIGGER appointments_update_count AFTER UPDATE OF deleted_at ON appointments
WHEN (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL)
BEGIN
  UPDATE appointment_counts
  SET n_appointments = n_appointments + CASE WHEN NEW.deleted_at IS NULL THEN 1 ELSE -1 END;
END;
