-- 0006-appointment-count.sql: how many appointments there are, for lists without a filter
--
-- To count a hundred thousand takes longer than all else that a page needs. The database keeps the number
-- with every change, whoever makes it.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE appointment_counts (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  n_appointments BIGINT NOT NULL
);

INSERT INTO appointment_counts (id, n_appointments)
SELECT 1, count(*) FROM appointments WHERE deleted_at IS NULL;
