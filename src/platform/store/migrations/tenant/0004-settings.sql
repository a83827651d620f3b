-- 0004-settings.sql: a business's brand, hours and policy: one row, there from the start
--
-- The name is shared.tenants.name. logo_url is null or a path ("/api/v1/files/…"), to be read behind the
-- origin of the request (ss_tenant_logo_url()): a business may be reached under several names.
-- replaced_logo_url is the one before it, whose file stays until the next change.
-- working_hours is a JSON object as the contract has it.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE settings (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  primary_color TEXT NOT NULL,
  secondary_color TEXT NOT NULL,
  logo_url TEXT,
  replaced_logo_url TEXT,
  time_zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  locale TEXT NOT NULL,
  week_start TEXT NOT NULL,
  working_hours TEXT NOT NULL,
  resources_can_reschedule BOOLEAN NOT NULL,
  require_payment_method_to_book BOOLEAN NOT NULL,
  cancellation_window_hours BIGINT NOT NULL,
  late_cancellation_fee_percent BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

INSERT INTO settings (id, primary_color, secondary_color, logo_url, time_zone, currency, locale, week_start,
                      working_hours, resources_can_reschedule, require_payment_method_to_book,
                      cancellation_window_hours, late_cancellation_fee_percent, updated_at)
VALUES (1, '#3584e4', '#1a5fb4', NULL, 'UTC', 'USD', 'en-US', 'mon',
        '{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]],"sat":[],"sun":[]}',
        FALSE, FALSE, 24, 0, 0);
