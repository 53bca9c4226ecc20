-- :members members of :workspace, one in ten with an active API key, one in twenty INACTIVE. Their passwords fit nothing.
BEGIN;
CREATE TEMP TABLE made AS
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :members)
SELECT n, printf('%024x', 0xb00000000000 + n) AS id, printf('member%06d@bench.example', (n * 7919) % 1000003) AS email,
       printf('Member %06d', (n * 104729) % 1000003) AS name, 1700000000000000 + n * 1000000 AS at
FROM numbers;
INSERT INTO users (id, email, email_folded, name, password_hash, created_at) SELECT id, email, email, name, '-', at FROM made;
INSERT INTO memberships (workspace_id, user_id, role, status, joined_at, sort_name, sort_email)
SELECT :workspace, id, 'member', CASE n % 20 WHEN 0 THEN 'INACTIVE' ELSE 'ACTIVE' END, at, lower(name), email FROM made;
INSERT INTO api_keys (id, user_id, workspace_id, name, hint, secret_hash, status, created_at)
SELECT id, id, NULL, 'bench', 'mk_...', '-', 'ACTIVE', at FROM made WHERE n % 10 = 0;
COMMIT;
ANALYZE;
