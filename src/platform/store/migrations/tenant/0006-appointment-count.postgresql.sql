-- 0006-appointment-count.postgresql.sql: keeps the number of appointments right
--
-- SPDX-License-Identifier: MIT

CREATE FUNCTION appointments_count () RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.deleted_at IS NULL) THEN
    UPDATE appointment_counts SET n_appointments = n_appointments + 1;
  ELSE
    UPDATE appointment_counts SET n_appointments = n_appointments - 1;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER appointments_insert_count AFTER INSERT ON appointments FOR EACH ROW
WHEN (NEW.deleted_at IS NULL)
EXECUTE FUNCTION appointments_count ();

CREATE TRIGGER appointments_delete_count AFTER DELETE ON appointments FOR EACH ROW
WHEN (OLD.deleted_at IS NULL)
EXECUTE FUNCTION appointments_count ();

CREATE TRIGGER appointments_update_count AFTER UPDATE OF deleted_at ON appointments FOR EACH ROW
WHEN ((OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL))
EXECUTE FUNCTION appointments_count ();
