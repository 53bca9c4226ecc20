// Routes as the pipeline runs them: the manifests' and the host's own, in one table. Built with a generation, immutable after.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.hpp"
#include "model/request.hpp"
#include "model/response.hpp"
#include "observe/metrics.hpp"
#include "plugins/registry.hpp"
#include "plugins/schema.hpp"

namespace mortise::pipeline {

struct Context;

// What the host asks of callers of its own routes; a plugin's route always names a permission.
enum class Entry : std::uint8_t {
    open,          // anybody; a credential is looked at when there is one
    returning,     // as open, for Return to my account: works in any state of the impersonation
    signed_in,
    own_account,   // signed in by a browser session, and not logged in as somebody
    permission     // the permission in `needs`
};

// Where a route runs.
enum class Place : std::uint8_t {
    inline_,       // on the I/O thread at once; touches no database
    reader,        // on a worker, with a read-only connection
    writer         // in a unit of work
};

struct Route {
    model::Method method = model::Method::get;
    std::string pattern;                       // /api/v1/workspaces/{workspace}/...
    std::string label;                         // "GET /api/v1/...", for metrics and logs
    Entry entry = Entry::permission;
    Place place = Place::reader;
    access::PermissionIndex needs = access::no_permission;
    access::PermissionIndex needs_for_others = access::no_permission;
    bool public_api = false;
    bool step_up = false;
    bool event_stream = false;                 // by cookie only, from this site only
    bool any_host = false;                     // answers whatever the Host header says: health checks come by address
    std::string action;                        // of its audit rows; empty: none
    std::string target_parameter;
    bool audit_always = false;                 // else only refusals, and while logged in as somebody
    std::size_t body_limit = 0;
    std::chrono::milliseconds deadline{10'000};
    std::optional<plugins::Schema> parameters, body;
    bool body_optional = false;
    observe::RouteMetrics* metrics = nullptr;

    // A plugin's handler ...
    std::shared_ptr<plugins::Plugin> plugin;
    std::uint32_t handler = 0;
    const plugins::RouteSpec* spec = nullptr;
    // ... or the host's own. `prepare` runs on a worker before the unit, without a connection of its own: for slow work.
    std::function<void(Context&)> prepare;
    std::function<model::Response(Context&)> own;
};

// What a path leads to.
struct Match {
    const Route* route = nullptr;
    std::vector<model::NamedText> parameters;
    std::string allow;                         // when the path exists but not for this method
};

class RouteTable {
public:
    // REQUIRES: no two with the same method and pattern (packages.cpp checks the plugins').
    explicit RouteTable(std::vector<Route> routes);
    RouteTable(const RouteTable&) = delete;
    RouteTable& operator=(const RouteTable&) = delete;

    Match find(model::Method method, std::string_view path) const;   // HEAD finds what GET has
    const std::vector<Route>& all() const noexcept { return routes_; }

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> parameter;
        std::vector<const Route*> here;        // one a method
    };
    static const Node* walk(const Node& node, std::string_view rest, std::vector<std::string_view>& values);

    std::vector<Route> routes_;
    Node root_;
};

}  // namespace mortise::pipeline
