-- 0004-demo.sql: what a demo still lacks
--
-- The businesses of the demo that are yet to be filled. A business' row goes in the transaction that fills
-- it, so that a demo interrupted on its first start is carried on by the next one, and a business that
-- somebody has removed since does not come back.
--
-- SPDX-License-Identifier: MIT

CREATE TABLE demo_fillings (
  subdomain TEXT NOT NULL PRIMARY KEY
);
