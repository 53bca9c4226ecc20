// plugin.yaml as values: all that can be known about a plugin without running its code. Read strictly, with positions.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/node.hpp"
#include "model/event.hpp"
#include "model/request.hpp"
#include "storage/table_access.hpp"

namespace mortise::plugins {

struct Texts {
    std::map<std::string, std::string> by_language;   // en, de
};

struct AuditSpec {
    std::string action;          // timer.stop
    std::string target;          // name of a path parameter, or empty
    bool always = true;          // false (`audit: false`): only while logged in as somebody, and for refusals
};

struct RouteSpec {
    std::string handler;
    config::Position at;
    model::Method method = model::Method::get;
    std::string path;            // /workspaces/{workspace}/accounts/{user}/timer/stop, below /api/v1
    std::string needs;           // permission
    std::string needs_for_others;   // instead of `needs` when {user} is not the subject; empty: no difference
    bool public_api = false;     // `api: public`: unknown entities are 400/501, unknown body fields are ignored
    AuditSpec audit;             // of GET: refusals only
    bool step_up = false;        // needs a password entered lately; never by API key
    std::size_t body_limit = 16 * 1024;
    std::chrono::milliseconds deadline{10'000};
    std::optional<boost::json::object> parameters;   // JSON Schema of the query, an object of scalars
    std::optional<boost::json::object> body;         // JSON Schema; none: no body is taken
    bool body_optional = false;                      // an absent body reads as {}
    boost::json::object answers;                     // status -> schema, $ref "plugin#Name", stable reasons (self, nested), or null
};

// A handler that the host runs by itself, for every workspace whose plan has the permission.
struct ScheduleSpec {
    std::string handler;
    config::Position at;
    std::chrono::milliseconds every{0};
    std::string needs;           // permission; the plan of its rule counts, the roles do not
    std::string action;          // of its audit rows
    std::chrono::milliseconds deadline{10'000};
};

struct EventSpec {
    model::Audience audience = model::Audience::user;
    boost::json::value payload;
};

struct WebSpec {
    std::string slot;            // app.page, app.banner, profile.page, workspace-settings.tab, account.action
    config::Position at;
    std::string module;          // web/timer-control.js, within the package
    std::string element;
    std::string needs;           // permission, or empty
    std::string path;            // of pages and tabs: the address below the slot's own
    Texts title;
};

// A `$ref: "time-tracker#TimeEntry"` in an answer or a payload: a schema that another manifest names.
struct SchemaReference {
    std::string plugin, name;
    config::Position at;
};

struct AbiSpec {
    unsigned built_major = 1, built_minor = 0, required_major = 1, required_minor = 0;
};

struct Manifest {
    std::string file, folder;
    std::string id, version, vendor, edition;        // edition: community or enterprise
    AbiSpec abi;
    std::map<std::string, int> requires_plugins;     // id -> major version
    std::vector<std::string> extensions_required, extensions_optional;   // mortise.storage/1
    std::map<std::string, config::Position> extension_positions;
    Texts title;
    std::map<std::string, Texts> permissions;
    std::map<std::string, storage::TableColumns, std::less<>> tables;
    std::vector<RouteSpec> routes;
    std::vector<ScheduleSpec> schedules;
    std::map<std::string, EventSpec> events;
    std::vector<std::string> subscribes;             // names of events, of any plugin
    std::map<std::string, boost::json::object> schemas;   // named, for $ref "plugin#Name"
    std::vector<SchemaReference> references;
    boost::json::object settings_schema;             // with defaults
    std::vector<WebSpec> web;
    config::Node document;                           // for positions of what was not kept
};

// Nothing when `problems` got any. `folder` is the package; reads plugin.yaml in it.
std::optional<Manifest> read_manifest(const std::string& folder, config::Problems& problems);

}  // namespace mortise::plugins
