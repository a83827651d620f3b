-- 0005-bookings.sql: resources, services, customers, appointments and what blocks a resource
--
-- Money is BIGINT ten-thousandths, a moment BIGINT microseconds. What is searched stands folded in
-- search_text. Overlap is decided by the database: see the file of its own for each beside this one.
--
-- SPDX-License-Identifier: MIT

-- users.resource_id is the other side of user_id, changed with it.
CREATE TABLE resources (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('STAFF', 'ROOM', 'EQUIPMENT')),
  user_id TEXT UNIQUE REFERENCES users (id) ON DELETE SET NULL,
  color TEXT,
  is_active BOOLEAN NOT NULL DEFAULT TRUE,
  position BIGINT NOT NULL DEFAULT 0,
  working_hours TEXT,
  sort_name TEXT NOT NULL,
  search_text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE services (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  duration_minutes BIGINT NOT NULL CHECK (duration_minutes BETWEEN 5 AND 1440),
  buffer_before_minutes BIGINT NOT NULL DEFAULT 0 CHECK (buffer_before_minutes BETWEEN 0 AND 1440),
  buffer_after_minutes BIGINT NOT NULL DEFAULT 0 CHECK (buffer_after_minutes BETWEEN 0 AND 1440),
  price BIGINT NOT NULL DEFAULT 0 CHECK (price >= 0),
  is_active BOOLEAN NOT NULL DEFAULT TRUE,
  sort_name TEXT NOT NULL,
  search_text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- The resources that give a service; without a row, any does.
CREATE TABLE service_resources (
  service_id TEXT NOT NULL REFERENCES services (id) ON DELETE CASCADE,
  resource_id TEXT NOT NULL REFERENCES resources (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  PRIMARY KEY (service_id, resource_id)
);

CREATE INDEX service_resources_by_resource ON service_resources (resource_id);

-- total_spend, last_visit and no_show_count follow from the appointments and change with them.
CREATE TABLE customers (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT UNIQUE REFERENCES users (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '',
  zip TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  status TEXT NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'INACTIVE', 'BLOCKED')),
  total_spend BIGINT NOT NULL DEFAULT 0,
  last_visit BIGINT,
  no_show_count BIGINT NOT NULL DEFAULT 0,
  notes TEXT NOT NULL DEFAULT '',
  sort_name TEXT NOT NULL,
  search_text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX customers_by_name ON customers (sort_name, id);

-- An appointment keeps the buffers that its service had when it was booked. It takes its resource's time
-- from busy_from until before busy_until while is_busy. is_overridden: somebody with a reason said that
-- this time stands though it overlaps; it blocks later ones like any other. previous_status is what
-- restoring a cancellation goes back to. A deleted one stays, for its history and to be restored; once that
-- is over, its customer and service may go, and then are null.
CREATE TABLE appointments (
  id TEXT NOT NULL PRIMARY KEY,
  resource_id TEXT REFERENCES resources (id),
  customer_id TEXT REFERENCES customers (id),
  service_id TEXT REFERENCES services (id),
  start_time BIGINT NOT NULL,
  duration_minutes BIGINT NOT NULL CHECK (duration_minutes BETWEEN 5 AND 1440),
  end_time BIGINT NOT NULL,
  buffer_before_minutes BIGINT NOT NULL CHECK (buffer_before_minutes BETWEEN 0 AND 1440),
  buffer_after_minutes BIGINT NOT NULL CHECK (buffer_after_minutes BETWEEN 0 AND 1440),
  busy_from BIGINT NOT NULL,
  busy_until BIGINT NOT NULL,
  is_busy BOOLEAN NOT NULL,
  is_overridden BOOLEAN NOT NULL DEFAULT FALSE,
  status TEXT NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
  price BIGINT NOT NULL CHECK (price >= 0),
  notes TEXT NOT NULL DEFAULT '',
  search_text TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  previous_status TEXT,
  cancelled_at BIGINT,
  late_fee BIGINT,
  deleted_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK (end_time = start_time + duration_minutes * 60000000),
  CHECK (busy_from = start_time - buffer_before_minutes * 60000000),
  CHECK (busy_until = end_time + buffer_after_minutes * 60000000),
  CHECK (is_busy = (deleted_at IS NULL AND resource_id IS NOT NULL AND status IN ('PENDING', 'CONFIRMED'))),
  CHECK (deleted_at IS NOT NULL OR (customer_id IS NOT NULL AND service_id IS NOT NULL))
);

CREATE INDEX appointments_by_time ON appointments (start_time, id) WHERE deleted_at IS NULL;
CREATE INDEX appointments_by_busy_time ON appointments (resource_id, busy_from) WHERE is_busy;
CREATE INDEX appointments_by_resource ON appointments (resource_id, start_time);
CREATE INDEX appointments_by_customer ON appointments (customer_id, start_time);
CREATE INDEX appointments_by_service ON appointments (service_id, start_time);

-- actor and real_actor are JSON of the people as of that day; changes is {"field": [old, new]}.
CREATE TABLE appointment_history (
  appointment_id TEXT NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT,
  real_actor TEXT,
  action TEXT NOT NULL,
  changes TEXT NOT NULL,
  reason TEXT,
  PRIMARY KEY (appointment_id, version)
);

-- recurrence is an RFC 5545 RRULE. expanded_until and expanded_zone say how far, and by whose clock, its
-- times stand in blocker_times: the largest number where all of them do, null where none does yet.
CREATE TABLE blockers (
  id TEXT NOT NULL PRIMARY KEY,
  resource_id TEXT NOT NULL REFERENCES resources (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  start_time BIGINT NOT NULL,
  duration_minutes BIGINT NOT NULL CHECK (duration_minutes BETWEEN 1 AND 527040),
  recurrence TEXT,
  expanded_until BIGINT,
  expanded_zone TEXT,
  version BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX blockers_by_resource ON blockers (resource_id, start_time);

-- Each time that a blocker takes: an index can judge these, and could not judge a rule. Before an
-- appointment is written, the rules of its resource are carried on beyond it in the same transaction; the
-- database refuses it where that was forgotten.
CREATE TABLE blocker_times (
  blocker_id TEXT NOT NULL REFERENCES blockers (id) ON DELETE CASCADE,
  resource_id TEXT NOT NULL,
  start_time BIGINT NOT NULL,
  end_time BIGINT NOT NULL,
  is_overridden BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (blocker_id, start_time)
);

CREATE INDEX blocker_times_by_time ON blocker_times (resource_id, start_time);

-- Who has the address of this secret reads the calendar of that user. Only its hash is kept.
CREATE TABLE calendar_feeds (
  user_id TEXT NOT NULL PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);
