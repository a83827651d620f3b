-- 0005-bookings.postgresql.sql: no two bookings at once
--
-- Between appointments that nobody overrode, the exclusion constraint decides, whoever writes at once. What lies
-- over an overridden appointment or a blocker's time is found by triggers, which take the resource's lock, so
-- that two who book it go one after the other. The lower bounds of three days (a day's appointment with a day's
-- buffer on either side) and of the longest blocker keep a search in the index short.
--
-- SPDX-License-Identifier: MIT

ALTER TABLE appointments ADD CONSTRAINT booking_conflict EXCLUDE USING gist (
  resource_id WITH =, int8range (busy_from, busy_until) WITH &&) WHERE (is_busy AND NOT is_overridden);

CREATE FUNCTION appointments_conflict () RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock (hashtextextended (NEW.resource_id, 0));
  IF EXISTS (
    SELECT 1 FROM appointments a WHERE a.is_busy AND a.resource_id = NEW.resource_id
      AND a.busy_from < NEW.busy_until AND a.busy_from > NEW.busy_from - 259200000000
      AND a.busy_until > NEW.busy_from AND a.id <> NEW.id)
  OR EXISTS (
    SELECT 1 FROM blocker_times t WHERE t.resource_id = NEW.resource_id
      AND t.start_time < NEW.busy_until
      AND t.start_time > NEW.busy_from - 60000000 * (
        SELECT coalesce (max (b.duration_minutes), 0) FROM blockers b WHERE b.resource_id = NEW.resource_id)
      AND t.end_time > NEW.busy_from)
  THEN
    RAISE EXCEPTION 'booking_conflict' USING ERRCODE = 'exclusion_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM blockers b WHERE b.resource_id = NEW.resource_id AND b.recurrence IS NOT NULL
      AND (b.expanded_until < NEW.busy_until OR b.expanded_zone <> (SELECT s.time_zone FROM settings s)))
  THEN
    RAISE EXCEPTION 'blockers_not_expanded' USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER appointments_insert_conflict BEFORE INSERT ON appointments FOR EACH ROW
WHEN (NEW.is_busy AND NOT NEW.is_overridden)
EXECUTE FUNCTION appointments_conflict ();

CREATE TRIGGER appointments_update_conflict
BEFORE UPDATE OF resource_id, busy_from, busy_until, is_busy ON appointments FOR EACH ROW
WHEN (NEW.is_busy AND NOT NEW.is_overridden
  AND (NOT OLD.is_busy OR NEW.resource_id <> OLD.resource_id
       OR NEW.busy_from <> OLD.busy_from OR NEW.busy_until <> OLD.busy_until))
EXECUTE FUNCTION appointments_conflict ();

CREATE FUNCTION blocker_times_conflict () RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock (hashtextextended (NEW.resource_id, 0));
  IF EXISTS (
    SELECT 1 FROM appointments a WHERE a.is_busy AND a.resource_id = NEW.resource_id
      AND a.busy_from < NEW.end_time AND a.busy_from > NEW.start_time - 259200000000
      AND a.busy_until > NEW.start_time)
  THEN
    RAISE EXCEPTION 'booking_conflict' USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER blocker_times_insert_conflict BEFORE INSERT ON blocker_times FOR EACH ROW
WHEN (NOT NEW.is_overridden)
EXECUTE FUNCTION blocker_times_conflict ();
