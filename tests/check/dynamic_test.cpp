// Each dynamic rule finds the plugin that was broken for it, and no other rule does; first-party plugins pass them all.
#include "check/dynamic.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace mortise::check {
namespace {

// The one plugin that hangs does so under this rule.
ChildLimits limits_of(const DynamicRule& rule) {
    if (rule.name == "keeps-trying") return {std::chrono::milliseconds{600}};
    return {};
}

plugins::Manifest manifest_of(const std::string& folder) {
    config::Problems problems;
    auto manifest = plugins::read_manifest(folder, problems);
    if (!manifest) throw std::runtime_error{problems.text()};
    return std::move(*manifest);
}

Findings run_all_rules(const plugins::Manifest& manifest) {
    Findings findings;
    for (const auto& rule : dynamic_rules())
        for (const auto& finding : run_dynamic(rule, manifest, 1, limits_of(rule)))
            findings.push_back(std::string{rule.name} + ": " + finding);
    return findings;
}

TEST(DynamicRules, FindThePluginThatIsBrokenForThemAlone) {
    for (const auto& rule : dynamic_rules()) {
        const auto manifest = manifest_of(MORTISE_BUILD_DIR "/broken/" + std::string{rule.name} + "/broken");
        const auto findings = run_all_rules(manifest);
        EXPECT_FALSE(findings.empty()) << rule.name << " found nothing";
        for (const auto& finding : findings) EXPECT_EQ(finding.rfind(std::string{rule.name} + ": ", 0), 0u) << finding;
    }
}

TEST(DynamicRules, FindNothingWhereNothingIsWrong) {
    EXPECT_EQ(run_all_rules(manifest_of(MORTISE_BUILD_DIR "/broken/nothing/broken")), Findings{});
}

TEST(DynamicRules, FindNothingInFirstPartyPlugins) {
    for (const char* plugin : {"accounts-tab", "api-key-admin", "api-keys", "audit-log", "directory", "impersonation",
                               "time-tracker", "timer-control"})
        EXPECT_EQ(run_all_rules(manifest_of(MORTISE_BUILD_DIR "/plugins/" + std::string{plugin})), Findings{}) << plugin;
}

}  // namespace
}  // namespace mortise::check
