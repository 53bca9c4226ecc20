#include "architecture/include_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "architecture/temporary_tree.hpp"

namespace mortise::architecture {
namespace {

std::string listed(const std::vector<Violation>& violations) {
    std::string text;
    for (const auto& violation : violations)
        text += violation.file + ":" + std::to_string(violation.line) + ": " + violation.text + "\n";
    return text;
}

TEST(IncludeTable, HoldsForEveryFileOfTheProject) { EXPECT_EQ(listed(check_includes(MORTISE_SOURCE_DIR)), ""); }

struct Planted {
    const char* file;
    const char* include;
    const char* found;  // in the violation's text; empty: it is allowed
};

void PrintTo(const Planted& planted, std::ostream* out) { *out << planted.file << " includes " << planted.include; }

class PlantedInclude : public testing::TestWithParam<Planted> {};

TEST_P(PlantedInclude, IsJudgedByTheTable) {
    const auto& planted = GetParam();
    const TemporaryTree tree;
    tree.write(planted.file, std::string{"// Text.\n#include "} + planted.include + "\n");
    const auto violations = check_includes(tree.root());
    if (std::string_view{planted.found}.empty()) {
        EXPECT_EQ(listed(violations), "");
        return;
    }
    ASSERT_EQ(violations.size(), 1U) << listed(violations);
    EXPECT_EQ(violations[0].file, planted.file);
    EXPECT_EQ(violations[0].line, 2);
    EXPECT_NE(violations[0].text.find(planted.found), std::string::npos) << violations[0].text;
}

INSTANTIATE_TEST_SUITE_P(Refused, PlantedInclude,
                         testing::Values(Planted{"host/model/a.hpp", "\"storage/database.hpp\"", "does not name it"},
                                         Planted{"host/model/a.hpp", "<boost/json/value.hpp>", "another door"},
                                         Planted{"host/pipeline/a.cpp", "\"http/server.hpp\"", "does not name it"},
                                         Planted{"host/pipeline/a.cpp", "<boost/asio/post.hpp>", "another door"},
                                         Planted{"host/http/a.cpp", "\"accounts/users.hpp\"", "does not name it"},
                                         Planted{"host/access/a.hpp", "\"config/settings.hpp\"", "does not name it"},
                                         Planted{"host/accounts/a.cpp", "<soci/soci.h>", "another door"},
                                         Planted{"host/plugins/a.cpp", "<mortise/plugin.hpp>", "does not name it"},
                                         Planted{"host/config/a.cpp", "<valijson/schema.hpp>", "another door"},
                                         Planted{"host/endpoints/a.cpp", "<sodium.h>", "another door"},
                                         Planted{"host/storage/a.cpp", "<spdlog/spdlog.h>", "another door"},
                                         Planted{"host/events/a.cpp", "<libpq-fe.h>", "does not name it"},
                                         Planted{"plugins/one/one.cpp", "\"model/id.hpp\"", "does not name it"},
                                         Planted{"plugins/one/one.cpp", "\"../two/two.hpp\"", "does not name it"},
                                         Planted{"plugins/one/one.cpp", "<boost/asio/post.hpp>", "another door"},
                                         Planted{"sdk/include/mortise/abi/a.h", "<string.h>", "alone"},
                                         Planted{"sdk/include/mortise/abi/a.h", "<mortise/plugin.hpp>", "does not name it"},
                                         Planted{"sdk/include/mortise/plugin.hpp", "<boost/json.hpp>", "another door"}));

INSTANTIATE_TEST_SUITE_P(
    Allowed, PlantedInclude,
    testing::Values(Planted{"host/model/a.cpp", "<sys/random.h>", ""}, Planted{"host/http/a.cpp", "<boost/beast/http.hpp>", ""},
                    Planted{"host/http/a.cpp", "\"observe/log.hpp\"", ""}, Planted{"host/storage/a.cpp", "<soci/soci.h>", ""},
                    Planted{"host/access/a.hpp", "\"config/access_rules.hpp\"", ""},
                    Planted{"host/plugins/a.cpp", "<mortise/abi/v1.h>", ""}, Planted{"host/main.cpp", "\"http/server.hpp\"", ""},
                    Planted{"plugins/one/one.cpp", "<mortise/plugin.hpp>", ""},
                    Planted{"sdk/include/mortise/json.hpp", "<boost/json/value.hpp>", ""},
                    Planted{"sdk/include/mortise/abi/a.h", "<stdint.h>", ""}));

TEST(IncludeTable, SeesADirectiveHoweverItIsSpaced) {
    const TemporaryTree tree;
    tree.write("host/storage/a.cpp", "\n  #  include<CLI/CLI.hpp> // for flags\n");
    EXPECT_EQ(listed(check_includes(tree.root())), "host/storage/a.cpp:2: CLI/CLI.hpp: CLI11 has another door\n");
}

TEST(IncludeTable, KnowsTheRoomOfEveryFile) {
    const TemporaryTree tree;
    tree.write("host/lobby/a.cpp", "#include <string>\n");
    const auto violations = check_includes(tree.root());
    ASSERT_EQ(violations.size(), 1U) << listed(violations);
    EXPECT_EQ(violations[0].text, "no room of the include table holds this file");
}

TEST(IncludeTable, WantsASourceToBeginWithItsOwnHeader) {
    const TemporaryTree tree;
    tree.write("host/model/a.hpp", "#pragma once\n");
    tree.write("host/model/a.cpp", "#include <string>\n#include \"model/a.hpp\"\n");
    const auto violations = check_includes(tree.root());
    ASSERT_EQ(violations.size(), 1U) << listed(violations);
    EXPECT_EQ(violations[0].text, "the first include is not model/a.hpp");
}

TEST(IncludeTable, LetsAPluginIncludeItsOwnFiles) {
    const TemporaryTree tree;
    tree.write("plugins/one/rows.hpp", "#pragma once\n");
    tree.write("plugins/one/one.cpp", "#include \"rows.hpp\"\n");
    EXPECT_EQ(listed(check_includes(tree.root())), "");
}

TEST(IncludeTable, NamesOnlyLibrariesThatItKnows) {
    for (const auto& room : rooms())
        for (const auto& name : room.third_party) {
            const auto known = std::ranges::any_of(libraries(), [&](const Library& library) { return library.name == name; });
            EXPECT_TRUE(known) << room.path << " names " << name;
        }
}

}  // namespace
}  // namespace mortise::architecture
