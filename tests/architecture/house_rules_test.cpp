#include "architecture/house_rules.hpp"

#include <gmock/gmock.h>

#include "architecture/temporary_tree.hpp"

namespace mortise::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(HouseRules, HoldForEveryFileOfTheProject) { EXPECT_THAT(check_house_rules(MORTISE_SOURCE_DIR), IsEmpty()); }

TEST(HouseRules, FindAPathOfOneMachine) {
    const TemporaryTree tree;
    tree.write("docs/a.md", std::string{"See `/ho"} + "me/someone/notes`.\nSee https://example.org/home/x and /api/v1/user.\n");
    EXPECT_THAT(check_house_rules(tree.root()), ElementsAre("docs/a.md:1: a path of one machine"));
}

TEST(HouseRules, FindUnfinishedWorkAndTestsThatAreOff) {
    const TemporaryTree tree;
    tree.write("host/a.cpp", std::string{"\n// TO"} + "DO: later\n");
    tree.write("tests/b.cpp", std::string{"GTEST_S"} + "KIP();\n");
    EXPECT_THAT(check_house_rules(tree.root()),
                ElementsAre("host/a.cpp:2: a note of unfinished work", "tests/b.cpp:1: a test that is switched off"));
}

TEST(HouseRules, CountTheLinesOfCodeButNotOfProse) {
    const TemporaryTree tree;
    tree.write("host/long.cpp", std::string(351, '\n'));
    tree.write("host/just.cpp", std::string(350, '\n'));
    tree.write("docs/long.md", std::string(351, '\n'));
    EXPECT_THAT(check_house_rules(tree.root()), ElementsAre("host/long.cpp:351: longer than 350 lines"));
}

TEST(HouseRules, LeaveAloneWhatIsMade) {
    const TemporaryTree tree;
    tree.write("build/long.cpp", std::string(400, '\n'));
    tree.write("host/web/node_modules/x/long.js", std::string(400, '\n'));
    EXPECT_THAT(check_house_rules(tree.root()), IsEmpty());
}

}  // namespace
}  // namespace mortise::architecture
