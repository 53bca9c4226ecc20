// The greetings in C++, one source for g++ and for clang with libc++, shared and static. See greetings.c for what they do.
#include <mortise/json.hpp>
#include <mortise/plugin.hpp>

namespace {

using namespace mortise;

struct Greeting {
    std::string_view id, text, by;
};

void write_json(JsonWriter& json, const Greeting& greeting) {
    json.begin_object().member("id", greeting.id).member("text", greeting.text).member("by", greeting.by).end_object();
}

class NoStandardException {};

// Throws from `depth` frames below, each with something to destroy.
std::size_t fail_below(int depth, std::string_view what) {
    const std::string kept(40, 'x');
    if (depth == 0) throw std::runtime_error{std::string{what}};
    return fail_below(depth - 1, what) + kept.size();
}

[[noreturn]] void fail_as(std::string_view how) {
    if (how == "standard") throw std::runtime_error{"on purpose: standard"};
    if (how == "deep") fail_below(50, "on purpose: deep");
    if (how == "number") throw 42;
    throw NoStandardException{};
}

class Greetings final : public Plugin {
public:
    explicit Greetings(const Host& host) : Plugin{host}, settings_{host.settings()} {
        if (const auto how = settings_.text("create"); how != "well") fail_as(*how);
    }
    static constexpr auto handlers() {
        return std::array{on("list", &Greetings::list), on("add", &Greetings::add), on("remove", &Greetings::remove),
                          on("fail", &Greetings::fail), on("add-and-fail", &Greetings::add_and_fail)};
    }

private:
    Response list(const Request& request, Unit& unit) const {
        return Response::ok(to_json(unit.storage().query<Greeting>("SELECT id, text, written_by FROM " GREETINGS_TABLE
                                                                   " WHERE workspace_id = :workspace ORDER BY text",
                                                                   arg("workspace", request.workspace().id))));
    }

    Response add(const Request& request, Unit& unit) const {
        return keep(request, unit, JsonObject{request.body()}.text("text").value_or(""));
    }

    Response remove(const Request& request, Unit& unit) const {
        const auto removed = unit.storage().exec("DELETE FROM " GREETINGS_TABLE " WHERE id = :id AND workspace_id = :workspace",
                                                 arg("id", request.path("greeting")), arg("workspace", request.workspace().id));
        if (removed == 0) throw NotFound{"greeting_not_found", "There is no such greeting."};
        return Response::no_content();
    }

    Response fail(const Request& request, Unit& unit) const {
        if (request.path("how") == "statement") unit.storage().exec("DELETE FROM users");
        fail_as(request.path("how"));
    }

    Response add_and_fail(const Request& request, Unit& unit) const {
        keep(request, unit, request.path("how"));
        return fail(request, unit);
    }

    Response keep(const Request& request, Unit& unit, std::string_view text) const {
        if (text.find_first_not_of(' ') == std::string_view::npos) throw Invalid{"text", "A greeting needs some text."};
        const auto id = host().make_id();
        const auto whole = std::string{*settings_.text("salutation")} + ", " + std::string{text};
        const Greeting greeting{id, whole, request.principal().subject().id};
        try {
            unit.storage().exec(
                "INSERT INTO " GREETINGS_TABLE " (id, workspace_id, text, written_by) VALUES (:id, :workspace, :text, :by)",
                arg("id", id), arg("workspace", request.workspace().id), arg("text", whole), arg("by", greeting.by));
        } catch (const ConstraintViolated&) {
            throw Conflict{"greeted_already", "That was said already."};
        }
        unit.audit().target(id);
        unit.audit().details(R"({"greeted":true})");
        unit.publish(MORTISE_PLUGIN_ID ".added", to_audience(), to_json(greeting));
        return Response::created(to_json(greeting));
    }

    JsonObject settings_;
};

}  // namespace

MORTISE_PLUGIN(Greetings)
