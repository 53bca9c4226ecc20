#include "config/text.hpp"

#include <gtest/gtest.h>

namespace mortise::config {
namespace {

using namespace std::chrono_literals;

TEST(Duration, HasAUnit) {
    EXPECT_EQ(parse_duration("500ms"), 500ms);
    EXPECT_EQ(parse_duration("10s"), 10s);
    EXPECT_EQ(parse_duration("15m"), 15min);
    EXPECT_EQ(parse_duration("12h"), 12h);
    for (const char* text : {"", "10", "s", "1.5s", "-1s", "1 s", "1S", "1d", "1s ", "99999999999999999999s", "9999999999h"})
        EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(Size, HasAUnit) {
    EXPECT_EQ(parse_size("7B"), 7u);
    EXPECT_EQ(parse_size("1KiB"), 1024u);
    EXPECT_EQ(parse_size("16KiB"), 16u * 1024);
    EXPECT_EQ(parse_size("1MiB"), 1024u * 1024);
    EXPECT_EQ(parse_size("2GiB"), 2048ull * 1024 * 1024);
    for (const char* text : {"", "10", "KiB", "1kB", "1K", "-1KiB", "1 KiB", "18446744073709551615GiB"})
        EXPECT_FALSE(parse_size(text)) << text;
}

TEST(Closest, IsAtMostTwoEditsAway) {
    const std::vector<std::string> known{"listen", "admin-listen", "tls"};
    EXPECT_EQ(closest("listn", known), "listen");
    EXPECT_EQ(closest("lisetn", known), "listen");
    EXPECT_EQ(closest("tsl", known), "tls");
    EXPECT_EQ(closest("workers", known), "");
    EXPECT_EQ(closest(std::string(100'000, 'x'), known), "");
}

TEST(BadCharacter, IsFoundWhereItStands) {
    EXPECT_FALSE(find_bad_character("plain \tö 漢 😀\r\n"));
    const std::pair<std::string, std::size_t> cases[] = {{"a\x80", 1},        {"\xC0\x80", 0},          {"ab\xE0\x80\x80", 2},
                                                         {"\xED\xA0\x80", 0}, {"\xF4\x90\x80\x80", 0},  {"\xF0\x9F\x98", 0},
                                                         {"a\x7F", 1},        {std::string{"\0", 1}, 0}};
    for (const auto& [text, offset] : cases) EXPECT_EQ(find_bad_character(text), offset);
}

TEST(Identifier, IsLowerCaseWithDotsAndHyphens) {
    for (const char* text : {"a", "timer-control", "com.example.auto-stop", "timers.stop-others", "a1"})
        EXPECT_TRUE(is_identifier(text)) << text;
    for (const char* text : {"", "A", "1a", "a_b", "a b", "a.", "a-", ".a", "a/b", "../a"})
        EXPECT_FALSE(is_identifier(text)) << text;
    EXPECT_FALSE(is_identifier(std::string(65, 'a')));
}

}  // namespace
}  // namespace mortise::config
