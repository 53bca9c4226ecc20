#include "config/node.hpp"

#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>
#include <chrono>

#include "support.hpp"

namespace mortise::config {
namespace {

struct RefusedText {
    const char* name;
    std::string yaml;
    std::string problems;
};

std::ostream& operator<<(std::ostream& out, const RefusedText& refused) { return out << refused.name; }

class StrictYaml : public ::testing::TestWithParam<RefusedText> {};

TEST_P(StrictYaml, IsRefusedWithItsPosition) {
    Problems problems;
    EXPECT_FALSE(parse_yaml(GetParam().yaml, "f", problems));
    EXPECT_EQ(problems.text(), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Refusals, StrictYaml,
    ::testing::Values(
        RefusedText{"empty", "", "f: empty; a YAML document is expected\n"},
        RefusedText{"only_a_comment", "# nothing\n", "f: empty; a YAML document is expected\n"},
        RefusedText{"duplicate", "a: 1\nb: 2\na: 3\n", "f:3:1: duplicate key \"a\"; it stands already in line 1\n"},
        RefusedText{"duplicate_quoted", "a: 1\n\"a\": 3\n", "f:2:1: duplicate key \"a\"; it stands already in line 1\n"},
        RefusedText{"anchor", "a: &x 1\n", "f:1:4: anchors (&name) are not read; write the value out where it is needed\n"},
        RefusedText{"alias", "a: &x 1\nb: *x\n",
                "f:1:4: anchors (&name) are not read; write the value out where it is needed\n"
                "f:2:4: aliases (*name) are not read; write the value out\n"},
        RefusedText{"tag", "a: !!str 1\n", "f:1:4: tags (tag:yaml.org,2002:str) are not read; leave the tag out\n"},
        RefusedText{"tag_on_map", "a: !thing {b: 1}\n", "f:1:4: tags (!thing) are not read; leave the tag out\n"},
        RefusedText{"merge", "a:\n  <<: {b: 1}\n", "f:2:3: merge keys (<<) are not read; write the keys out\n"},
        RefusedText{"key_of_a_list", "? [a]\n: 1\n", "f:1:3: a key must be a plain text\n"},
        RefusedText{"second_document", "a: 1\n---\nb: 2\n", "f:2:1: a second document begins here; keep one document in a file\n"},
        RefusedText{"tab", "a:\n\tb: 1\n", "f:2:1: a tab in the indentation; indent with spaces\n"},
        RefusedText{"control_character", std::string{"a: \x01\n"},
                "f:1:4: not UTF-8 text, or a control character; save the file as UTF-8\n"},
        RefusedText{"nul_by_escape", "a: \"\\0\"\n", "f:1:4: an escape stands for a control character; leave it out\n"},
        RefusedText{"carriage_return", "a: 1\rb: 2\r\n", "f:1:5: not UTF-8 text, or a control character; save the file as UTF-8\n"},
        RefusedText{"unclosed_quote", "a: \"open\nb: 1\n", "f:3:2: not YAML: illegal EOF in scalar\n"},
        RefusedText{"content_after_the_end", "[1]\nb: 1\n", "f:2:1: a second document begins here; keep one document in a file\n"},
        RefusedText{"nul", std::string{"a: b\0c\n", 7}, "f:1:5: not UTF-8 text, or a control character; save the file as UTF-8\n"},
        RefusedText{"latin_1", "a: \xE9t\xE9\n", "f:1:4: not UTF-8 text, or a control character; save the file as UTF-8\n"},
        RefusedText{"utf_16",
                std::string{"\xFF\xFE"
                            "a\0:\0",
                            6},
                "f:1:1: not UTF-8 text, or a control character; save the file as UTF-8\n"},
        RefusedText{"too_large", "a: " + std::string(256 * 1024, 'x'), "f: larger than 256 KiB; make the file smaller\n"},
        RefusedText{"too_deep", std::string(33, '[') + std::string(33, ']'),
                "f:1:33: nested deeper than 32 levels; make the file flatter\n"},
        RefusedText{"all_at_once", "a: &x 1\nb: !t 2\na: 3\n",
                "f:1:4: anchors (&name) are not read; write the value out where it is needed\n"
                "f:2:4: tags (!t) are not read; leave the tag out\n"
                "f:3:1: duplicate key \"a\"; it stands already in line 1\n"}),
    [](const auto& info) { return info.param.name; });

TEST(StrictYaml, SaysWhereYamlIsBroken) {
    for (const char* yaml :
         {"a: [1, 2\n", "a: \"open\n", "a: 1\n b: 2\n", "a: b: c\n", "{a: 1}}\n", "a: 'x\n", "%YAML 9.9.9\n---\na: 1\n"}) {
        Problems problems;
        EXPECT_FALSE(parse_yaml(yaml, "f", problems)) << yaml;
        EXPECT_THAT(problems.text(), ::testing::StartsWith("f:")) << yaml;
    }
}

// A billion laughs costs nothing, for no alias is ever expanded; neither do other texts made to be slow.
TEST(StrictYaml, RefusesHostileTextQuickly) {
    std::string laughs = "a: &a [lol, lol]\n";
    for (char c = 'b'; c < 'z'; ++c) {
        laughs += std::string{c} + ": &" + c + " [";
        for (int i = 0; i < 9; ++i) laughs += std::string{"*"} + static_cast<char>(c - 1) + ",";
        laughs += "]\n";
    }
    std::string many = "[";
    for (int i = 0; i < 100'000; ++i) many += "1,";
    std::string block;
    for (int i = 0; i < 100'000; ++i) block += "- ";
    std::string maps;
    for (int i = 0; i < 80'000; ++i) maps += "{a: ";
    std::string questions;
    for (int i = 0; i < 80'000; ++i) questions += "? ";
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& yaml : {laughs, many + "1]", block, maps, questions, std::string(200'000, '{'),
                                    std::string(200'000, '['), std::string(200'000, '&')}) {
        Problems problems;
        EXPECT_FALSE(parse_yaml(yaml, "f", problems)) << yaml.substr(0, 20);
        EXPECT_FALSE(problems.empty());
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
}

TEST(StrictYaml, BoundsTheNumberOfValues) {
    std::string yaml;
    for (int i = 0; i < 10'000; ++i) yaml += "- 1\n";
    Problems problems;
    EXPECT_FALSE(parse_yaml(yaml, "f", problems));
    EXPECT_EQ(problems.text(), "f:10000:3: more than 10,000 values; make the file smaller\n");
}

TEST(StrictYaml, RefusesWhatIsNoFile) {
    const testing::Folder folder;
    Problems problems;
    EXPECT_FALSE(read_yaml(folder.path("absent.yaml"), problems));
    EXPECT_FALSE(read_yaml(folder.path(), problems));
    EXPECT_EQ(folder.text_of(problems), "absent.yaml: no such file; check the path\n" + folder.path() + ": not a regular file\n");
}

TEST(StrictYaml, KeepsOrderPositionsAndKinds) {
    Problems problems;
    const auto document = parse_yaml("b: 1\na:\n  - x\n  - {c: ~}\ntext: |\n  two\n  lines\n", "f", problems);
    ASSERT_TRUE(document) << problems.text();
    ASSERT_EQ(document->members.size(), 3u);
    EXPECT_EQ(document->members[0].first.scalar, "b");
    const Node& list = *document->find("a");
    EXPECT_EQ(list.kind, NodeKind::sequence);
    EXPECT_EQ(list.items[1].at.line, 4);
    EXPECT_EQ(list.items[1].at.column, 5);
    EXPECT_EQ(list.items[1].find("c")->kind, NodeKind::null);
    EXPECT_EQ(document->find("text")->scalar, "two\nlines\n");
    EXPECT_EQ(document->find("absent"), nullptr);
}

TEST(ToJson, FollowsTheCoreSchemaOfYaml12) {
    const std::pair<const char*, const char*> cases[] = {
        {"8", "8"},
        {"\"8\"", "\"8\""},
        {"'true'", "\"true\""},
        {"true", "true"},
        {"False", "false"},
        {"yes", "\"yes\""},
        {"off", "\"off\""},
        {"~", "null"},
        {"\"\"", "\"\""},
        {"-12", "-12"},
        {"+12", "12"},
        {"0x1F", "31"},
        {"0o17", "15"},
        {"010", "10"},
        {"1.5", "1.5E0"},
        {".5", "5E-1"},
        {"1e3", "1E3"},
        {"1.0.0", "\"1.0.0\""},
        {"1_000", "\"1_000\""},
        {"-", "[null]"},
        {"12:30", "\"12:30\""},
        {"1e999", "\"1e999\""},
        {"+-1", "\"+-1\""},
        {"0x-1", "\"0x-1\""},
        {"0o9", "\"0o9\""},
        {"9223372036854775808", "9.223372036854776E18"},
        {"{a: [1, b]}", "{\"a\":[1,\"b\"]}"},
    };
    for (const auto& [yaml, json] : cases) {
        Problems problems;
        const auto node = parse_yaml(yaml, "f", problems);
        ASSERT_TRUE(node) << yaml << problems.text();
        EXPECT_EQ(boost::json::serialize(to_json(*node)), json) << yaml;
    }
}

}  // namespace
}  // namespace mortise::config
