// What plugins are held to by `mortise plugin check`, by running them under the fake host: it finds nothing in any language's.
#include <gtest/gtest.h>

#include "check/dynamic.hpp"
#include "languages/world.hpp"

namespace mortise::languages {
namespace {

TEST(LanguagesUnderTheRules, HaveNothingFoundInThem) {
    for (const auto& language : all_languages()) {
        config::Problems problems;
        const auto manifest = plugins::read_manifest(MORTISE_BUILD_DIR "/test-languages/" + language.id, problems);
        ASSERT_TRUE(manifest) << problems.text();
        for (const auto& rule : check::dynamic_rules())
            EXPECT_EQ(check::run_dynamic(rule, *manifest, 1), check::Findings{}) << language.id << ": " << rule.name;
    }
}

}  // namespace
}  // namespace mortise::languages
