-- 0005-bookings.sqlite.sql: no two bookings at once
--
-- Triggers see all that was committed before and, as SQLite has one writer a file, nobody writes beside
-- them. The lower bounds of three days (a day's appointment with a day's buffer on either side) and of the
-- longest blocker keep a search in the index short.
--
-- SPDX-License-Identifier: MIT

CREATE TRIGGER appointments_insert_conflict BEFORE INSERT ON appointments
WHEN NEW.is_busy AND NOT NEW.is_overridden
BEGIN
  SELECT RAISE (ABORT, 'booking_conflict') WHERE EXISTS (
    SELECT 1 FROM appointments a WHERE a.is_busy AND a.resource_id = NEW.resource_id
      AND a.busy_from < NEW.busy_until AND a.busy_from > NEW.busy_from - 259200000000
      AND a.busy_until > NEW.busy_from AND a.id <> NEW.id);
  SELECT RAISE (ABORT, 'booking_conflict') WHERE EXISTS (
    SELECT 1 FROM blocker_times t WHERE t.resource_id = NEW.resource_id
      AND t.start_time < NEW.busy_until
      AND t.start_time > NEW.busy_from - 60000000 * (
        SELECT coalesce (max (b.duration_minutes), 0) FROM blockers b WHERE b.resource_id = NEW.resource_id)
      AND t.end_time > NEW.busy_from);
  SELECT RAISE (ABORT, 'blockers_not_expanded') WHERE EXISTS (
    SELECT 1 FROM blockers b WHERE b.resource_id = NEW.resource_id AND b.recurrence IS NOT NULL
      AND (b.expanded_until < NEW.busy_until OR b.expanded_zone <> (SELECT s.time_zone FROM settings s)));
END;

CREATE TRIGGER appointments_update_conflict
BEFORE UPDATE OF resource_id, busy_from, busy_until, is_busy ON appointments
WHEN NEW.is_busy AND NOT NEW.is_overridden
  AND (NOT OLD.is_busy OR NEW.resource_id <> OLD.resource_id
       OR NEW.busy_from <> OLD.busy_from OR NEW.busy_until <> OLD.busy_until)
BEGIN
  SELECT RAISE (ABORT, 'booking_conflict') WHERE EXISTS (
    SELECT 1 FROM appointments a WHERE a.is_busy AND a.resource_id = NEW.resource_id
      AND a.busy_from < NEW.busy_until AND a.busy_from > NEW.busy_from - 259200000000
      AND a.busy_until > NEW.busy_from AND a.id <> NEW.id);
  SELECT RAISE (ABORT, 'booking_conflict') WHERE EXISTS (
    SELECT 1 FROM blocker_times t WHERE t.resource_id = NEW.resource_id
      AND t.start_time < NEW.busy_until
      AND t.start_time > NEW.busy_from - 60000000 * (
        SELECT coalesce (max (b.duration_minutes), 0) FROM blockers b WHERE b.resource_id = NEW.resource_id)
      AND t.end_time > NEW.busy_from);
  SELECT RAISE (ABORT, 'blockers_not_expanded') WHERE EXISTS (
    SELECT 1 FROM blockers b WHERE b.resource_id = NEW.resource_id AND b.recurrence IS NOT NULL
      AND (b.expanded_until < NEW.busy_until OR b.expanded_zone <> (SELECT s.time_zone FROM settings s)));
END;

CREATE TRIGGER blocker_times_insert_conflict BEFORE INSERT ON blocker_times
WHEN NOT NEW.is_overridden
BEGIN
  SELECT RAISE (ABORT, 'booking_conflict') WHERE EXISTS (
    SELECT 1 FROM appointments a WHERE a.is_busy AND a.resource_id = NEW.resource_id
      AND a.busy_from < NEW.end_time AND a.busy_from > NEW.start_time - 259200000000
      AND a.busy_until > NEW.start_time);
END;
