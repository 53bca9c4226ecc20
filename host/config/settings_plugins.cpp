#include "config/settings_reader.hpp"
#include "config/text.hpp"

namespace mortise::config {

void SettingsReader::read_plugins(const Node& node) {
    Cursor cursor{node, "plugins", problems_};
    settings_.plugins.directory_at = node.at;
    if (const auto directory = cursor.text("directory")) {
        const Node& written = *cursor.find("directory");
        settings_.plugins.directory = locations_.path(written, *directory);
        settings_.plugins.directory_at = written.at;
    }
    if (const Node* trust = cursor.find("trust")) read_trust(*trust);
    if (const Node* enabled = cursor.find("enabled"); enabled && expect(NodeKind::map, *enabled, "plugins.enabled", problems_))
        for (const auto& [id, plugin] : enabled->members) read_enabled(id, plugin);
    cursor.finish();
}

void SettingsReader::read_trust(const Node& node) {
    Cursor cursor{node, "plugins.trust", problems_};
    settings_.plugins.trust = cursor.choice("require", {"signed", "first-party", "off"}).value_or("off");
    settings_.plugins.keys = cursor.texts("keys");
    if (settings_.plugins.trust == "signed" && settings_.plugins.keys.empty())
        problems_.add(node.at,
                      "plugins.trust.require is signed, but keys is empty, so that nothing would load; name a public key");
    cursor.finish();
}

void SettingsReader::read_enabled(const Node& id, const Node& node) {
    if (!is_identifier(id.scalar)) {
        problems_.add(id.at, quote(id.scalar) + " is no plugin id; write it like timer-control or com.example.auto-stop");
        return;
    }
    EnabledPlugin plugin;
    plugin.id = id.scalar;
    plugin.at = id.at;
    plugin.settings_node.kind = NodeKind::map;
    plugin.settings_node.at = id.at;
    Cursor cursor{node, "plugins.enabled." + id.scalar, problems_};
    plugin.grants = cursor.texts("grants");
    if (cursor.choice("isolation", {"none", "process"}).value_or("none") == "process") plugin.isolation = Isolation::process;
    if (const Node* settings = cursor.find("settings");
        settings && expect(NodeKind::map, *settings, cursor.name_of("settings"), problems_)) {
        plugin.settings = to_json(*settings).as_object();
        plugin.settings_node = *settings;
    }
    cursor.finish();
    settings_.plugins.enabled.push_back(std::move(plugin));
}

}  // namespace mortise::config
