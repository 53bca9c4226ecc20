#include "plugins/manifest.hpp"

#include <algorithm>
#include <filesystem>

#include "config/text.hpp"
#include "plugins/manifest_reader.hpp"
#include "plugins/names.hpp"

namespace mortise::plugins {

using config::quote;

void ManifestReader::read(const Node& document) {
    document_ = &document;
    Cursor cursor{document, "", problems_};
    read_identity(cursor);
    if (const Node* abi = cursor.need("abi")) read_abi(*abi);
    for_members(cursor, "requires", [&](const Node& key, const Node& value) { read_requires(key, value); });
    if (const Node* extensions = cursor.find("extensions")) read_extensions(*extensions);
    if (const Node* title = cursor.need("title")) manifest_.title = read_texts(*title, "title");
    for_members(cursor, "permissions", [&](const Node& key, const Node& value) { read_permission(key, value); });
    for_members(cursor, "tables", [&](const Node& key, const Node& value) { read_table(key, value); });
    for_members(cursor, "schemas", [&](const Node& key, const Node& value) { read_schema(key, value); });
    for_members(cursor, "routes", [&](const Node& key, const Node& value) { read_route(key, value); });
    for_members(cursor, "schedules", [&](const Node& key, const Node& value) { read_schedule(key, value); });
    check_schedules();
    for_members(cursor, "events", [&](const Node& key, const Node& value) { read_event(key, value); });
    read_subscriptions(cursor);
    read_settings(cursor.find("settings"));
    for_members(cursor, "web", [&](const Node& key, const Node& value) { read_web(key, value); });
    cursor.finish();
    check_references();
}

void ManifestReader::read_identity(Cursor& cursor) {
    if (const auto id = cursor.needed_text("id")) {
        manifest_.id = *id;
        const std::string folder = std::filesystem::path{manifest_.folder}.filename().string();
        if (!config::is_identifier(*id))
            add(cursor.find("id")->at, quote(*id) + " is no id; write it like timer-control or com.example.auto-stop");
        else if (*id != folder)
            add(cursor.find("id")->at,
                "the id is " + quote(*id) + ", but the folder " + quote(folder) + "; give both the same name");
    }
    if (const auto version = cursor.needed_text("version")) {
        manifest_.version = *version;
        if (!major_of(*version))
            add(cursor.find("version")->at, quote(*version) + " is no semantic version; write it like 1.0.0");
    }
    manifest_.vendor = cursor.needed_text("vendor").value_or("");
    manifest_.edition = cursor.choice("edition", {"community", "enterprise"}).value_or("community");
}

void ManifestReader::read_abi(const Node& node) {
    Cursor cursor{node, "abi", problems_};
    const auto read = [&](std::string_view key, unsigned& major, unsigned& minor) {
        const auto text = cursor.needed_text(key);
        if (!text) return;
        const auto dot = text->find('.');
        const auto before = config::parse_unsigned(text->substr(0, dot), 999);
        const auto after = dot == std::string::npos ? std::nullopt : config::parse_unsigned(text->substr(dot + 1), 999);
        if (!before || !after) return add(cursor.find(key)->at, cursor.name_of(key) + " must be MAJOR.MINOR, like 1.0");
        major = *before;
        minor = *after;
    };
    AbiSpec& abi = manifest_.abi;
    read("built", abi.built_major, abi.built_minor);
    read("required", abi.required_major, abi.required_minor);
    cursor.finish();
    if (abi.built_major != abi.required_major || abi.built_minor < abi.required_minor)
        add(node.at, "abi.required must be of the major version that abi.built is, and not above it");
}

void ManifestReader::read_requires(const Node& key, const Node& value) {
    const auto major = config::parse_unsigned(value.scalar, 999);
    if (!config::is_identifier(key.scalar)) add(key.at, quote(key.scalar) + " is no plugin id; write it like time-tracker");
    else if (key.scalar == manifest_.id) add(key.at, "a plugin cannot require itself; remove the line");
    else if (!major) add(value.at, "requires." + key.scalar + " must be a major version, like 1");
    else manifest_.requires_plugins[key.scalar] = static_cast<int>(*major);
}

void ManifestReader::read_extensions(const Node& node) {
    Cursor cursor{node, "extensions", problems_};
    manifest_.extensions_required = read_extension_list(cursor, "required");
    manifest_.extensions_optional = read_extension_list(cursor, "optional");
    cursor.finish();
    for (const std::string& name : manifest_.extensions_optional)
        if (std::ranges::find(manifest_.extensions_required, name) != manifest_.extensions_required.end())
            add(manifest_.extension_positions[name], quote(name) + " is required and optional; name it once");
}

// What is optional may be of a later host; what is required must be of this one.
std::vector<std::string> ManifestReader::read_extension_list(Cursor& cursor, std::string_view key) {
    const Node* list = cursor.find(key);
    if (!list) return {};
    for (const Node& item : list->items) {
        manifest_.extension_positions[item.scalar] = item.at;
        const bool known = std::ranges::find(host_extensions(), item.scalar) != host_extensions().end();
        if (!is_extension_name(item.scalar))
            add(item.at, quote(item.scalar) + " is no extension; write it with its revision, like mortise.storage/1");
        else if (!known && key == "required")
            add(item.at, "this host has no extension " + quote(item.scalar) + config::suggestion(item.scalar, host_extensions()));
    }
    return config::read_texts(*list, cursor.name_of(key), problems_);
}

Texts ManifestReader::read_texts(const Node& node, const std::string& name) {
    Texts texts;
    if (!config::expect(config::NodeKind::map, node, name, problems_)) return texts;
    for (const auto& [language, text] : node.members) {
        if (language.scalar.size() != 2 || !is_table_name(language.scalar))
            add(language.at, quote(language.scalar) + " is no language; write two letters, like en");
        if (auto written = config::read_text(text, name + "." + language.scalar, problems_))
            texts.by_language[language.scalar] = std::move(*written);
    }
    for (const char* language : {"en", "de"})
        if (!node.find(language)) add(node.at, name + "." + language + " is missing; every text is there in English and German");
    return texts;
}

void ManifestReader::for_members(Cursor& cursor, std::string_view key, const ReadMember& read) {
    const Node* map = cursor.find(key);
    if (!map || !config::expect(config::NodeKind::map, *map, cursor.name_of(key), problems_)) return;
    for (const auto& [name, value] : map->members) read(name, value);
}

std::optional<Manifest> read_manifest(const std::string& folder, config::Problems& problems) {
    const std::size_t problems_before = problems.all().size();
    Manifest manifest;
    manifest.folder = folder;
    manifest.file = folder + "/plugin.yaml";
    auto document = config::read_yaml(manifest.file, problems);
    if (!document) return std::nullopt;
    ManifestReader{manifest, problems}.read(*document);
    if (problems.all().size() > problems_before) return std::nullopt;
    manifest.document = std::move(*document);
    return manifest;
}

}  // namespace mortise::plugins
