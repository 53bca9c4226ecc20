// The group `plugin`: its verbs, one file each, and `plugin list`.
#include <CLI/CLI.hpp>
#include <boost/json/array.hpp>

#include "cli/options.hpp"
#include "cli/print.hpp"

namespace mortise::cli {
namespace {

namespace json = boost::json;

int list(const Options& options) {
    json::array enabled;
    for (const auto& manifest : must_read(options.source).manifests) {
        json::array permissions;
        for (const auto& [name, texts] : manifest.permissions) permissions.emplace_back(name);
        enabled.push_back({{"id", manifest.id},
                           {"version", manifest.version},
                           {"edition", manifest.edition},
                           {"routes", manifest.routes.size()},
                           {"permissions", std::move(permissions)}});
    }
    print(enabled, options.as_json);
    return 0;
}

}  // namespace

void add_plugin_list(CLI::App& plugin, Options& options) {
    auto& command = *plugin.add_subcommand("list", "What is enabled: id, version, routes, permissions");
    add_common(command, options);
    command.add_flag("--json", options.as_json, "Print JSON");
    command.callback([&options] { options.chosen = [&options] { return list(options); }; });
}

void add_plugin_commands(CLI::App& program, Options& options) {
    auto& plugin = *program.add_subcommand("plugin", "Plugin packages");
    plugin.require_subcommand(1);
    add_plugin_list(plugin, options);
    add_plugin_new(plugin, options);
    add_plugin_run(plugin, options);
    add_plugin_check(plugin, options);
    add_plugin_info(plugin, options);
    add_plugin_pack(plugin, options);
}

}  // namespace mortise::cli
