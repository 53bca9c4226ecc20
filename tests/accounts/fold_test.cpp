#include <gtest/gtest.h>

#include "accounts/users.hpp"

namespace mortise::accounts {
namespace {

TEST(Fold, lowers_ascii_and_leaves_the_rest_of_it) { EXPECT_EQ(fold("Mia@ACME.example [Z]"), "mia@acme.example [z]"); }

TEST(Fold, lowers_latin_1) {
    EXPECT_EQ(fold("ÄÖÜ ÀÉÎÕÞ"), "äöü àéîõþ");
    EXPECT_EQ(fold("äöüß÷×ÿ"), "äöüß÷×ÿ");
}

TEST(Fold, lowers_latin_extended_a) {
    EXPECT_EQ(fold("ĀĂĄĆ ĦĲĴ ĹĽŁŇ ŊŒŠŶ ŹŻŽ"), "āăąć ħĳĵ ĺľłň ŋœšŷ źżž");
    EXPECT_EQ(fold("āıĸŉźž"), "āıĸŉźž");
}

TEST(Fold, knows_the_four_that_leave_the_block_or_the_step) {
    EXPECT_EQ(fold("İ"), "i");
    EXPECT_EQ(fold("Ÿ"), "ÿ");
    EXPECT_EQ(fold("ſ"), "s");
    EXPECT_EQ(fold("Ŀ"), "ŀ");
}

TEST(Fold, leaves_other_alphabets_and_broken_bytes) {
    EXPECT_EQ(fold("Жук 漢字 😀"), "Жук 漢字 😀");
    EXPECT_EQ(fold("A\xC3"), "a\xC3");
    EXPECT_EQ(fold("\xC4\x41\xFF"), "\xC4\x61\xFF");
}

}  // namespace
}  // namespace mortise::accounts
