// The packages that were built and the configuration that is shipped fit each other.
#include <gtest/gtest.h>

#include "config/access_rules.hpp"
#include "config/settings.hpp"
#include "plugins/registry.hpp"

namespace mortise::plugins {
namespace {

TEST(Manifests, FitTheShippedConfiguration) {
    config::Problems problems;
    const auto settings = config::read_settings(MORTISE_SOURCE_DIR "/config/mortise.yaml",
                                                {{"plugins.directory", MORTISE_BUILD_DIR "/plugins"}}, problems);
    ASSERT_TRUE(settings) << problems.text();
    const auto manifests = read_enabled(settings->plugins, problems);
    EXPECT_EQ(manifests.size(), 8u) << problems.text();
    const auto rules = config::read_access_rules(settings->access_file, problems);
    ASSERT_TRUE(rules) << problems.text();
    check_access(*rules, manifests, problems);
    EXPECT_TRUE(problems.all().empty()) << problems.text();
}

}  // namespace
}  // namespace mortise::plugins
