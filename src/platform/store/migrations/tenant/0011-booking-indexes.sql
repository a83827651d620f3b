-- 0011-booking-indexes.sql: what a list counts and what availability reads stands in the index itself
--
-- SPDX-License-Identifier: MIT

DROP INDEX appointments_by_time;
CREATE INDEX appointments_by_time ON appointments (start_time, id, end_time) WHERE deleted_at IS NULL;

DROP INDEX appointments_by_busy_time;
CREATE INDEX appointments_by_busy_time ON appointments (resource_id, busy_from, busy_until) WHERE is_busy;
