-- When a schedule of a plugin runs next for a workspace. Whoever moves due_at on, in the transaction of the run itself, has the run:
-- another host finds it moved, or waits for this row and then finds it moved; one that dies leaves it as it was.
CREATE TABLE schedule_runs (
    plugin TEXT NOT NULL,
    schedule TEXT NOT NULL,
    workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    due_at BIGINT NOT NULL,
    failures BIGINT NOT NULL,                 -- since it last succeeded
    PRIMARY KEY (plugin, schedule, workspace_id)
);
CREATE INDEX schedule_runs_by_due ON schedule_runs (plugin, schedule, due_at);
