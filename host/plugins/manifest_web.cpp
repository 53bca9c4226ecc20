#include <algorithm>
#include <filesystem>

#include "config/text.hpp"
#include "plugins/manifest_reader.hpp"
#include "plugins/names.hpp"

namespace mortise::plugins {

using config::NodeKind;
using config::quote;

namespace {

const std::vector<std::string> slots{"app.page", "app.banner", "profile.page", "workspace-settings.tab", "account.action"};

// Places that one goes to: they have an address and a name in a menu.
bool is_destination(std::string_view slot) { return slot.ends_with(".page") || slot.ends_with(".tab"); }

}  // namespace

void ManifestReader::read_web(const Node& key, const Node& value) {
    if (std::ranges::find(slots, key.scalar) == slots.end())
        return add(key.at, "unknown slot " + quote(key.scalar) + config::suggestion(key.scalar, slots));
    if (value.kind != NodeKind::sequence) return read_web_spec(key.scalar, value);
    for (const Node& item : value.items) read_web_spec(key.scalar, item);
}

void ManifestReader::read_web_spec(const std::string& slot, const Node& node) {
    WebSpec spec;
    spec.slot = slot;
    spec.at = node.at;
    Cursor cursor{node, "web." + slot, problems_};
    if (const auto module = cursor.needed_text("module")) {
        spec.module = *module;
        check_module(*cursor.find("module"), *module);
    }
    if (const auto element = cursor.needed_text("element")) {
        spec.element = *element;
        if (!is_element_name(*element))
            add(cursor.find("element")->at,
                quote(*element) + " is no custom element; write it like stop-timer-action, with a hyphen");
    }
    if (const auto permission = cursor.text("needs")) {
        spec.needs = *permission;
        if (!config::is_identifier(*permission))
            add(cursor.find("needs")->at, quote(*permission) + " is no permission; write it like timers.stop-others");
    }
    const Node* path = is_destination(slot) ? cursor.need("path") : cursor.find("path");
    const Node* title = is_destination(slot) ? cursor.need("title") : cursor.find("title");
    if (title) spec.title = read_texts(*title, cursor.name_of("title"));
    if (path) {
        spec.path = config::read_text(*path, cursor.name_of("path"), problems_).value_or("");
        if (!is_destination(slot)) add(path->at, cursor.name_of("path") + " is for pages and tabs; remove it");
        else if (!spec.path.empty() && !is_handler_name(spec.path))
            add(path->at, quote(spec.path) + " is no address below the slot's own; write one word, like audit-log");
    }
    cursor.finish();
    manifest_.web.push_back(std::move(spec));
}

void ManifestReader::check_module(const Node& node, const std::string& module) {
    namespace fs = std::filesystem;
    const fs::path path{module};
    const bool inside =
        path.is_relative() && path.lexically_normal() == path && module.starts_with("web/") && module.ends_with(".js");
    std::error_code error;
    if (!inside) add(node.at, quote(module) + " is no module of the package; write it like web/timer-control.js");
    else if (!fs::is_regular_file(manifest_.folder / path, error))
        add(node.at, "no file " + module + " in the package; check the path");
}

}  // namespace mortise::plugins
