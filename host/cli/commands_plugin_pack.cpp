// plugin pack
#include <CLI/CLI.hpp>
#include <cstdio>

#include "accounts/secrets.hpp"
#include "check/pack.hpp"
#include "check/report.hpp"
#include "cli/beside_program.hpp"
#include "cli/options.hpp"

namespace mortise::cli {
namespace {

constexpr unsigned strictness = 5;

struct PackPlugin {
    std::string directory, file, target = "debian-12";
    bool unchecked = false;
};

// By the rules that read; SHA256SUMS is made anew whatever it says.
std::size_t count_findings(const check::Package& package, const check::Target& target) {
    check::Run run{{package, target}};
    std::size_t count = 0;
    for (const auto& rule : check::rules()) {
        if (rule.kind != check::Kind::reads || rule.strictness > strictness || rule.id == "sums") continue;
        const auto& outcome = run.apply(rule);
        count += outcome.findings.size();
        check::print_findings(stderr, outcome);
    }
    return count;
}

int pack(const PackPlugin& asked) {
    const auto package = check::open_package(asked.directory, own_plugins_folder());
    const auto target = check::parse_target(asked.target);
    if (!target) throw std::runtime_error{"no target " + asked.target + "; `mortise plugin check --help` says what it may be"};
    const bool whole = package.manifest && package.library;
    const auto findings = asked.unchecked && whole ? 0 : count_findings(package, *target);
    if (findings > 0) {
        std::fprintf(stderr, "mortise: not packed; `mortise plugin check %s` says more%s\n", asked.directory.c_str(),
                     whole ? ", --no-check packs it all the same" : "");
        return 1;
    }
    const std::filesystem::path file = asked.file.empty() ? check::archive_name(package) : asked.file;
    check::write_archive(package, file);
    const auto bytes = check::read_bytes(file);
    std::printf("%s  %s\n", accounts::sha256_hex(bytes).c_str(), file.c_str());
    return 0;
}

}  // namespace

void add_plugin_pack(CLI::App& plugin, Options& options) {
    const auto asked = std::make_shared<PackPlugin>();
    auto& command = *plugin.add_subcommand("pack", "Make the file in which a plugin is handed out: ID-VERSION-MACHINE.tar.gz");
    command.add_option("DIR", asked->directory, "The package, or the sources that it was built of")->required();
    command.add_option("-o,--output", asked->file, "The file to write; ID-VERSION-MACHINE.tar.gz, here, if not given");
    command.add_option("--target", asked->target, "The system it is to run on, as for `plugin check`")->capture_default_str();
    command.add_flag("--no-check", asked->unchecked, "Pack it whatever the rules find");
    command.footer("Prints the file's SHA-256 and name, as sha256sum does. The same package gives the same bytes.");
    command.callback([asked, &options] { options.chosen = [asked] { return pack(*asked); }; });
}

}  // namespace mortise::cli
