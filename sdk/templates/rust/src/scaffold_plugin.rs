//! com.example.scaffold: notes of a workspace. Who may read and write them is not here: plugin.yaml names the permissions, the host has
//! checked them and the body before a handler runs, and commits after.

use mortise_plugin::*;

row! {
    struct Note<'c> {
        id: &'c str,
        author: &'c str,
        text: &'c str,
        written_at: Instant,
    }
}

impl ToJson for Note<'_> {
    fn write_json(&self, json: &mut JsonWriter) {
        json.begin_object()
            .member("id", self.id)
            .member("authorId", self.author)
            .member("text", self.text)
            .member("writtenAt", &self.written_at)
            .end_object();
    }
}

/// Every SQL statement of this plugin.
struct Notes<'c> {
    storage: Storage<'c>,
    workspace: &'c str,
}

impl<'c> Notes<'c> {
    fn of(request: &Request<'c>, unit: &Unit<'c>) -> Result<Self> {
        Ok(Notes {
            storage: unit.storage(),
            workspace: request.workspace()?.id,
        })
    }

    fn newest(&self) -> Result<Vec<Note<'c>>> {
        self.storage.query(
            "SELECT id, author_id, text, written_at FROM com_example_scaffold_notes
             WHERE workspace_id = :workspace ORDER BY written_at DESC, id DESC LIMIT 100",
            &[arg("workspace", self.workspace)],
        )
    }

    fn add(&self, note: &Note) -> Result<()> {
        self.storage.exec(
            "INSERT INTO com_example_scaffold_notes (id, workspace_id, author_id, text, written_at)
             VALUES (:id, :workspace, :author, :text, :written_at)",
            &[
                arg("id", note.id),
                arg("workspace", self.workspace),
                arg("author", note.author),
                arg("text", note.text),
                arg("written_at", &note.written_at),
            ],
        )?;
        Ok(())
    }
}

struct ScaffoldPlugin {
    host: Host,
}

impl Plugin for ScaffoldPlugin {
    const HANDLERS: &'static [Handler<Self>] = &[
        on("list", ScaffoldPlugin::list),
        on("add", ScaffoldPlugin::add),
    ];

    fn create(host: Host) -> Result<Self> {
        Ok(ScaffoldPlugin { host })
    }
}

impl ScaffoldPlugin {
    fn list(&self, request: &Request, unit: &Unit) -> Result {
        Ok(Response::json(&Notes::of(request, unit)?.newest()?))
    }

    fn add(&self, request: &Request, unit: &Unit) -> Result {
        let body = request.json()?;
        let text = body.text("text")?.unwrap_or_default();
        if text.trim().is_empty() {
            return Err(Refusal::invalid("text", "A note needs some text.").into());
        }
        let id = self.host.make_id()?;
        let note = Note {
            id: &id,
            author: request.principal().subject().id,
            text,
            written_at: request.now(),
        };
        Notes::of(request, unit)?.add(&note)?;
        unit.publish("scaffold_plugin.added", to_audience(), &to_json(&note))?;
        Ok(Response::created(to_json(&note)))
    }
}

mortise_plugin!(ScaffoldPlugin);

#[cfg(test)]
mod tests {
    use super::*;
    use mortise_plugin::testing::FakeHost;

    #[test]
    fn a_note_is_kept_and_told() {
        let host = FakeHost::new();
        let plugin = host.load::<ScaffoldPlugin>().unwrap();
        let added = plugin.call("add").body(r#"{"text":"hello"}"#).send();
        assert_eq!(added.status, 201);
        assert_eq!(host.told().events[0].payload, added.body);
        let sql = &host.told().statements[0].sql;
        assert!(sql.starts_with("INSERT INTO com_example_scaffold_notes"));
    }

    #[test]
    fn a_note_needs_text() {
        let host = FakeHost::new();
        let plugin = host.load::<ScaffoldPlugin>().unwrap();
        for body in [r#"{"text":" \n "}"#, "{}"] {
            assert_eq!(plugin.call("add").body(body).send().field, "text");
        }
        assert!(host.told().statements.is_empty());
    }
}
