-- 0007-events.sql: what has changed, for those who look on
--
-- A row is written in the change's own transaction. Numbers have no gaps: who changes something holds
-- event_counter until its end, so that events are seen in the order of their numbers, and one that is missing
-- was removed. data is JSON where the object can't be read later; without it, it is read when it is told.
-- audience is a user who is told besides those whom the permission lets see it.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE event_counter (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  last_id BIGINT NOT NULL
);

INSERT INTO event_counter (id, last_id) VALUES (1, 0);

CREATE TABLE events (
  id BIGINT NOT NULL PRIMARY KEY,
  created_at BIGINT NOT NULL,
  name TEXT NOT NULL,
  object_id TEXT,
  data TEXT,
  audience TEXT
);

CREATE INDEX events_by_time ON events (created_at);
