#include "first_party/world.hpp"

namespace mortise::plugins {
namespace {

using ::testing::ElementsAre;

class Directory : public World {
protected:
    static Call get(std::string handler, std::string by, std::vector<model::NamedText> query = {}) {
        return {.plugin = "directory", .handler = std::move(handler), .by = std::move(by), .query = std::move(query)};
    }
    static Call members(std::vector<model::NamedText> query) {
        auto call = get("members", "mia@acme.example", std::move(query));
        call.workspace = "Acme";
        return call;
    }
    static std::vector<std::string> texts(const boost::json::value& list, std::string_view key) {
        std::vector<std::string> found;
        for (const auto& item : list.as_array()) found.emplace_back(item.at(key).as_string());
        return found;
    }
};

TEST_F(Directory, TellsWhoIAm) {
    const auto me = json(get("my_user", "mia@acme.example"));
    EXPECT_EQ(me.at("id").as_string(), user("mia@acme.example"));
    EXPECT_EQ(me.at("email").as_string(), "mia@acme.example");
    EXPECT_EQ(me.at("activeWorkspace").as_string(), workspace("Acme"));
    EXPECT_EQ(me.at("defaultWorkspace").as_string(), workspace("Acme"));
    EXPECT_EQ(me.at("status").as_string(), "ACTIVE");
    EXPECT_TRUE(me.at("memberships").as_array().empty());
    EXPECT_TRUE(me.at("settings").as_object().contains("timeZone"));
}

TEST_F(Directory, ListsMembershipsWhenAsked) {
    const auto me = json(get("my_user", "casey@contract.example", {{"include-memberships", "1"}}));
    EXPECT_EQ(me.at("memberships").as_array().size(), 4u);
    for (const auto& membership : me.at("memberships").as_array()) {
        EXPECT_EQ(membership.at("userId"), me.at("id"));
        EXPECT_EQ(membership.at("membershipType").as_string(), "WORKSPACE");
        EXPECT_EQ(membership.at("membershipStatus").as_string(), "ACTIVE");
        EXPECT_TRUE(membership.at("hourlyRate").is_null());
    }
}

TEST_F(Directory, AConfinedCredentialHearsOfNoOtherWorkspace) {
    auto me = get("my_user", "casey@contract.example", {{"include-memberships", "true"}});
    me.confined_to = "Globex";
    json(me);
    for (const auto* other : {"Acme", "Hooli", "Casey's own"})
        EXPECT_EQ(last_.response.body.find(workspace(other)), std::string::npos) << other;
    EXPECT_NE(last_.response.body.find(workspace("Globex")), std::string::npos);

    auto list = get("my_workspaces", "casey@contract.example");
    list.confined_to = "Globex";
    EXPECT_THAT(texts(json(list), "name"), ElementsAre("Globex"));
}

TEST_F(Directory, ListsTheWorkspacesWhereOneIsActive) {
    EXPECT_THAT(texts(json(get("my_workspaces", "casey@contract.example")), "name"), ElementsAre("Acme", "Casey's own", "Globex", "Hooli"));
    execute("UPDATE memberships SET status = 'INACTIVE' WHERE user_id = '" + user("casey@contract.example") + "' AND workspace_id = '" +
            workspace("Hooli") + "'");
    EXPECT_THAT(texts(json(get("my_workspaces", "casey@contract.example")), "name"), ElementsAre("Acme", "Casey's own", "Globex"));
}

TEST_F(Directory, ShowsAWorkspace) {
    auto call = get("workspace", "mia@acme.example");
    call.workspace = "Acme";
    const auto acme = json(call);
    EXPECT_EQ(acme.at("featureSubscriptionType").as_string(), "ENTERPRISE");
    EXPECT_EQ(acme.at("subdomain").at("name").as_string(), "acme");
    EXPECT_TRUE(acme.at("subdomain").at("enabled").as_bool());
    EXPECT_FALSE(acme.at("features").as_array().empty());
    EXPECT_EQ(acme.at("memberships").as_array().size(), 1u);

    call = get("workspace", "hugo@hooli.example");
    call.workspace = "Hooli";
    EXPECT_FALSE(json(call).at("subdomain").at("enabled").as_bool());
}

TEST_F(Directory, PagesMembersByEmailUnlessToldOtherwise) {
    const auto first = json(members({{"page-size", "2"}}));
    EXPECT_EQ(first.as_array().size(), 2u);
    EXPECT_EQ(last_.response.headers.at(0).name, "Last-Page");
    EXPECT_EQ(last_.response.headers.at(0).value, "false");
    EXPECT_TRUE(first.at(0).at("memberships").as_array().empty());

    const auto all = json(members({{"page-size", "1000"}, {"memberships", "ALL"}}));
    EXPECT_EQ(all.as_array().size(), 48u);
    const auto emails = texts(all, "email");
    EXPECT_TRUE(std::is_sorted(emails.begin(), emails.end()));
    EXPECT_EQ(last_.response.headers.at(0).value, "true");
    EXPECT_EQ(all.at(0).at("memberships").at(0).at("targetId").as_string(), workspace("Acme"));
    EXPECT_TRUE(json(members({{"page", "1000000"}, {"page-size", "1000"}})).as_array().empty());

    const auto down = json(members({{"sort-column", "NAME"}, {"sort-order", "DESCENDING"}, {"page-size", "1000"}}));
    const auto up = json(members({{"sort-column", "NAME"}, {"page-size", "1000"}}));
    EXPECT_EQ(down.at(0), up.at(47));
}

TEST_F(Directory, FiltersMembers) {
    EXPECT_THAT(texts(json(members({{"name", "SCHRÖDER"}})), "email"), ElementsAre("mia@acme.example"));
    EXPECT_THAT(texts(json(members({{"email", "casey@"}})), "email"), ElementsAre("casey@contract.example"));
    EXPECT_THAT(texts(json(members({{"status", "INACTIVE"}})), "email"), ElementsAre("ines@acme.example"));
    EXPECT_TRUE(json(members({{"name", "%"}})).as_array().empty());
    EXPECT_TRUE(json(members({{"email", "_"}})).as_array().empty());
}

TEST_F(Directory, AMemberOfManyWorkspacesIsShownInThisOneAlone) {
    json(members({{"email", "casey@"}, {"memberships", "ALL"}}));
    for (const auto* other : {"Globex", "Hooli", "Casey's own"})
        EXPECT_EQ(last_.response.body.find(workspace(other)), std::string::npos) << other;
}

TEST_F(Directory, TellsRolesWhenAsked) {
    const auto with = json(members({{"email", "olivia@"}, {"memberships", "ALL"}, {"include-roles", "true"}}));
    EXPECT_EQ(with.at(0).at("memberships").at(0).at("role").as_string(), "owner");
    const auto without = json(members({{"email", "olivia@"}, {"memberships", "ALL"}}));
    EXPECT_FALSE(without.at(0).at("memberships").at(0).as_object().contains("role"));
}

TEST_F(Directory, RenamesAWorkspaceAndTellsItsMembers) {
    Call call{.plugin = "directory", .handler = "rename", .by = "olivia@acme.example", .workspace = "Acme", .body = R"({"name":"  Acme Tools "})"};
    EXPECT_EQ(json(call).at("name").as_string(), "Acme Tools");
    EXPECT_THAT(events(), ElementsAre("workspace.changed members of Acme"));
    EXPECT_EQ(last_.audit_details, R"({"from":"Acme","to":"Acme Tools"})");
    call.body = R"({"name":"   "})";
    EXPECT_EQ(refusal(call), "400 invalid name");
}

TEST_F(Directory, GivesAndTakesASubdomain) {
    Call call{.plugin = "directory", .handler = "set_subdomain", .by = "hugo@hooli.example", .workspace = "Hooli", .body = R"({"subdomain":"hooli"})"};
    EXPECT_EQ(json(call).at("subdomain").at("name").as_string(), "hooli");
    EXPECT_THAT(events(), ElementsAre("workspace.changed members of Hooli"));
    call.body = R"({"subdomain":"acme"})";
    EXPECT_EQ(refusal(call), "409 subdomain_taken");
    EXPECT_THAT(events(), ElementsAre());
    call.body = R"({"subdomain":null})";
    EXPECT_FALSE(json(call).at("subdomain").at("enabled").as_bool());
}

}  // namespace
}  // namespace mortise::plugins
