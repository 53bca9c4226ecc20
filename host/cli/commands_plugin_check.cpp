// plugin check
#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <random>

#include "check/report.hpp"
#include "cli/beside_program.hpp"
#include "cli/options.hpp"
#include "cli/program.hpp"
#include "config/text.hpp"

namespace mortise::cli {
namespace {

constexpr int exit_findings = 1;

struct CheckPlugin {
    std::string directory, only, target = "debian-12";
    unsigned strictness = 5;
    std::optional<std::uint64_t> seed;
    bool list = false;
};

int refuse(const std::string& why) {
    std::fprintf(stderr, "mortise: %s\n", why.c_str());
    return exit_usage;
}

std::vector<std::string> rule_ids() {
    std::vector<std::string> ids;
    for (const auto& rule : check::rules()) ids.emplace_back(rule.id);
    return ids;
}

int list_rules(bool as_json) {
    if (as_json) std::puts(boost::json::serialize(check::describe_rules()).c_str());
    else
        for (const auto& rule : check::rules())
            std::printf("%2u  %-22.*s  %.*s\n", rule.strictness, int(rule.id.size()), rule.id.data(), int(rule.promise.size()),
                        rule.promise.data());
    return 0;
}

int check_plugin(const CheckPlugin& asked, bool as_json) {
    if (asked.list) return list_rules(as_json);
    if (asked.directory.empty()) return refuse("name the folder of a plugin, or --list the rules");
    if (!asked.only.empty() && !check::find_rule(asked.only))
        return refuse("no rule " + config::quote(asked.only) + config::suggestion(asked.only, rule_ids()));
    const auto target = check::parse_target(asked.target);
    if (!target)
        return refuse(config::quote(asked.target) + " is no target; write glibc=2.36,glibcxx=3.4.30, or one of " +
                      config::join(check::known_targets()));
    try {
        const auto package = check::open_package(asked.directory, own_plugins_folder());
        const auto seed = asked.seed ? *asked.seed : std::random_device{}();
        check::Report report{package, {package, *target, seed}, asked.strictness, asked.only};
        report.run(as_json ? nullptr : stdout);
        if (as_json) std::puts(boost::json::serialize(report.as_json()).c_str());
        return report.count() == 0 ? 0 : exit_findings;
    } catch (const check::NoPackage& problem) {
        return refuse(problem.what());
    }
}

}  // namespace

void add_plugin_check(CLI::App& plugin, Options& options) {
    const auto asked = std::make_shared<CheckPlugin>();
    auto& command = *plugin.add_subcommand("check", "Look at a plugin as a host, an operator and a hostile client would");
    command.add_option("DIR", asked->directory, "The package, or the sources that it was built of");
    command.add_option("--strictness", asked->strictness, "Apply the rules up to this one, 1 to 10")
        ->check(CLI::Range(1, 10))
        ->capture_default_str();
    command.add_option("--target", asked->target, "The system it is to run on, or glibc=2.36,glibcxx=3.4.30,cxxabi=1.3.13")
        ->capture_default_str();
    command.add_option("--only", asked->only, "Apply this rule alone");
    command.add_option("--seed", asked->seed, "Of the inputs that handlers are given; chosen, and printed, if not given");
    command.add_flag("--list", asked->list, "Print the rules: strictness, name, what they hold a plugin to");
    command.add_flag("--json", options.as_json, "Print JSON");
    command.footer(
        "Exit status: 0 nothing found, 1 something found, 2 there is nothing to check. Examples:\n"
        "  mortise plugin check stand-up\n"
        "  mortise plugin check stand-up --strictness 10 --target debian-11\n"
        "  mortise plugin check stand-up --only hostile-input --seed 7");
    command.callback([asked, &options] { options.chosen = [asked, &options] { return check_plugin(*asked, options.as_json); }; });
}

}  // namespace mortise::cli
