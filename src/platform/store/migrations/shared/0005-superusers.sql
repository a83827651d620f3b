-- 0005-superusers.sql: the platform never loses its last active superuser
--
-- The database decides: see the file of its own for each beside this one.
--
-- SPDX-License-Identifier: MIT

CREATE INDEX users_by_role ON users (role, status);
