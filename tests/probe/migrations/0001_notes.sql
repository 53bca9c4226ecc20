CREATE TABLE probe_notes (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    note TEXT NOT NULL
);
