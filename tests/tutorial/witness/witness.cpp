// witness: notes what others publish, and says so; of a deleted entry it notes that too, and then fails.
#include <mortise/plugin.hpp>

namespace {

using namespace mortise;

class Witness final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() { return std::array{on("heard", &Witness::heard)}; }

    void on_event(const Event& event, Unit& unit) const {
        constexpr auto sql = "INSERT INTO witness_notes (workspace_id, name, user_id) VALUES (:workspace, :name, :user)";
        unit.storage().exec(sql, arg("workspace", event.workspace()), arg("name", event.name()), arg("user", event.user()));
        unit.audit().target(event.name());
        unit.publish("witness.noted", to_audience(), event.payload());
        if (event.name() == "time_entry.deleted") throw NotFound{"gone", "It is gone."};
    }

private:
    Response heard(const Request& request, Unit& unit) const {
        constexpr auto sql = "SELECT name FROM witness_notes WHERE workspace_id = :workspace ORDER BY name";
        return Response::ok(to_json(unit.storage().query<std::string_view>(sql, arg("workspace", request.workspace().id))));
    }
};

}  // namespace

MORTISE_PLUGIN(Witness)
