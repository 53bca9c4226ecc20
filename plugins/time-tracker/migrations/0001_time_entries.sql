-- What was worked on, and when. A running timer is an entry without an end; of those each user has at most one per workspace.
CREATE TABLE time_entries (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    billable SMALLINT NOT NULL DEFAULT 0,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    created_at BIGINT NOT NULL,
    CHECK (ended_at IS NULL OR ended_at >= started_at)
);
CREATE UNIQUE INDEX time_entries_one_running ON time_entries (workspace_id, user_id) WHERE ended_at IS NULL;
CREATE INDEX time_entries_by_user ON time_entries (workspace_id, user_id, started_at, id);
CREATE INDEX time_entries_running ON time_entries (workspace_id, started_at, id) WHERE ended_at IS NULL;
