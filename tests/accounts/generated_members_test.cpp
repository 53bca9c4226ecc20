#include "accounts/generated_members.hpp"

#include "with_database.hpp"

namespace mortise::accounts {
namespace {

class GeneratedMembers : public WithDatabase {
protected:
    void generate(const model::WorkspaceId& workspace, std::size_t count) {
        write([&](auto& connection) { generate_members(connection, workspace, count, start); });
    }
};

TEST_F(GeneratedMembers, are_as_many_as_asked_for_and_go_on_where_they_stopped) {
    generate(acme, 300);
    generate(acme, 200);
    generate(globex, 10);
    EXPECT_EQ(number("SELECT count(*) FROM memberships m JOIN workspaces w ON w.id = m.workspace_id WHERE w.name = 'Acme'"), 502);
    EXPECT_EQ(number("SELECT count(*) FROM memberships m JOIN workspaces w ON w.id = m.workspace_id WHERE w.name = 'Globex'"),
              10);
    EXPECT_EQ(number("SELECT count(DISTINCT email_folded) FROM users"), 512);
    EXPECT_GT(number("SELECT count(DISTINCT sort_name) FROM memberships"), 400);
}

TEST_F(GeneratedMembers, are_seen_like_any_other_and_cannot_sign_in) {
    generate(acme, 3);
    const auto id = model::UserId::trusted(text("SELECT id FROM users WHERE email LIKE 'member-0000002@%'"));
    const auto view = read([&](auto& connection) { return Workspaces{connection}.seen_by(id, acme); });
    ASSERT_TRUE(view);
    EXPECT_EQ(view->role, "member");
    EXPECT_FALSE(verify_password(text("SELECT password_hash FROM users WHERE id = '" + id.string() + "'"), "!"));
    EXPECT_EQ(number("SELECT count(*) FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.sort_email <> u.email_folded"),
              0);
}

}  // namespace
}  // namespace mortise::accounts
