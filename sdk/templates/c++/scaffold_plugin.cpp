// com.example.scaffold: notes of a workspace. Who may read and write them is not here: plugin.yaml names the permissions, the
// host has checked them and the body before a handler runs, and commits after.

#include <mortise/json.hpp>
#include <mortise/plugin.hpp>

namespace {

using namespace mortise;

struct Note {
    std::string_view id, author, text;
    Instant written_at;
};

void write_json(JsonWriter& json, const Note& note) {
    json.begin_object()
        .member("id", note.id)
        .member("authorId", note.author)
        .member("text", note.text)
        .member("writtenAt", note.written_at)
        .end_object();
}

// Every SQL statement of this plugin.
class Notes {
public:
    Notes(const Storage& storage, std::string_view workspace) : storage_{storage}, workspace_{workspace} {}

    std::vector<Note> newest() const {
        constexpr auto sql = R"(
            SELECT id, author_id, text, written_at FROM com_example_scaffold_notes
            WHERE workspace_id = :workspace ORDER BY written_at DESC, id DESC LIMIT 100)";
        return storage_.query<Note>(sql, arg("workspace", workspace_));
    }

    void add(const Note& note) const {
        constexpr auto sql = R"(
            INSERT INTO com_example_scaffold_notes (id, workspace_id, author_id, text, written_at)
            VALUES (:id, :workspace, :author, :text, :written_at))";
        storage_.exec(sql, arg("id", note.id), arg("workspace", workspace_), arg("author", note.author), arg("text", note.text),
                      arg("written_at", note.written_at));
    }

private:
    const Storage& storage_;
    std::string_view workspace_;
};

class ScaffoldPlugin final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() { return std::array{on("list", &ScaffoldPlugin::list), on("add", &ScaffoldPlugin::add)}; }

private:
    Response list(const Request& request, Unit& unit) const {
        return Response::ok(to_json(Notes{unit.storage(), request.workspace().id}.newest()));
    }

    Response add(const Request& request, Unit& unit) const {
        const JsonObject body{request.body()};
        const auto text = body.text("text").value_or("");
        if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) throw Invalid{"text", "A note needs some text."};

        const auto id = host().make_id();
        const Note note{id, request.principal().subject().id, text, request.now()};
        Notes{unit.storage(), request.workspace().id}.add(note);
        unit.publish("scaffold_plugin.added", to_audience(), to_json(note));
        return Response::created(to_json(note));
    }
};

}  // namespace

MORTISE_PLUGIN(ScaffoldPlugin)
