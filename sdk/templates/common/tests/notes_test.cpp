// What the plugin does, asked of its package on a fake host with a real database in memory. No server is needed.
#include <mortise/testing/fake_host.hpp>
#include <mortise/testing/sqlite.hpp>

#include <cstdio>

namespace {

using namespace mortise::testing;

int failures = 0;

void expect(bool holds, const char* what) {
    if (!holds) {
        std::printf("failed: %s\n", what);
        ++failures;
    }
}

struct Notes {
    SqliteDatabase database;
    FakeHost host = FakeHost::load(MORTISE_PLUGIN_PACKAGE);

    Notes() {
        database.migrate(MORTISE_PLUGIN_SOURCES "/migrations");
        host.use(database).event("scaffold_plugin.added", Audience::workspace);
    }
    Answer list() { return host.get("list").in(acme_id).run(); }
    Answer add(const char* body) { return host.post("add").in(acme_id).body(body).run(); }
};

void a_note_is_kept_and_told_to_the_workspace() {
    Notes notes;
    expect(notes.list().body == "[]", "at first there are no notes");
    const auto added = notes.add(R"({"text":"Say \"hello\""})");
    expect(added.status == 201, "a note is added");
    expect(added.events.size() == 1 && added.events[0].name == "scaffold_plugin.added", "the workspace hears of it");
    expect(notes.list().body == "[" + added.body + "]", "the note is in the list");
    expect(notes.database.value("SELECT text FROM com_example_scaffold_notes") == "Say \"hello\"", "its text is as it was sent");
}

void a_note_needs_text() {
    Notes notes;
    for (const auto* body : {R"({"text":"  \n"})", R"({"text":""})", "{}"}) {
        const auto refused = notes.add(body);
        expect(refused.status == 400 && refused.reason == "invalid" && refused.field == "text", "a blank note is refused");
        expect(refused.events.empty() && notes.list().body == "[]", "and nothing has happened");
    }
}

void what_the_database_refuses_is_not_told() {
    Notes notes;
    notes.host.start();
    notes.host.fail(2, MORTISE_E_UNAVAILABLE);  // the id is made, then the statement fails
    const auto failed = notes.add(R"({"text":"Hello"})");
    expect(failed.status == 503 && failed.events.empty(), "the answer says so, and no event leaves");
}

}  // namespace

int main() {
    a_note_is_kept_and_told_to_the_workspace();
    a_note_needs_text();
    what_the_database_refuses_is_not_told();
    return failures == 0 ? 0 : 1;
}
