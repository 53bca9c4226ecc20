#include "accounts/secrets.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <set>

#include "with_database.hpp"

namespace mortise::accounts {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

const std::string pepper_text = "a pepper of more than thirty-two characters";

TEST(Secrets, tokens_are_256_bits_of_base64url_and_never_the_same) {
    std::set<std::string> tokens;
    for (int i = 0; i < 1000; ++i) {
        const auto token = random_token();
        EXPECT_THAT(token, MatchesRegex("[A-Za-z0-9_-]+"));
        EXPECT_EQ(token.size(), 43u);
        tokens.insert(token);
    }
    EXPECT_EQ(tokens.size(), 1000u);
}

TEST(Secrets, sha256_is_the_published_one) {
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Secrets, comparison_tells_equal_from_unequal) {
    EXPECT_TRUE(equal_in_constant_time("same", "same"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_FALSE(equal_in_constant_time("same", "sane"));
    EXPECT_FALSE(equal_in_constant_time("same", "same "));
}

TEST(Secrets, a_password_matches_its_own_hash_alone) {
    const auto hash = hash_password("a long enough password", cheap);
    EXPECT_THAT(hash, HasSubstr("$argon2id$"));
    EXPECT_TRUE(verify_password(hash, "a long enough password"));
    EXPECT_FALSE(verify_password(hash, "a long enough passwore"));
    EXPECT_FALSE(verify_password(hash, ""));
    EXPECT_NE(hash, hash_password("a long enough password", cheap));
}

TEST(Secrets, the_cost_is_the_one_asked_for) {
    EXPECT_THAT(hash_password("a long enough password", {.memory_kib = 64, .passes = 3}), HasSubstr("$m=64,t=3,p=1$"));
}

TEST(Secrets, what_is_no_hash_matches_nothing) {
    EXPECT_FALSE(verify_password("", "password"));
    EXPECT_FALSE(verify_password("!", "!"));
    EXPECT_FALSE(verify_password(std::string(5000, 'x'), "password"));
    EXPECT_FALSE(verify_password("$argon2id$v=19$m=8,t=1,p=1$", "password"));
}

TEST(Secrets, the_dummy_hash_is_a_real_one_made_once) {
    const auto& dummy = dummy_password_hash(cheap);
    EXPECT_THAT(dummy, HasSubstr("$m=8,t=1,p=1$"));
    EXPECT_FALSE(verify_password(dummy, ""));
    EXPECT_EQ(&dummy, &dummy_password_hash(cheap));
}

TEST(Pepper, needs_32_bytes) {
    EXPECT_THROW(Pepper{std::string(31, 'x')}, std::invalid_argument);
    EXPECT_THROW(Pepper{std::string(63, 'a')}, std::invalid_argument) << "hexadecimal digits are half a byte each";
    EXPECT_NO_THROW(Pepper{std::string(32, 'x')});
    EXPECT_NO_THROW(Pepper{std::string(64, 'a')});
}

TEST(Pepper, decides_what_comes_out) {
    const Pepper one{pepper_text}, same{pepper_text}, other{pepper_text + "!"};
    EXPECT_EQ(one.hash_api_key("key"), same.hash_api_key("key"));
    EXPECT_NE(one.hash_api_key("key"), one.hash_api_key("kez"));
    EXPECT_NE(one.hash_api_key("key"), other.hash_api_key("key"));
    EXPECT_EQ(one.csrf_token("session"), same.csrf_token("session"));
    EXPECT_NE(one.csrf_token("session"), one.csrf_token("another"));
    EXPECT_NE(one.csrf_token("session"), other.csrf_token("session"));
    EXPECT_THAT(one.hash_api_key("key"), MatchesRegex("[0-9a-f]+"));
    EXPECT_THAT(one.csrf_token("session"), MatchesRegex("[A-Za-z0-9_-]+"));
}

class PepperFile : public testing::Test {
protected:
    void expect_refused(std::string_view what) {
        try {
            Pepper::from_file(path);
            FAIL() << "was taken";
        } catch (const std::runtime_error& error) {
            EXPECT_THAT(error.what(), HasSubstr(path));
            EXPECT_THAT(error.what(), HasSubstr(std::string{what}));
        }
    }
    void put(std::string_view text, mode_t mode = 0600) {
        std::ofstream{path} << text;
        chmod(path.c_str(), mode);
    }

    const TemporaryFolder folder;
    std::string path = folder.path() / "pepper";
};

TEST_F(PepperFile, is_made_for_its_owner_alone_and_read_again) {
    path = folder.path() / "new" / "folder" / "pepper";
    const auto made = Pepper::from_file(path);
    struct stat state;
    ASSERT_EQ(stat(path.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777, 0600u);
    EXPECT_EQ(made.hash_api_key("key"), Pepper::from_file(path).hash_api_key("key"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder.path() / "new" / "folder"}, {}), 1);
}

TEST_F(PepperFile, is_refused_when_everybody_may_read_it) {
    put(pepper_text, 0604);
    expect_refused("chmod 600");
}

TEST_F(PepperFile, is_refused_when_empty_or_short) {
    put("");
    expect_refused("empty");
    put("short");
    expect_refused("at least 32");
}

TEST_F(PepperFile, is_refused_where_it_cannot_be) {
    put(pepper_text);
    path += "/below-a-file";
    expect_refused("");
}

TEST(PasswordRules, want_12_to_128_characters) {
    EXPECT_THAT(password_problem(""), HasSubstr("at least 12"));
    EXPECT_THAT(password_problem("kürbis-Boot"), HasSubstr("at least 12")) << "characters, not bytes";
    EXPECT_EQ(password_problem("kürbis-Boot7"), "");
    std::string longest;
    for (int i = 0; i < 32; ++i) longest += "äb" + std::to_string(10 + i * 7 % 89).substr(0, 2);
    EXPECT_EQ(password_problem(longest), "");
    EXPECT_THAT(password_problem(longest + "x"), HasSubstr("at most 128"));
}

class CommonPassword : public testing::TestWithParam<const char*> {};

TEST_P(CommonPassword, is_refused) { EXPECT_THAT(password_problem(GetParam()), HasSubstr("attacker tries")); }

INSTANTIATE_TEST_SUITE_P(All, CommonPassword,
                         testing::Values("password1234", "Password2024!", "P@ssw0rd!!!!", "!!password!!", "pass word 2024",
                                         "Passwort12345", "willkommen2025", "iloveyou1234", "administrator",
                                         "CorrectHorseBatteryStaple", "correct horse battery staple", "123456789012",
                                         "098765432109", "839201746352", "qwertyuiop12", "qwertzuiopü1", "abcdefghijkl",
                                         "aaaaaaaaaaaa", "aaaaaabbbbbb", "abababababab", "sunsetsunset", "lkjhgfdsapoi"));

class GoodPassword : public testing::TestWithParam<const char*> {};

TEST_P(GoodPassword, is_taken) { EXPECT_EQ(password_problem(GetParam()), ""); }

INSTANTIATE_TEST_SUITE_P(All, GoodPassword,
                         testing::Values("mortise-demo", "tenon joint oak 7", "Grünkohl&Pinkel", "passwordless oak door",
                                         "x7Kq-mmW2-rrT9"));

}  // namespace
}  // namespace mortise::accounts
