// plugin new
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/options.hpp"
#include "workshop/scaffold.hpp"

namespace mortise::cli {
namespace {

namespace fs = std::filesystem;

struct NewPlugin {
    std::string id, language = "c++", directory;
};

int make(const NewPlugin& asked) {
    const auto files = workshop::scaffold(asked.id, asked.language);
    const fs::path folder = asked.directory.empty() ? workshop::short_name(asked.id) : asked.directory;
    workshop::write_scaffold(files, folder);
    const auto where = folder.string();
    std::printf("%s holds the plugin %s, %zu files; read its README.md first.\n\n", where.c_str(), asked.id.c_str(),
                files.size());
    std::printf("  mortise plugin run %s      serve it with demo data; it is rebuilt and reloaded when you save a file\n",
                where.c_str());
    std::printf("  mortise plugin check %s    what a host or an operator would find wrong with it\n", where.c_str());
    std::printf("  mortise plugin pack %s     the package to hand out\n", where.c_str());
    return 0;
}

}  // namespace

void add_plugin_new(CLI::App& plugin, Options& options) {
    const auto asked = std::make_shared<NewPlugin>();
    auto& command = *plugin.add_subcommand(
        "new", "Write a plugin to begin from: it builds, and has a page, a table, routes, texts and a test");
    command.add_option("NAME", asked->id, "Its id, a domain of yours backwards and a name: com.example.stand-up")->required();
    command.add_option("--language", asked->language, "What it is written in")
        ->check(CLI::IsMember(workshop::languages()))
        ->capture_default_str();
    command.add_option("--directory", asked->directory, "The folder to make; the last part of NAME, here, if not given");
    command.footer(
        "Examples:\n"
        "  mortise plugin new com.example.stand-up\n"
        "  mortise plugin new com.example.stand-up --language c --directory plugins/stand-up");
    command.callback([asked, &options] { options.chosen = [asked] { return make(*asked); }; });
}

}  // namespace mortise::cli
