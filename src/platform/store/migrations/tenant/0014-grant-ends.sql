-- 0014-grant-ends.sql: what has ended stays so, also when the clock goes back
--
-- ended_at is when the end of a grant was written down.
--
-- SPDX-License-Identifier: MIT

ALTER TABLE permission_grants ADD COLUMN ended_at BIGINT;

-- Written down before.
UPDATE permission_grants SET ended_at = expires_at
WHERE id IN (SELECT target_id FROM audit_entries WHERE action = 'GRANT_EXPIRED');
