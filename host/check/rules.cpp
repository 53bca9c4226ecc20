#include <algorithm>

#include "check/dynamic.hpp"
#include "check/static_rules.hpp"

namespace mortise::check {
namespace {

constexpr std::string_view by_sdk = "link it as mortise_add_plugin() does";

// First whether there is something to look at, then how the library is linked, then what a host and its other plugins would
// refuse, then what surprises people.
std::vector<Rule> static_rules() {
    using enum Kind;
    const std::vector<std::string_view> on_library{"library"}, on_manifest{"manifest"},
        on_both{"manifest", "library", "migrations"};
    return {
        {"manifest", 1, "plugin.yaml is one that a host reads", "write it as the reference of plugin.yaml says", reads,
         manifest_reads},
        {"library", 1, "the library is there, whole, and built for this kind of machine", "build the package again, here", reads,
         library_is_readable},
        {"sources", 1, "manifest, pages, texts and migrations of the package are those of the sources", "build it again", reads,
         is_of_the_sources},
        {"exports", 1, "the library exports mortise_module_v1 and no other name", by_sdk, reads, exports_one_name, on_library},
        {"unique-symbols", 1, "no symbol of the library is unique in the process", by_sdk, reads, has_no_unique_symbols,
         on_library},
        {"run-path", 1, "the library names no folder to look for other libraries in", by_sdk, reads, has_no_run_path, on_library},
        {"executable-stack", 1, "the library leaves stacks not executable", by_sdk, reads, has_no_executable_stack, on_library},
        {"text-relocations", 1, "the library's code stays as it is in the file",
         "compile all of it with -fPIC, static libraries in it too", reads, has_no_text_relocations, on_library},
        {"bound-at-load", 3, "what the library needs is looked up when it is loaded, and never later", by_sdk, reads,
         is_bound_at_load, on_library},
        {"read-only-relocations", 3, "the library's tables of addresses cannot be written once it is loaded", by_sdk, reads,
         has_read_only_relocations, on_library},
        {"build-id", 4, "the library has a build id", by_sdk, reads, has_build_id, on_library},
        {"symbol-versions", 2, "the library needs no newer C or C++ library than the target has",
         "build on the oldest system that it is to run on", reads, fits_the_target, on_library},
        {"plain-libraries", 6, "the library needs no other libraries than every system has", "link them statically", reads,
         needs_plain_libraries, on_library},
        {"clashes", 2, "no route, table, permission, element or event is also another's, the host's or a plugin's at hand",
         "give it a name of the plugin's own", reads, clashes_with_nothing, on_manifest},
        {"migrations", 2, "migrations are in order, run, and make the tables that the manifest calls own",
         "mend a migration that nobody has applied yet; else write a new one", reads, migrations_run, on_manifest},
        {"sql", 3, "SQL that the library holds prepares, on tables and columns that the manifest declares",
         "mend the statement, or declare under tables what it reaches", reads, statements_prepare, on_both},
        {"web-modules", 3, "what a module imports from the package is in it", "put the file there, or take the import out", reads,
         modules_are_there},
        {"locales", 4, "English and German have the same texts", "add what is missing", reads, locales_agree},
        {"sums", 2, "SHA256SUMS names every file of the package, with its hash", "pack it again: mortise plugin pack", reads,
         sums_are_right},
        {"readme", 7, "there is a README.md", "say what it does, to whom its permissions go, and what its settings are", reads,
         has_readme},
    };
}

// As they are in the registry of the dynamic rules, each on a plugin that can be loaded and asked.
std::vector<Rule> with_dynamic(std::vector<Rule> all) {
    for (const auto& rule : dynamic_rules()) {
        const auto find = [&rule](const Question& question) {
            std::vector<Finding> findings;
            const auto required = question.package.required_migrations();
            for (auto& text : run_dynamic(rule, *question.package.manifest, question.seed, question.limits, required))
                findings.push_back({{question.package.library_file()}, std::move(text)});
            return findings;
        };
        all.push_back({rule.name,
                       rule.strictness,
                       rule.promise,
                       rule.remedy,
                       Kind::runs,
                       find,
                       {"manifest", "library", "exports", "migrations"}});
    }
    return all;
}

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = with_dynamic(static_rules());
    return all;
}

const Rule* find_rule(std::string_view id) {
    const auto found = std::ranges::find(rules(), id, &Rule::id);
    return found == rules().end() ? nullptr : &*found;
}

const Outcome& Run::apply(const Rule& rule) {
    for (const auto& outcome : outcomes_)
        if (outcome->rule == &rule) return *outcome;
    Outcome outcome{&rule, {}, {}, {}};
    for (const auto needed : rule.needs)
        if (const auto& before = apply(*find_rule(needed)); outcome.skipped_for.empty())
            if (!before.findings.empty() || !before.skipped_for.empty()) outcome.skipped_for = needed;
    if (outcome.skipped_for.empty()) {
        const auto began = std::chrono::steady_clock::now();
        outcome.findings = rule.find(question_);
        outcome.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    }
    outcomes_.push_back(std::make_unique<Outcome>(std::move(outcome)));
    return *outcomes_.back();
}

}  // namespace mortise::check
