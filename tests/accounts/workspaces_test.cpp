#include "accounts/workspaces.hpp"

#include <gmock/gmock.h>

#include "with_database.hpp"

namespace mortise::accounts {
namespace {

class WorkspacesTest : public WithDatabase {
protected:
    auto seen_by(const model::UserId& user, const model::WorkspaceId& workspace) {
        return read([&](auto& connection) { return Workspaces{connection}.seen_by(user, workspace); });
    }
    template <class Work>
    std::string change(Work work) {
        return reason_of([&] { write([&](auto& connection) { work(Workspaces{connection}); }); });
    }
    std::string role_of(const model::UserId& user) { return seen_by(user, acme)->role; }

    const model::UserId stranger = model::UserId::trusted(model::make_id());
    const model::WorkspaceId nowhere = model::WorkspaceId::trusted(model::make_id());
};

TEST_F(WorkspacesTest, are_seen_by_their_members_with_plan_and_role) {
    const auto view = seen_by(mia, acme);
    ASSERT_TRUE(view);
    EXPECT_EQ(view->id, acme);
    EXPECT_EQ(view->name, "Acme");
    EXPECT_EQ(view->subdomain, "acme");
    EXPECT_EQ(view->plan, "enterprise");
    EXPECT_EQ(view->role, "member");
}

TEST_F(WorkspacesTest, are_not_seen_by_strangers_nor_by_members_that_are_not_active) {
    EXPECT_FALSE(seen_by(mia, globex));
    EXPECT_FALSE(seen_by(stranger, acme));
    EXPECT_FALSE(seen_by(mia, nowhere));
    for (const auto status : {model::MemberStatus::pending, model::MemberStatus::inactive}) {
        write([&](auto& connection) { Workspaces{connection}.set_status(acme, mia, status); });
        EXPECT_FALSE(seen_by(mia, acme));
    }
}

TEST_F(WorkspacesTest, are_listed_by_name_where_the_user_is_active) {
    write([&](auto& connection) {
        Workspaces{connection}.add_member(globex, mia, "member", model::MemberStatus::active, start);
        const auto hooli = Workspaces{connection}.add("Hooli", "enterprise", "", start);
        Workspaces{connection}.add_member(hooli, mia, "member", model::MemberStatus::inactive, start);
    });
    const auto views = read([&](auto& connection) { return Workspaces{connection}.all_of(mia); });
    ASSERT_EQ(views.size(), 2u);
    EXPECT_EQ(views[0].name, "Acme");
    EXPECT_EQ(views[1].name, "Globex");
    EXPECT_EQ(views[1].subdomain, "");
}

TEST_F(WorkspacesTest, tell_a_member_of_any_status) {
    write([&](auto& connection) { Workspaces{connection}.set_status(acme, mia, model::MemberStatus::pending); });
    const auto member = read([&](auto& connection) { return Workspaces{connection}.member(acme, mia); });
    ASSERT_TRUE(member);
    EXPECT_EQ(member->user, mia);
    EXPECT_EQ(member->name, "Mia Schröder");
    EXPECT_EQ(member->email, "mia@acme.example");
    EXPECT_EQ(member->role, "member");
    EXPECT_EQ(member->status, model::MemberStatus::pending);
    EXPECT_EQ(member->joined_at, start);
    EXPECT_FALSE(read([&](auto& connection) { return Workspaces{connection}.member(globex, mia); }));
}

TEST_F(WorkspacesTest, are_found_by_subdomain) {
    EXPECT_EQ(read([&](auto& connection) { return Workspaces{connection}.by_subdomain("acme"); }), acme);
    EXPECT_FALSE(read([&](auto& connection) { return Workspaces{connection}.by_subdomain("globex"); }));
    EXPECT_FALSE(read([&](auto& connection) { return Workspaces{connection}.by_subdomain(""); }));
    EXPECT_EQ(read([&](auto& connection) { return Workspaces{connection}.subdomain_of(acme); }), "acme");
    EXPECT_EQ(read([&](auto& connection) { return Workspaces{connection}.subdomain_of(globex); }), "");
    EXPECT_EQ(read([&](auto& connection) { return Workspaces{connection}.subdomain_of(nowhere); }), "");
}

TEST_F(WorkspacesTest, change_plan_and_subdomain) {
    write([&](auto& connection) {
        Workspaces{connection}.set_plan(acme, "free");
        Workspaces{connection}.set_subdomain(acme, "acme-2");
    });
    EXPECT_EQ(seen_by(mia, acme)->plan, "free");
    EXPECT_EQ(seen_by(mia, acme)->subdomain, "acme-2");
    write([&](auto& connection) { Workspaces{connection}.set_subdomain(acme, ""); });
    EXPECT_EQ(text("SELECT coalesce(subdomain, 'null') FROM workspaces WHERE name = 'Acme'"), "null");
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_plan(nowhere, "free"); }), "workspace_not_found");
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_subdomain(nowhere, "x"); }), "workspace_not_found");
}

TEST_F(WorkspacesTest, refuse_a_subdomain_that_is_no_label) {
    for (const auto* subdomain : {"Acme", "a.b", "-a", "a-", "a b", "ä", "a/b"})
        EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_subdomain(acme, subdomain); }), "invalid") << subdomain;
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.add("X", "free", std::string(64, 'a'), start); }), "invalid");
}

TEST_F(WorkspacesTest, have_a_subdomain_to_themselves) {
    EXPECT_EQ(error_of([&] { write([&](auto& connection) { Workspaces{connection}.set_subdomain(globex, "acme"); }); }),
              storage::ErrorKind::constraint);
}

TEST_F(WorkspacesTest, have_one_owner) {
    const auto add = [&] {
        write([&](auto& connection) {
            const auto other = Users{connection}.add("other@acme.example", "Other", "!", start);
            Workspaces{connection}.add_member(acme, other, "owner", model::MemberStatus::active, start);
        });
    };
    EXPECT_EQ(error_of(add), storage::ErrorKind::constraint);
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_role(acme, mia, "owner"); }), "owner_is_transferred");
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_role(acme, olivia, "member"); }), "owner_is_transferred");
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_role(acme, olivia, "owner"); }), "none");
    EXPECT_EQ(number("SELECT count(*) FROM memberships WHERE role = 'owner'"), 1);
}

TEST_F(WorkspacesTest, change_roles_of_members_alone) {
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_role(acme, mia, "admin"); }), "none");
    EXPECT_EQ(role_of(mia), "admin");
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_role(acme, stranger, "admin"); }), "user_not_found");
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.set_status(globex, mia, model::MemberStatus::active); }),
              "user_not_found");
    EXPECT_EQ(change([&](Workspaces workspaces) {
                  workspaces.add_member(acme, stranger, "member", model::MemberStatus::active, start);
              }),
              "user_not_found");
}

TEST_F(WorkspacesTest, pass_from_owner_to_owner) {
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.transfer_ownership(acme, olivia, mia); }), "none");
    EXPECT_EQ(role_of(mia), "owner");
    EXPECT_EQ(role_of(olivia), "admin");
}

TEST_F(WorkspacesTest, do_not_pass_to_who_is_not_an_active_member_nor_from_who_is_not_the_owner) {
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.transfer_ownership(acme, mia, olivia); }), "not_owner");
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.transfer_ownership(acme, olivia, stranger); }), "user_not_found");
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.transfer_ownership(acme, olivia, olivia); }), "owner_already");
    write([&](auto& connection) { Workspaces{connection}.set_status(acme, mia, model::MemberStatus::inactive); });
    EXPECT_EQ(change([&](Workspaces workspaces) { workspaces.transfer_ownership(acme, olivia, mia); }), "user_not_found");
    EXPECT_EQ(role_of(olivia), "owner");
}

TEST_F(WorkspacesTest, become_the_default_of_those_who_have_none) {
    write(
        [&](auto& connection) { Workspaces{connection}.add_member(globex, mia, "member", model::MemberStatus::active, start); });
    EXPECT_EQ(text("SELECT default_workspace_id FROM users WHERE name LIKE 'Mia%'"), acme.string());
    EXPECT_EQ(text("SELECT active_workspace_id FROM users WHERE name LIKE 'Mia%'"), acme.string());
}

}  // namespace
}  // namespace mortise::accounts
