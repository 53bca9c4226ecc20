// What the command line's words become: where the configuration is, and what was chosen to run. A verb in a file of its own is
// one function here, called where its group is made.
#pragma once

#include <functional>

#include "cli/configuration.hpp"

namespace CLI {
class App;
}

namespace mortise::cli {

struct Options {
    Source source;
    bool as_json = false;
    std::function<int()> chosen;
};

// --config and --set.
void add_common(CLI::App& command, Options& options);

// The group `plugin`: commands_plugin.cpp lists its verbs.
void add_plugin_commands(CLI::App& program, Options& options);
void add_plugin_list(CLI::App& plugin, Options& options);
void add_plugin_new(CLI::App& plugin, Options& options);
void add_plugin_run(CLI::App& plugin, Options& options);
void add_plugin_check(CLI::App& plugin, Options& options);
void add_plugin_info(CLI::App& plugin, Options& options);
void add_plugin_pack(CLI::App& plugin, Options& options);

}  // namespace mortise::cli
