#include "accounts/key_format.hpp"

#include <gmock/gmock.h>

#include "accounts/secrets.hpp"

namespace mortise::accounts {
namespace {

const auto id = *model::ApiKeyId::parse("0123456789abcdef01234567");

std::array<unsigned char, 32> all_bytes(unsigned char byte) {
    std::array<unsigned char, 32> secret;
    secret.fill(byte);
    return secret;
}

TEST(KeyFormat, has_one_length_and_shape_whatever_the_secret) {
    for (const auto& secret : {all_bytes(0), all_bytes(1), all_bytes(255), random_bytes()}) {
        const auto key = format_key(id, secret);
        EXPECT_EQ(key.size(), key_length);
        EXPECT_THAT(key, testing::MatchesRegex("mk_0123456789abcdef01234567_[0-9A-Za-z]+"));
        EXPECT_EQ(id_of_key(key), id);
    }
}

// Made elsewhere, with zlib: keys that are out there stay valid.
TEST(KeyFormat, is_what_it_always_was) {
    EXPECT_EQ(format_key(id, all_bytes(0)), "mk_0123456789abcdef01234567_00000000000000000000000000000000000000000000O8tsD");
    EXPECT_EQ(format_key(id, all_bytes(255)), "mk_0123456789abcdef01234567_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp13UdQ4b");
}

TEST(KeyFormat, notices_every_changed_character) {
    const auto key = format_key(id, random_bytes());
    for (std::size_t i = 0; i < key.size(); ++i) {
        auto changed = key;
        changed[i] = changed[i] == '7' ? '8' : '7';
        EXPECT_FALSE(id_of_key(changed)) << i;
    }
}

TEST(KeyFormat, notices_neighbours_that_changed_places) {
    const auto key = format_key(id, random_bytes());
    for (std::size_t i = 1; i < key.size(); ++i) {
        auto changed = key;
        std::swap(changed[i - 1], changed[i]);
        if (changed == key) continue;
        EXPECT_FALSE(id_of_key(changed)) << i;
    }
}

TEST(KeyFormat, refuses_what_is_no_key) {
    const auto key = format_key(id, random_bytes());
    for (const auto& text : {std::string{}, std::string{"mk_"}, key + "0", key.substr(0, key.size() - 1), " " + key,
                             std::string(key_length, 'a'), std::string(key_length, '\0'), std::string(100'000, 'm')})
        EXPECT_FALSE(id_of_key(text));
}

TEST(KeyFormat, hints_at_the_last_four_characters) { EXPECT_EQ(hint_of_key("mk_0123_somethingab12"), "mk_…ab12"); }

}  // namespace
}  // namespace mortise::accounts
