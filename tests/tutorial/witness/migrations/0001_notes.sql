CREATE TABLE witness_notes (
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    user_id TEXT NOT NULL
);
