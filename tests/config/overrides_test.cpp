#include "config/overrides.hpp"

#include <gmock/gmock.h>

#include "support.hpp"

namespace mortise::config {
namespace {

constexpr const char* yaml =
    "server: {listen: 127.0.0.1:8080}\n"
    "database: {url: \"sqlite:data/m.db\"}\n"
    "access: access.yaml\n"
    "plugins:\n"
    "  directory: plugins\n"
    "  enabled:\n"
    "    impersonation: {settings: {minutes: 60}}\n"
    "    com.example.auto-stop: {}\n";

class Overrides : public ::testing::Test {
protected:
    std::optional<Settings> read(const std::vector<Override>& overrides) {
        folder.write("access.yaml", "");
        return read_settings(folder.write("mortise.yaml", yaml), overrides, problems);
    }
    std::string text() const { return folder.text_of(problems); }

    testing::Folder folder;
    Problems problems;
};

TEST_F(Overrides, ReplaceAddAndRemove) {
    const auto settings = read({{"server.listen", "127.0.0.1:0"},
                                {"sessions.idle", "1m"},
                                {"plugins.enabled.impersonation.settings.minutes", "5"},
                                {"plugins.enabled.\"com.example.auto-stop\".grants", "[scheduler]"},
                                {"plugins.enabled.audit-log", "{}"},
                                {"server.tls", "null"},
                                {"log", "{level: debug}"}});
    ASSERT_TRUE(settings) << text();
    EXPECT_EQ(settings->server.listen[0].port, 0);
    EXPECT_EQ(settings->sessions.idle, std::chrono::minutes{1});
    EXPECT_EQ(settings->log_level, "debug");
    ASSERT_EQ(settings->plugins.enabled.size(), 3u);
    EXPECT_EQ(settings->plugins.enabled[0].settings.at("minutes"), 5);
    EXPECT_EQ(settings->plugins.enabled[0].settings_node.find("minutes")->at.file,
              "--set plugins.enabled.impersonation.settings.minutes");
    EXPECT_THAT(settings->plugins.enabled[1].grants, ::testing::ElementsAre("scheduler"));
    EXPECT_EQ(settings->plugins.enabled[2].id, "audit-log");
}

TEST_F(Overrides, ANullDisablesAPlugin) {
    const auto settings = read({{"plugins.enabled.impersonation", "null"}});
    ASSERT_TRUE(settings) << text();
    ASSERT_EQ(settings->plugins.enabled.size(), 1u);
    EXPECT_EQ(settings->plugins.enabled[0].id, "com.example.auto-stop");
}

TEST_F(Overrides, TheLastOfTwoHolds) {
    const auto settings = read({{"server.workers", "3"}, {"server.workers", "4"}});
    ASSERT_TRUE(settings) << text();
    EXPECT_EQ(settings->server.workers, 4u);
}

TEST_F(Overrides, PathsAreRelativeToTheWorkingDirectory) {
    const std::string here = std::filesystem::current_path().string();
    const auto settings = read({{"database.url", "sqlite:m.db"}, {"plugins.directory", "p"}});
    ASSERT_TRUE(settings) << text();
    EXPECT_EQ(settings->database.url, "sqlite:" + here + "/m.db");
    EXPECT_EQ(settings->plugins.directory, here + "/p");
    EXPECT_EQ(settings->access_file, folder.path("access.yaml"));
}

struct RefusedSet {
    const char* name;
    Override override_;
    const char* problems;
};

std::ostream& operator<<(std::ostream& out, const RefusedSet& refused) { return out << refused.name; }

class RefusedOverride : public Overrides, public ::testing::WithParamInterface<RefusedSet> {};

TEST_P(RefusedOverride, NamesItsKey) {
    read({GetParam().override_});
    EXPECT_EQ(text(), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Refusals, RefusedOverride,
    ::testing::Values(
        RefusedSet{"unknown_key",
                {"server.listn", "127.0.0.1:1"},
                "--set server.listn: unknown key \"server.listn\"; did you mean \"listen\"?\n"},
        RefusedSet{"unknown_section",
                {"sever.listen", "127.0.0.1:1"},
                "--set sever.listen: unknown key \"sever\"; did you mean \"server\"?\n"},
        RefusedSet{"wrong_value",
                {"server.workers", "lots"},
                "--set server.workers: server.workers must be a whole number from 1 to 256\n"},
        RefusedSet{"inside_a_value",
                {"server.listen.port", "1"},
                "--set server.listen.port: \"listen\" is a single value, nothing can be set inside it\n"},
        RefusedSet{"no_value",
                {"server.node", ""},
                "--set server.node: has no value; write null to take the key away, or \"\" for an empty text\n"},
        RefusedSet{"needed", {"database", "null"}, "mortise.yaml:1:1: database is missing; add it\n"},
        RefusedSet{
            "no_key", {"", "1"}, "--set : is no dotted key; write it like server.listen, and quote a segment that holds a dot\n"},
        RefusedSet{"empty_segment",
                {"server..listen", "1"},
                "--set server..listen: is no dotted key; write it like server.listen, and quote a segment that holds a dot\n"},
        RefusedSet{"open_quote",
                {"plugins.enabled.\"com.example", "{}"},
                "--set plugins.enabled.\"com.example: is no dotted key; write it like server.listen, and quote a segment that "
                "holds a dot\n"},
        RefusedSet{"not_yaml", {"server.listen", "[1"}, "--set server.listen:2:1: not YAML: end of sequence flow not found\n"},
        RefusedSet{"anchor",
                {"server.node", "&a b"},
                "--set server.node:1:1: anchors (&name) are not read; write the value out where it is needed\n"}),
    [](const auto& info) { return info.param.name; });

TEST(SplitKey, TakesQuotedSegments) {
    EXPECT_THAT(split_key("a.\"b.c\".d").value(), ::testing::ElementsAre("a", "b.c", "d"));
    EXPECT_THAT(split_key("\"a\"").value(), ::testing::ElementsAre("a"));
    for (const char* key : {"", ".", "a.", ".a", "\"a", "\"a\"b", "a\"b\"", "\"\""}) EXPECT_FALSE(split_key(key)) << key;
}

}  // namespace
}  // namespace mortise::config
