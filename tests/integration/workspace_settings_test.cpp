// What a workspace is called and where it lives: who may change it, what is refused, and what the log keeps.
#include <gtest/gtest.h>

#include "integration/logged_in_as.hpp"

namespace {

using namespace mortise::testing;

TEST(WorkspaceSettings, AreChangedByWhomTheRulesName) {
    const Server server;
    const auto acme = "/workspaces/" + server.workspace("Acme");
    auto owner = server.signed_in("olivia@acme.example");
    auto admin = server.signed_in("adam@acme.example");
    auto member = server.signed_in("mia@acme.example");
    EXPECT_EQ(member.patch(acme, R"({"name":"Mine"})").reason(), "role_required");
    EXPECT_EQ(admin.patch(acme, R"({"name":"Acme Tools"})").status, 200);
    EXPECT_EQ(admin.put(acme + "/subdomain", R"({"subdomain":"tools"})").reason(), "role_required");
    EXPECT_EQ(owner.get(acme).json().at("name").as_string(), "Acme Tools");
    ASSERT_EQ(owner.put(acme + "/subdomain", R"({"subdomain":"tools"})").status, 200);
    const auto row = server.audit(1).front();
    EXPECT_EQ(row.at("action").as_string(), "workspace.set-subdomain");

    auto gwen = server.signed_in("gwen@globex.example");
    const auto globex = "/workspaces/" + server.workspace("Globex");
    EXPECT_EQ(gwen.put(globex + "/subdomain", R"({"subdomain":"globex"})").reason(), "plan_required");
    EXPECT_EQ(owner.patch(globex, R"({"name":"Ours"})").status, 404);
}

TEST(WorkspaceSettings, RefuseNamesAndSubdomainsThatAreNone) {
    const Server server;
    auto hugo = server.signed_in("hugo@hooli.example");
    const auto hooli = "/workspaces/" + server.workspace("Hooli");
    for (const auto* body : {R"({"name":""})", R"({"name":"  "})", R"({})", R"({"name":null})", R"({"name":"x","plan":"free"})"})
        EXPECT_EQ(hugo.patch(hooli, body).status, 400) << body;
    for (const auto* label : {"\"\"", "\"Hooli\"", "\"-a\"", "\"a-\"", "\"a.b\"", "\"a_b\"", "7"})
        EXPECT_EQ(hugo.put(hooli + "/subdomain", std::string{R"({"subdomain":)"} + label + "}").status, 400) << label;
    EXPECT_EQ(hugo.put(hooli + "/subdomain", R"({"subdomain":"acme"})").reason(), "subdomain_taken");
}

TEST(WorkspaceSettings, AreOutOfReachWhileLoggedInAsSomebody) {
    const Server server;
    const auto own = "/workspaces/" + server.workspace("Casey's own");
    auto owner = server.signed_in("hugo@hooli.example");
    auto as_casey = logged_in_as(server, owner, "casey@contract.example", "Hooli");
    EXPECT_EQ(as_casey.patch(own, R"({"name":"Taken over"})").reason(), "logged_in_as");
    EXPECT_EQ(as_casey.put(own + "/subdomain", R"({"subdomain":"casey"})").reason(), "logged_in_as");
}

TEST(WorkspaceSettings, TellWhatIsMissing) {
    const Server server;
    const auto entry = [&](std::string_view email, std::string_view workspace) {
        auto client = server.signed_in(email);
        return client.get("/workspaces/" + server.workspace(workspace) + "/permissions").json().at("permissions").at("accounts.view");
    };
    using boost::json::array;
    EXPECT_EQ(entry("mia@acme.example", "Acme").at("missing"), array({"role"}));
    EXPECT_EQ(entry("gwen@globex.example", "Globex").at("missing"), array({"plan"}));
    const auto both = entry("casey@contract.example", "Globex");
    EXPECT_EQ(both.at("missing"), array({"role", "plan"}));
    EXPECT_EQ(both.at("needs").at("plan").as_string(), "enterprise");
    EXPECT_EQ(both.at("needs").at("roles"), array({"owner"}));
    EXPECT_FALSE(entry("olivia@acme.example", "Acme").as_object().contains("missing"));
}

}  // namespace
