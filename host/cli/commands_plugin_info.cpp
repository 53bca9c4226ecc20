// plugin info
#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>

#include "check/info.hpp"
#include "cli/beside_program.hpp"
#include "cli/options.hpp"

namespace mortise::cli {
namespace {

int tell(const std::string& directory, bool as_json) {
    const auto package = check::open_package(directory, own_plugins_folder());
    if (!package.manifest) {
        std::fputs(package.manifest_problems.text().c_str(), stderr);
        return 1;
    }
    std::fputs((as_json ? boost::json::serialize(check::describe(package)) + "\n" : check::info_text(package)).c_str(), stdout);
    return 0;
}

}  // namespace

void add_plugin_info(CLI::App& plugin, Options& options) {
    const auto directory = std::make_shared<std::string>();
    auto& command = *plugin.add_subcommand("info", "All that can be known of a plugin without running it");
    command.add_option("DIR", *directory, "The package, or the sources that it was built of")->required();
    command.add_flag("--json", options.as_json, "Print JSON");
    command.callback(
        [directory, &options] { options.chosen = [directory, &options] { return tell(*directory, options.as_json); }; });
}

}  // namespace mortise::cli
