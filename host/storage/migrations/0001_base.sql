-- The host's tables. Times are microseconds since 1970 UTC, booleans 0 or 1, ids 24 hexadecimal characters made by the host.
-- One text for SQLite and PostgreSQL. *_folded and sort_* are lower-cased copies kept by host/accounts, for search and order.

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'ACTIVE',
    language TEXT,
    theme TEXT NOT NULL DEFAULT 'DEFAULT',
    time_zone TEXT NOT NULL DEFAULT 'UTC',
    default_workspace_id TEXT,
    active_workspace_id TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE workspaces (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    plan TEXT NOT NULL,
    subdomain TEXT UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE memberships (
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'INACTIVE')),
    joined_at BIGINT NOT NULL,
    sort_name TEXT NOT NULL,
    sort_email TEXT NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX memberships_by_user ON memberships (user_id, workspace_id);
CREATE UNIQUE INDEX memberships_one_owner ON memberships (workspace_id) WHERE role = 'owner';
-- The last column is there for search, which looks into both: it reads the index alone, and not 100,000 rows.
CREATE INDEX memberships_by_name ON memberships (workspace_id, sort_name, user_id, sort_email);
CREATE INDEX memberships_by_email ON memberships (workspace_id, sort_email, user_id, sort_name);
CREATE INDEX memberships_by_joined ON memberships (workspace_id, joined_at, user_id);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,          -- SHA-256 of the cookie, hex
    subject_id TEXT NOT NULL REFERENCES users (id),
    actor_id TEXT REFERENCES users (id),      -- while logged in as somebody
    parent_id TEXT,                           -- the actor's own session
    host_workspace_id TEXT,                   -- the subdomain it belongs to; null: the main domain
    confined_to TEXT,                         -- the one workspace within reach; null: all of the account
    impersonated_in TEXT,                     -- the workspace whose owner logs in as a member
    impersonated_subdomain TEXT,              -- that workspace's subdomain when it started
    reason TEXT,
    user_agent TEXT NOT NULL DEFAULT '',
    client_address TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    password_entered_at BIGINT NOT NULL,
    idle_seconds BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX sessions_by_subject ON sessions (subject_id, ended_at);
CREATE INDEX sessions_by_parent ON sessions (parent_id);

-- From the main domain to a subdomain and back: single use, at most 60 s, bound to the session that made it.
CREATE TABLE handoffs (
    code_hash TEXT PRIMARY KEY,
    initiating_session_id TEXT NOT NULL,
    session_id TEXT NOT NULL,                 -- the session that the browser receives
    workspace_id TEXT,                        -- the host it is for; null: the main domain
    expires_at BIGINT NOT NULL
);

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    workspace_id TEXT REFERENCES workspaces (id),   -- null: account-wide
    name TEXT NOT NULL,
    hint TEXT NOT NULL,                       -- mk_...last four, fit to be shown
    secret_hash TEXT NOT NULL,                -- HMAC-SHA-256 with the server's pepper, hex
    status TEXT NOT NULL CHECK (status IN ('ACTIVE', 'DEACTIVATED')),
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    deactivated_at BIGINT
);
CREATE INDEX api_keys_by_user ON api_keys (user_id, status, workspace_id);

-- A key that one workspace refuses while it goes on elsewhere.
CREATE TABLE api_key_denials (
    key_id TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    denied_at BIGINT NOT NULL,
    PRIMARY KEY (key_id, workspace_id)
);

CREATE TABLE audit_log (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    node TEXT NOT NULL,
    request_id TEXT NOT NULL,
    workspace_id TEXT,
    subject_id TEXT,
    actor_id TEXT,                            -- while logged in as somebody
    session_id TEXT,
    api_key_id TEXT,
    action TEXT NOT NULL,
    target TEXT,
    result TEXT NOT NULL CHECK (result IN ('done', 'refused', 'failed')),
    refusal TEXT,                             -- stable reason of a refusal
    status BIGINT NOT NULL,                   -- HTTP status
    reason TEXT,                              -- in the person's words
    details TEXT NOT NULL DEFAULT '{}',
    client_address TEXT NOT NULL
);
CREATE INDEX audit_log_by_workspace ON audit_log (workspace_id, at, id);
CREATE INDEX audit_log_by_action ON audit_log (workspace_id, action, at, id);
CREATE INDEX audit_log_by_subject ON audit_log (subject_id, at, id);
