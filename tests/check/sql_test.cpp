// Which SQL of a library the rule `sql` finds fault with, and which it passes over.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broken_package.hpp"
#include "check/rule.hpp"

namespace mortise::check {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> found_in(const BrokenPackage& package, const std::string& source) {
    package.link("", source);
    const auto opened = open_package(package.path(), {});
    std::vector<std::string> texts;
    Run run{{opened, *parse_target("debian-12")}};
    for (const auto& finding : run.apply(*find_rule("sql")).findings) texts.push_back(finding.text);
    return texts;
}

// Texts in a row, each a constant of its own as C has them.
std::string constants(const std::vector<std::string>& texts) {
    std::string source = "__asm__(\".section .rodata\\n\"";
    for (const auto& text : texts) source += "\n\".string \\\"" + text + "\\\"\\n\"";
    return source + "\n\".text\");";
}

TEST(SqlRule, SaysWhatDoesNotPrepareOrReachesTooFar) {
    const BrokenPackage package;
    EXPECT_THAT(found_in(package, constants({"SELECT lost FROM broken_things", "DELETE FROM users WHERE id = :id",
                                             "UPDATE broken_things SET text = ?1", "SELECT id FROM broken_things ORDER id",
                                             "SELECT 1; SELECT 2", "INSERT INTO broken_things VALUES (1, 2)"})),
                ElementsAre(HasSubstr("broken may not delete from users"), HasSubstr("broken may not insert into broken_things"),
                            HasSubstr("not one statement"), HasSubstr("near \"id\": syntax error"),
                            HasSubstr("no such column: lost"), HasSubstr("a parameter is written :name, not ?1")));
}

TEST(SqlRule, PassesOverPartsAndWhatIsNoSql) {
    const BrokenPackage package;
    EXPECT_THAT(found_in(package, constants({"SELECT id, text FROM broken_things WHERE ", "INSERT INTO broken_things (", "DELETE",
                                             "UPDATE failed, sorry", "SELECT %s FROM broken_things", "WITH love, from me",
                                             "SELECT 1 FROM broken_things t WHERE t.id = m.id", "select lost from nowhere"})),
                IsEmpty());
}

TEST(SqlRule, FindsWhereRustLeavesNoEnds) {
    const BrokenPackage package;
    const std::string run = R"(__asm__(".section .rodata\n.string \"library/core/src/panicking.rs\"\n.ascii \"Notes)";
    const std::string end = R"(\"\n.byte 1\n.text");)";
    EXPECT_THAT(found_in(package, run + "SELECT id FROM broken_thingsSELECT text FROM broken_things WHERE id = :idcreated" + end),
                IsEmpty());
    EXPECT_THAT(found_in(package, run + "SELECT id FROM broken_thingsSELECT lost FROM broken_things WHERE id = :idcreated" + end),
                ElementsAre(HasSubstr("no such column: lost")));
    EXPECT_THAT(found_in(package, run + "SELECT  FROM broken_things WHERE SELECT id, textcreated" + end), IsEmpty()) << "pieces";
}

}  // namespace
}  // namespace mortise::check
