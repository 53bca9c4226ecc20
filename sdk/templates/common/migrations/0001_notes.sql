CREATE TABLE com_example_scaffold_notes (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    text TEXT NOT NULL,
    written_at BIGINT NOT NULL
);
CREATE INDEX com_example_scaffold_notes_by_workspace ON com_example_scaffold_notes (workspace_id, written_at, id);
