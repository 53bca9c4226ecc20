// docs/reference/check.md says of each rule what the list says of it, in the same order, and of no other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/rule.hpp"

namespace mortise::check {
namespace {

std::string text(std::string_view view) { return std::string{view}; }

TEST(Reference, SaysOfEachRuleWhatTheListSays) {
    const auto page = read_bytes(MORTISE_SOURCE_DIR "/docs/reference/check.md");
    std::size_t at = 0, sections = 0;
    for (const auto& rule : rules()) {
        const auto heading = "\n### `" + text(rule.id) + "`\n\nStrictness " + std::to_string(rule.strictness) + ": " +
                             text(rule.promise) + ".\n\n";
        const auto section = page.find(heading, at);
        ASSERT_NE(section, std::string::npos) << "is missing, or stands elsewhere: " << heading;
        at = section + heading.size();
        const auto why = page.substr(at, page.find("\n\nRemedy: ", at) - at);
        EXPECT_GT(why.size(), 40u) << rule.id;
        EXPECT_EQ(why.find("###"), std::string::npos) << rule.id;
        at += why.size();
        EXPECT_EQ(page.find("\n\nRemedy: " + text(rule.remedy) + ".\n", at), at) << rule.id;
    }
    for (auto next = page.find("\n### "); next != std::string::npos; next = page.find("\n### ", next + 1)) ++sections;
    EXPECT_EQ(sections, rules().size());
}

}  // namespace
}  // namespace mortise::check
