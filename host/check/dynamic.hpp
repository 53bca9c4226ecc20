// Rules of `mortise plugin check` that run the plugin, under the SDK's fake host (mortise/testing/). Each runs in a child of its
// own, with a limit on its time; whatever happens to the child is a finding of its rule. dynamic_rules.cpp is the list.
#pragma once

#include <mortise/abi/v1.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/child.hpp"
#include "plugins/manifest.hpp"
#include "storage/migrations.hpp"

namespace mortise::check {

// The plugin, loaded. In the child alone.
struct Trial {
    const plugins::Manifest& manifest;
    mortise_module_v1_fn entry = nullptr;
    std::uint64_t seed = 0;                                // of the inputs
    std::span<const storage::MigrationSet> required = {};  // of the plugins that it requires

    const mortise_module& module() const { return *entry(); }
};

// Sentences for people, each naming the handler or function that it is about.
using Findings = std::vector<std::string>;

struct DynamicRule {
    std::string_view name;
    unsigned strictness;       // from which on it is applied
    std::string_view promise;  // what a plugin that passes does
    std::string_view remedy;
    Findings (*run)(const Trial&);
};

const std::vector<DynamicRule>& dynamic_rules();

// What is wrong by one rule, found in a child. `manifest` is that of a package, with the library in its folder; `required` makes
// the tables of the plugins that it requires.
Findings run_dynamic(const DynamicRule& rule, const plugins::Manifest& manifest, std::uint64_t seed,
                     const ChildLimits& limits = {}, std::span<const storage::MigrationSet> required = {});

Findings entry_idempotent(const Trial& trial);
Findings descriptor_agrees(const Trial& trial);
Findings answers_once(const Trial& trial);
Findings extension_absent(const Trial& trial);
Findings tables_cut(const Trial& trial);
Findings services_fail(const Trial& trial);
Findings keeps_trying(const Trial& trial);
Findings hostile_input(const Trial& trial);
Findings calls_at_once(const Trial& trial);
Findings lives_often(const Trial& trial);
Findings request_memory(const Trial& trial);

}  // namespace mortise::check
