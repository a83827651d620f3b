-- 0008-owners.sql: a business never loses its last active owner
--
-- The database decides, so that of two demotions at once one is refused: see the file of its own for each
-- beside this one.
--
-- SPDX-License-Identifier: MIT

CREATE INDEX users_by_role ON users (role, status);
