#include <algorithm>

#include "config/text.hpp"
#include "plugins/manifest_reader.hpp"
#include "plugins/names.hpp"

namespace mortise::plugins {

namespace json = boost::json;
using config::NodeKind;
using config::quote;

namespace {

bool is_segment(std::string_view text) {
    return !text.empty() && text != "." && text != ".." && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
               c == '~';
    });
}

bool has(const std::vector<std::string>& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

// Why a path is refused; empty when it is right.
std::string path_problem(std::string_view path) {
    if (!path.starts_with('/')) return "must begin with /";
    std::vector<std::string> seen;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view segment = path.substr(0, path.find('/'));
        path.remove_prefix(segment.size());
        if (!segment.starts_with('{') || !segment.ends_with('}')) {
            if (!is_segment(segment))
                return "has a segment " + quote(segment) + "; use letters, digits, hyphens, or one whole {parameter}";
            continue;
        }
        const std::string name{segment.substr(1, segment.size() - 2)};
        const std::vector<std::string> resolved{"workspace", "user"};
        if (!is_handler_name(name)) return "has a parameter " + quote(name) + "; write it like {id}";
        if (const std::string meant = config::closest(name, resolved); !has(resolved, name) && !meant.empty())
            return "has a parameter {" + name + "}; did you mean {" + meant + "}?";
        if (has(seen, name)) return "has {" + name + "} twice; give each parameter its own name";
        if (name == "user" && !has(seen, "workspace"))
            return "has {user} without {workspace} before it; a user is looked up in a workspace";
        seen.push_back(name);
    }
    return {};
}

}  // namespace

std::vector<std::string> path_parameters(std::string_view path) {
    std::vector<std::string> names;
    for (auto begin = path.find('{'); begin != std::string_view::npos; begin = path.find('{', begin + 1)) {
        const auto end = path.find('}', begin);
        if (end == std::string_view::npos) break;
        names.emplace_back(path.substr(begin + 1, end - begin - 1));
    }
    return names;
}

std::string path_pattern(std::string_view path) {
    std::string pattern;
    bool inside = false;
    for (const char c : path) {
        if (c == '}') inside = false;
        if (!inside) pattern += c;
        if (c == '{') inside = true;
    }
    return pattern;
}

void ManifestReader::read_route(const Node& key, const Node& value) {
    RouteSpec route;
    route.handler = key.scalar;
    route.at = key.at;
    if (!is_handler_name(key.scalar)) add(key.at, quote(key.scalar) + " is no name of a handler; write it like stop");
    Cursor cursor{value, "routes." + key.scalar, problems_};
    read_method(cursor, route);
    read_path(cursor, route);
    read_needs(cursor, route);
    route.public_api = cursor.choice("api", {"own", "public"}) == "public";
    read_audit(cursor, route);
    route.step_up = cursor.boolean("step-up").value_or(false);
    read_limits(cursor, route);
    read_input(cursor, route);
    if (const Node* answers = cursor.find("answers");
        answers && config::expect(NodeKind::map, *answers, cursor.name_of("answers"), problems_))
        for (const auto& [status, answer] : answers->members) read_answer(status, answer, route);
    cursor.finish();
    check_duplicate(route);
    manifest_.routes.push_back(std::move(route));
}

void ManifestReader::read_method(Cursor& cursor, RouteSpec& route) {
    cursor.need("method");
    if (const auto method = cursor.choice("method", {"GET", "POST", "PUT", "PATCH", "DELETE"}))
        route.method = model::parse_method(*method);
}

void ManifestReader::read_path(Cursor& cursor, RouteSpec& route) {
    const auto path = cursor.needed_text("path");
    if (!path) return;
    route.path = *path;
    if (const std::string problem = path_problem(*path); !problem.empty())
        add(cursor.find("path")->at, cursor.name_of("path") + " " + problem);
}

// Deny by default: what names no permission is refused, and so is what leans on another plugin's alone.
std::string ManifestReader::read_own_permission(Cursor& cursor) {
    const auto permission = cursor.needed_text("needs");
    if (!permission) return {};
    std::vector<std::string> defined;
    for (const auto& [name, texts] : manifest_.permissions) defined.push_back(name);
    if (!manifest_.permissions.contains(*permission))
        add(cursor.find("needs")->at, "this manifest defines no permission " + quote(*permission) + config::suggestion(*permission, defined));
    return *permission;
}

void ManifestReader::read_needs(Cursor& cursor, RouteSpec& route) {
    route.needs = read_own_permission(cursor);
    const auto for_others = cursor.text("needs-for-others");
    if (!for_others) return;
    route.needs_for_others = *for_others;
    const config::Position& at = cursor.find("needs-for-others")->at;
    if (!config::is_identifier(*for_others)) add(at, quote(*for_others) + " is no permission; write it like timers.stop-others");
    if (!has(path_parameters(route.path), "user"))
        add(at, cursor.name_of("needs-for-others") + " is for routes with {user}; remove it");
}

void ManifestReader::read_audit(Cursor& cursor, RouteSpec& route) {
    route.audit.action = manifest_.id + "." + route.handler;
    const Node* audit = cursor.find("audit");
    if (!audit) return;
    if (model::reads_only(route.method)) return add(audit->at, "a GET changes nothing and has no audit row; remove audit");
    if (audit->kind == NodeKind::scalar) {
        route.audit.always = false;
        if (cursor.boolean("audit").value_or(false))
            add(audit->at, cursor.name_of("audit") + " must be false or { action, target }");
        if (has(path_parameters(route.path), "user"))
            add(audit->at, "audit: false is for self-service; a route that names a {user} always has its row");
        return;
    }
    Cursor map{*audit, cursor.name_of("audit"), problems_};
    if (const auto action = map.text("action")) {
        route.audit.action = *action;
        if (!is_event_name(*action)) add(map.find("action")->at, quote(*action) + " is no action; write it like timer.stop");
    }
    if (const auto target = map.text("target")) {
        route.audit.target = *target;
        const auto parameters = path_parameters(route.path);
        if (!has(parameters, *target))
            add(map.find("target")->at, "the path has no parameter {" + *target + "}" + config::suggestion(*target, parameters));
    }
    map.finish();
}

void ManifestReader::read_limits(Cursor& cursor, RouteSpec& route) {
    const Node* limits = cursor.find("limits");
    if (!limits) return;
    constexpr std::size_t largest_body = 4 * 1024 * 1024;
    constexpr std::chrono::milliseconds longest{60'000};
    Cursor map{*limits, cursor.name_of("limits"), problems_};
    route.body_limit = map.size("body", 1, largest_body).value_or(route.body_limit);
    route.deadline = map.duration("deadline").value_or(route.deadline);
    if (route.deadline > longest) add(map.find("deadline")->at, map.name_of("deadline") + " must be at most 60s");
    map.finish();
}

void ManifestReader::read_input(Cursor& cursor, RouteSpec& route) {
    if (const Node* parameters = cursor.find("parameters")) {
        route.parameters = object_schema(*parameters, cursor.name_of("parameters"));
        if (const Node* properties = parameters->find("properties"))
            for (const auto& [name, schema] : properties->members)
                if (const Node* type = schema.find("type"); type && type->scalar == "object")
                    add(type->at, cursor.name_of("parameters") + "." + name.scalar + " cannot be an object in a query");
    }
    const Node* body = cursor.find("body");
    if (!body) return;
    if (model::reads_only(route.method)) return add(body->at, "a GET takes no body; describe the query under parameters");
    route.body = object_schema(*body, cursor.name_of("body"));
    const json::value* required = route.body->if_contains("required");
    route.body_optional = !required || (required->is_array() && required->get_array().empty());
}

void ManifestReader::read_answer(const Node& key, const Node& value, RouteSpec& route) {
    const auto status = config::parse_unsigned(key.scalar, 599);
    if (!status || *status < 200) return add(key.at, quote(key.scalar) + " is no status; write it like 200");
    const std::string name = "routes." + route.handler + ".answers." + key.scalar;
    const auto reason = [](const Node& node) { return node.kind == NodeKind::scalar && is_reason(node.scalar); };
    auto& answer = route.answers[key.scalar];
    if (value.kind == NodeKind::map) answer = described(value, name);
    else if (value.kind == NodeKind::null) answer = nullptr;  // no body
    else if (reason(value)) answer = value.scalar;
    else if (value.kind == NodeKind::sequence && !value.items.empty() && std::ranges::all_of(value.items, reason))
        answer = config::join(config::read_texts(value, name, problems_));
    else add(value.at, name + " must be a schema, a reason like timer_not_running, or a list of reasons");
}

void ManifestReader::check_duplicate(const RouteSpec& route) {
    for (const RouteSpec& other : manifest_.routes)
        if (other.method == route.method && path_pattern(other.path) == path_pattern(route.path))
            add(route.at, "routes." + route.handler + " has the method and path of routes." + other.handler + "; change one");
}

}  // namespace mortise::plugins
