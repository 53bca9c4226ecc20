// How plugin.yaml becomes a Manifest: one function a section. For manifest*.cpp; everybody else calls read_manifest().
#pragma once

#include <boost/json/object.hpp>
#include <functional>

#include "config/cursor.hpp"
#include "plugins/manifest.hpp"

namespace mortise::plugins {

class ManifestReader {
public:
    ManifestReader(Manifest& manifest, config::Problems& problems) : manifest_{manifest}, problems_{problems} {}
    void read(const config::Node& document);

private:
    using Node = config::Node;
    using Cursor = config::Cursor;
    using ReadMember = std::function<void(const Node& key, const Node& value)>;

    // manifest.cpp: what it is, and what it needs
    void read_identity(Cursor& cursor);
    void read_abi(const Node& node);
    void read_requires(const Node& key, const Node& value);
    void read_extensions(const Node& node);
    std::vector<std::string> read_extension_list(Cursor& cursor, std::string_view key);
    Texts read_texts(const Node& node, const std::string& name);
    void for_members(Cursor& cursor, std::string_view key, const ReadMember& read);
    void add(config::Position at, std::string text) { problems_.add(std::move(at), std::move(text)); }

    // manifest_contents.cpp: permissions, tables, events, schemas
    void read_permission(const Node& key, const Node& value);
    void read_table(const Node& key, const Node& value);
    void check_own_table(const Node& key);
    void read_event(const Node& key, const Node& value);
    void read_schema(const Node& key, const Node& value);
    void read_settings(const Node* node);  // null: takes no settings
    // A schema of type object that input is checked against, once it compiles; empty otherwise.
    boost::json::object object_schema(const Node& node, const std::string& name);
    boost::json::value with_own_schemas(const Node& node, int depth);
    boost::json::value described(const Node& node, const std::string& name);  // an answer or a payload: may hold $ref
    boost::json::value without_references(const Node& node);
    void check_references();

    // manifest_routes.cpp
    void read_route(const Node& key, const Node& value);
    void read_method(Cursor& cursor, RouteSpec& route);
    void read_path(Cursor& cursor, RouteSpec& route);
    void read_needs(Cursor& cursor, RouteSpec& route);
    std::string read_own_permission(Cursor& cursor);
    void read_audit(Cursor& cursor, RouteSpec& route);
    void read_limits(Cursor& cursor, RouteSpec& route);
    void read_input(Cursor& cursor, RouteSpec& route);
    void read_answer(const Node& key, const Node& value, RouteSpec& route);
    void check_duplicate(const RouteSpec& route);

    // manifest_schedules.cpp: what the host calls by itself
    void read_schedule(const Node& key, const Node& value);
    void check_schedules();
    void read_subscriptions(Cursor& cursor);

    // manifest_web.cpp
    void read_web(const Node& key, const Node& value);
    void read_web_spec(const std::string& slot, const Node& node);
    void check_module(const Node& node, const std::string& module);

    Manifest& manifest_;
    config::Problems& problems_;
    const Node* document_ = nullptr;
};

// Names in braces of a route's path, in order.
std::vector<std::string> path_parameters(std::string_view path);
// The path with every parameter as {}: two that are equal take the same requests.
std::string path_pattern(std::string_view path);

}  // namespace mortise::plugins
