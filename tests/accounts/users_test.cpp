#include "accounts/users.hpp"

#include "with_database.hpp"

namespace mortise::accounts {
namespace {

class UsersTest : public WithDatabase {};

TEST_F(UsersTest, are_found_by_email_whatever_its_case) {
    const auto user = read([&](auto& connection) { return Users{connection}.by_email("MIA@Acme.Example"); });
    ASSERT_TRUE(user);
    EXPECT_EQ(user->id, mia);
    EXPECT_EQ(user->email, "mia@acme.example");
    EXPECT_EQ(user->name, "Mia Schröder");
    EXPECT_EQ(user->password_hash, "!");
    EXPECT_EQ(user->status, "ACTIVE");
    EXPECT_EQ(user->language, "");
}

TEST_F(UsersTest, that_are_not_there_are_nothing) {
    EXPECT_FALSE(read([&](auto& connection) { return Users{connection}.by_email("nobody@acme.example"); }));
    EXPECT_FALSE(read([&](auto& connection) { return Users{connection}.by_id(model::UserId::trusted(model::make_id())); }));
}

TEST_F(UsersTest, have_an_email_to_themselves) {
    EXPECT_EQ(error_of([&] { write([&](auto& connection) { Users{connection}.add("Mia@ACME.example", "Other", "!", start); }); }),
              storage::ErrorKind::constraint);
    EXPECT_EQ(error_of([&] { write([&](auto& connection) { Users{connection}.set_email(olivia, "MIA@acme.example"); }); }),
              storage::ErrorKind::constraint);
}

TEST_F(UsersTest, keep_their_memberships_sorted_under_a_new_name_and_email) {
    write([&](auto& connection) {
        Users{connection}.rename(mia, "Änne Schröder");
        Users{connection}.set_email(mia, "Aenne@acme.example");
    });
    EXPECT_EQ(text("SELECT sort_name FROM memberships WHERE user_id = '" + mia.string() + "'"), "änne schröder");
    EXPECT_EQ(text("SELECT sort_email FROM memberships WHERE user_id = '" + mia.string() + "'"), "aenne@acme.example");
    const auto user = read([&](auto& connection) { return Users{connection}.by_email("aenne@ACME.example"); });
    ASSERT_TRUE(user);
    EXPECT_EQ(user->name, "Änne Schröder");
    EXPECT_EQ(text("SELECT sort_name FROM memberships WHERE user_id = '" + olivia.string() + "'"), "olivia berg");
}

TEST_F(UsersTest, take_a_new_password_and_status) {
    write([&](auto& connection) {
        Users{connection}.set_password(mia, "another hash");
        Users{connection}.set_status(mia, "INACTIVE");
    });
    const auto user = read([&](auto& connection) { return Users{connection}.by_id(mia); });
    EXPECT_EQ(user->password_hash, "another hash");
    EXPECT_EQ(user->status, "INACTIVE");
}

TEST_F(UsersTest, that_are_strangers_cannot_be_changed) {
    const auto stranger = model::UserId::trusted(model::make_id());
    const auto change = [&](auto work) { return reason_of([&] { write([&](auto& connection) { work(Users{connection}); }); }); };
    EXPECT_EQ(change([&](Users users) { users.rename(stranger, "x"); }), "user_not_found");
    EXPECT_EQ(change([&](Users users) { users.set_email(stranger, "x@acme.example"); }), "user_not_found");
    EXPECT_EQ(change([&](Users users) { users.set_password(stranger, "x"); }), "user_not_found");
    EXPECT_EQ(change([&](Users users) { users.set_status(stranger, "INACTIVE"); }), "user_not_found");
}

}  // namespace
}  // namespace mortise::accounts
