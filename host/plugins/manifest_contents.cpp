#include <algorithm>

#include "config/text.hpp"
#include "plugins/manifest_reader.hpp"
#include "plugins/names.hpp"
#include "plugins/schema.hpp"

namespace mortise::plugins {

namespace json = boost::json;
using config::NodeKind;
using config::quote;

void ManifestReader::read_permission(const Node& key, const Node& value) {
    if (!config::is_identifier(key.scalar) || key.scalar.find('.') == std::string::npos)
        add(key.at, quote(key.scalar) + " is no permission; write it like timers.stop-others");
    manifest_.permissions[key.scalar] = read_texts(value, "permissions." + key.scalar);
}

void ManifestReader::read_table(const Node& key, const Node& value) {
    if (!is_table_name(key.scalar)) add(key.at, quote(key.scalar) + " is no table; write it like time_entries");
    Cursor cursor{value, "tables." + key.scalar, problems_};
    storage::TableColumns table;
    table.owned = cursor.boolean("own").value_or(false);
    table.erase = cursor.boolean("delete").value_or(false);
    const auto read = [&](std::string_view list, std::set<std::string, std::less<>>& columns) {
        for (std::string& column : cursor.texts(list))
            if (is_table_name(column)) columns.insert(std::move(column));
            else add(cursor.find(list)->at, quote(column) + " is no column; name each one, like started_at");
    };
    read("read", table.read);
    read("write", table.write);
    cursor.finish();
    if (table.owned && (table.erase || !table.read.empty() || !table.write.empty()))
        add(key.at, "tables." + key.scalar + " is the plugin's own, every column of it; leave read, write and delete out");
    if (table.owned) check_own_table(key);
    if (!table.owned && !table.erase && table.read.empty() && table.write.empty() && value.kind == NodeKind::map)
        add(value.at, "tables." + key.scalar + " allows nothing; write own: true, or name columns under read or write");
    manifest_.tables.insert_or_assign(key.scalar, std::move(table));
}

// A third party's tables bear its id, so that no two of them ever want the same name.
void ManifestReader::check_own_table(const Node& key) {
    if (is_host_table(key.scalar))
        return add(key.at, quote(key.scalar) + " is the host's table; a plugin reads and writes columns of it");
    if (manifest_.id.find('.') == std::string::npos) return;
    std::string prefix = manifest_.id + "_";
    std::ranges::replace_if(
        prefix, [](char c) { return c == '.' || c == '-'; }, '_');
    if (!key.scalar.starts_with(prefix)) add(key.at, "a table of " + manifest_.id + " must begin with " + prefix);
}

void ManifestReader::read_event(const Node& key, const Node& value) {
    if (!is_event_name(key.scalar)) add(key.at, quote(key.scalar) + " is no event; write it like timer.stopped");
    Cursor cursor{value, "events." + key.scalar, problems_};
    EventSpec event;
    cursor.need("audience");
    const auto audience = cursor.choice("audience", {"user", "workspace-owners", "workspace"});
    if (audience == "workspace-owners") event.audience = model::Audience::workspace_owners;
    if (audience == "workspace") event.audience = model::Audience::workspace;
    if (const Node* payload = cursor.need("payload")) event.payload = described(*payload, cursor.name_of("payload"));
    cursor.finish();
    manifest_.events[key.scalar] = std::move(event);
}

void ManifestReader::read_schema(const Node& key, const Node& value) {
    if (!is_schema_name(key.scalar)) add(key.at, quote(key.scalar) + " is no name of a schema; write it like TimeEntry");
    if (!config::expect(NodeKind::map, value, "schemas." + key.scalar, problems_)) return;
    manifest_.schemas[key.scalar] = described(value, "schemas." + key.scalar).as_object();
}

void ManifestReader::read_settings(const Node* node) {
    if (node) {
        manifest_.settings_schema = object_schema(*node, "settings");
    } else {
        manifest_.settings_schema = {{"type", "object"}, {"additionalProperties", false}, {"properties", json::object{}}};
    }
}

json::object ManifestReader::object_schema(const Node& node, const std::string& name) {
    if (!config::expect(NodeKind::map, node, name, problems_)) return {};
    const std::size_t problems_before = problems_.all().size();
    const json::value whole = with_own_schemas(node, 0);
    if (problems_.all().size() > problems_before) return {};
    const json::object& schema = whole.get_object();
    if (const json::value* type = schema.if_contains("type"); !type || *type != "object")
        add(config::position_of(node, {"type"}), name + " must be a schema of type: object");
    try {
        Schema{schema};
        return schema;
    } catch (const SchemaError& error) {
        add(config::position_of(node, error.path()), name + ": " + error.what());
        return {};
    }
}

// Input is checked against the whole of its schema: what a reference to this manifest's `schemas` stands for is put in its place.
json::value ManifestReader::with_own_schemas(const Node& node, int depth) {
    constexpr int deepest = 16;
    if (node.kind == NodeKind::sequence) {
        json::array items;
        for (const Node& item : node.items) items.push_back(with_own_schemas(item, depth));
        return items;
    }
    if (node.kind != NodeKind::map) return config::to_json(node);
    if (const Node* reference = node.find("$ref")) {
        const Node* schemas = document_ ? document_->find("schemas") : nullptr;
        const std::string own = manifest_.id + "#";
        const Node* schema =
            schemas && reference->scalar.starts_with(own) ? schemas->find(reference->scalar.substr(own.size())) : nullptr;
        if (schema && depth < deepest && node.members.size() == 1) return with_own_schemas(*schema, depth + 1);
        add(reference->at, quote(reference->scalar) +
                               (depth < deepest ? " must stand alone and name one of this manifest's schemas, like "
                                                : " leads back to itself; write what is checked without a circle, like ") +
                               own + "Name");
        return nullptr;
    }
    json::object members;
    for (const auto& [key, value] : node.members) members.emplace(key.scalar, with_own_schemas(value, depth));
    return members;
}

json::value ManifestReader::described(const Node& node, const std::string& name) {
    if (!config::expect(NodeKind::map, node, name, problems_)) return json::object{};
    const json::value plain = without_references(node);
    try {
        Schema{plain.as_object()};
    } catch (const SchemaError& error) {
        add(config::position_of(node, error.path()), name + ": " + error.what());
    }
    return config::to_json(node);
}

// The schema with everything that a reference stands for left open; the references are noted.
json::value ManifestReader::without_references(const Node& node) {
    if (node.kind == NodeKind::sequence) {
        json::array items;
        for (const Node& item : node.items) items.push_back(without_references(item));
        return items;
    }
    if (node.kind != NodeKind::map) return config::to_json(node);
    json::object members;
    for (const auto& [key, value] : node.members) {
        if (key.scalar != "$ref") {
            members.emplace(key.scalar, without_references(value));
            continue;
        }
        const auto hash = value.scalar.find('#');
        const std::string plugin = value.scalar.substr(0, hash);
        const std::string name = hash == std::string::npos ? "" : value.scalar.substr(hash + 1);
        if (!config::is_identifier(plugin) || !is_schema_name(name))
            add(value.at, quote(value.scalar) + " is no reference; write it like time-tracker#TimeEntry");
        else manifest_.references.push_back({plugin, name, value.at});
        if (node.members.size() > 1) add(key.at, "$ref stands alone; remove the keys beside it");
    }
    return members;
}

// References to other plugins are looked up when the others are known: packages.cpp.
void ManifestReader::check_references() {
    for (const SchemaReference& reference : manifest_.references) {
        if (reference.plugin == manifest_.id) {
            if (!manifest_.schemas.contains(reference.name))
                add(reference.at, "no schema " + quote(reference.name) + " in this manifest; add it under schemas");
        } else if (!manifest_.requires_plugins.contains(reference.plugin)) {
            add(reference.at, quote(reference.plugin) + " is not required by this plugin; add it under requires");
        }
    }
}

}  // namespace mortise::plugins
