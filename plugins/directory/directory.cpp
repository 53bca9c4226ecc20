// directory: who am I, which workspaces do I belong to, who else is there, and what a workspace is called.
//
// The paths and shapes are those of the public API. Which workspaces a confined session or key may hear of is decided here,
// once for each answer; that a named {workspace} is visible at all was decided by the host.

#include <mortise/json.hpp>
#include <mortise/plugin.hpp>

#include <algorithm>

#include "user.hpp"
#include "workspace.hpp"

namespace {

using namespace mortise;

class Directory final : public Plugin {
public:
    explicit Directory(const Host& host) : Plugin{host}, features_{features_of(JsonObject{host.settings()})} {}

    static constexpr auto handlers() {
        return std::array{on("my_user", &Directory::my_user), on("my_workspaces", &Directory::my_workspaces),
                          on("workspace", &Directory::workspace), on("members", &Directory::members),
                          on("rename", &Directory::rename), on("set_subdomain", &Directory::set_subdomain)};
    }

private:
    Response my_user(const Request& request, Unit& unit) const {
        const auto principal = request.principal();
        const directory::Users users{unit.storage()};
        auto user = users.by_id(principal.subject().id, principal.confined_to());
        if (request.query<bool>("include-memberships").value_or(false))
            user.memberships = users.memberships_of(user.id, principal.confined_to());
        return Response::ok(to_json(user));
    }

    Response my_workspaces(const Request& request, Unit& unit) const {
        const auto principal = request.principal();
        JsonWriter json;
        json.begin_array();
        for (const auto& workspace : directory::Workspaces{unit.storage()}.of(principal.subject().id, principal.confined_to()))
            write_workspace(json, workspace, features_);
        json.end_array();
        return Response::ok(std::move(json).take());
    }

    Response workspace(const Request& request, Unit& unit) const {
        const auto found = directory::Workspaces{unit.storage()}.of(request.principal().subject().id, request.workspace().id);
        if (found.empty()) throw UnknownEntity{"workspace"};
        JsonWriter json;
        write_workspace(json, found.front(), features_);
        return Response::ok(std::move(json).take());
    }

    Response members(const Request& request, Unit& unit) const {
        const auto page = std::clamp<std::int64_t>(request.query<std::int64_t>("page").value_or(1), 1, 1'000'000);
        const auto page_size = std::clamp<std::int64_t>(request.query<std::int64_t>("page-size").value_or(50), 1, 1'000);
        directory::MemberFilter filter{
            .email = contains_pattern(fold(request.query("email").value_or(""))),
            .name = contains_pattern(fold(request.query("name").value_or(""))),
            .status = request.query("status").value_or("ALL"),
            .order = order_of(request.query("sort-column").value_or("EMAIL")),
            .direction = request.query("sort-order") == "DESCENDING" ? directory::Direction::descending
                                                                     : directory::Direction::ascending,
            .offset = (page - 1) * page_size,
            .limit = page_size + 1,   // one more tells whether there is a next page
            .with_roles = request.query<bool>("include-roles").value_or(false),
        };
        auto users = directory::Users{unit.storage()}.members_of(request.workspace().id, filter);
        const bool last = static_cast<std::int64_t>(users.size()) <= page_size;
        if (!last) users.pop_back();
        const auto wanted = request.query("memberships").value_or("NONE");
        if (wanted != "ALL" && wanted != "WORKSPACE")
            for (auto& user : users) user.memberships.clear();
        return Response::ok(to_json(users)).with_header("Last-Page", last ? "true" : "false");
    }

    Response rename(const Request& request, Unit& unit) const {
        const JsonObject body{request.body()};
        const auto name = trimmed(body.text("name").value_or(""));
        if (name.empty()) throw Invalid{"name", "A workspace has a name."};
        directory::Workspaces{unit.storage()}.rename(request.workspace().id, name);
        return changed(request, unit, {"name", request.workspace().name, name});
    }

    // Sessions that somebody opened as somebody else under the old subdomain end at their next request: the host sees to it.
    Response set_subdomain(const Request& request, Unit& unit) const {
        const JsonObject body{request.body()};
        const auto subdomain = body.text("subdomain").value_or("");
        if (subdomain.ends_with('-')) throw Invalid{"subdomain", "A subdomain does not end with a hyphen."};
        directory::Workspaces{unit.storage()}.set_subdomain(request.workspace().id, subdomain);
        return changed(request, unit, {"subdomain", request.workspace().subdomain, subdomain});
    }

    struct Change {
        std::string_view what, from, to;
    };

    // Every member's pages show the new one; the audit row tells both.
    Response changed(const Request& request, Unit& unit, const Change& change) const {
        JsonWriter details;
        details.begin_object().member("from", change.from).member("to", change.to).end_object();
        unit.audit().details(std::move(details).take());
        JsonWriter event;
        event.begin_object().member("workspaceId", request.workspace().id).member(change.what, change.to).end_object();
        unit.publish("workspace.changed", to_audience(), std::move(event).take());
        return workspace(request, unit);
    }

    static std::string_view trimmed(std::string_view text) {
        const auto first = text.find_first_not_of(' ');
        if (first == std::string_view::npos) return {};
        return text.substr(first, text.find_last_not_of(' ') - first + 1);
    }

    static directory::MemberOrder order_of(std::string_view column) {
        if (column == "ID") return directory::MemberOrder::id;
        return column == "NAME" ? directory::MemberOrder::name : directory::MemberOrder::email;
    }

    static directory::Features features_of(const JsonObject& settings) {
        directory::Features features;
        const auto* by_plan = settings.object().if_contains("features");
        if (!by_plan) return features;
        for (const auto& [plan, names] : by_plan->as_object())
            for (const auto& name : names.as_array()) features[std::string{plan}].emplace_back(name.as_string().c_str());
        return features;
    }

    directory::Features features_;
};

}  // namespace

MORTISE_PLUGIN(Directory)
