// While logged in as somebody a deny list holds, whatever that account's role: no plugin is called, and each refusal is a row with
// both names. The account here owns an Enterprise workspace, so that nothing but the list stands in the way.
#include <gtest/gtest.h>

#include "integration/logged_in_as.hpp"

namespace {

using namespace mortise::testing;

TEST(DenyList, HoldsForEveryActionOnIt) {
    const Server server{{.with_probe = true}};
    const auto second = server.command({"workspace", "add", "--name", "Second", "--user", "casey@contract.example", "--plan", "enterprise"});
    const std::string workspace = "/workspaces/" + std::string{second.at("id").as_string()};
    server.command({"workspace", "add-member", "--workspace", "Second", "--user", "mia@acme.example", "--role", "member"});
    const auto account = workspace + "/accounts/" + server.user("mia@acme.example");
    auto casey = server.signed_in("casey@contract.example");
    ASSERT_EQ(casey.get(workspace + "/accounts").status, 200);
    ASSERT_EQ(casey.post("/probe/profile/password", {}).status, 200);
    const auto key = casey.post("/user/api-keys", R"({"name":"Mine"})");
    ASSERT_EQ(key.status, 201) << key.body;
    const auto own_key = "/user/api-keys/" + std::string{key.json().at("id").as_string()};

    auto owner = server.signed_in("hugo@hooli.example");
    auto as_casey = logged_in_as(server, owner, "casey@contract.example", "Hooli");
    const auto calls = as_casey.get("/probe/calls").json();
    struct Action {
        std::string_view method;
        std::string path, body;
    };
    const std::vector<Action> denied{{"POST", "/user/api-keys", R"({"name":"No"})"},
                                     {"PATCH", own_key, R"({"name":"No"})"},
                                     {"DELETE", own_key, ""},
                                     {"GET", "/user/api-keys", ""},
                                     {"GET", workspace + "/accounts", ""},
                                     {"POST", account + "/api-keys/deactivate", "{}"},
                                     {"POST", account + "/timer/stop", "{}"},
                                     {"POST", account + "/log-in-as", "{}"},
                                     {"POST", "/probe/profile/password", ""},
                                     {"POST", "/probe/profile/email", ""},
                                     {"POST", workspace + "/probe/settings", ""},
                                     {"POST", workspace + "/probe/roles", ""},
                                     {"POST", workspace + "/probe/plan", ""},
                                     {"POST", workspace + "/probe/transfer", ""}};
    for (const auto& action : denied) {
        const auto refused = as_casey.send(action.method, action.path, action.body);
        EXPECT_EQ(refused.status, 403) << action.method << ' ' << action.path << ' ' << refused.body;
        EXPECT_EQ(refused.reason(), "logged_in_as") << action.path;
        const auto row = server.audit(1).front();
        EXPECT_EQ(row.at("refusal").as_string(), "logged_in_as") << action.path;
        EXPECT_EQ(row.at("subject").as_string(), "casey@contract.example");
        EXPECT_EQ(row.at("actor").as_string(), "hugo@hooli.example");
    }
    auto now = as_casey.get("/probe/calls").json();
    now.at("calls") = calls.at("calls");   // asking counts itself
    EXPECT_EQ(now, calls);
    for (const auto& own : {"/auth/step-up", "/user/sessions"})
        EXPECT_EQ(as_casey.send(std::string_view{own} == "/auth/step-up" ? "POST" : "DELETE", own, std::string_view{own} == "/auth/step-up" ? R"({"password":"mortise-demo"})" : "").reason(), "logged_in_as");

    const auto permissions = as_casey.get(workspace + "/permissions").json().at("permissions");
    EXPECT_EQ(permissions.at("accounts.view").at("reason").as_string(), "logged_in_as");
    EXPECT_EQ(casey.get(own_key.substr(0, 14)).json().at(0).at("status").as_string(), "ACTIVE");
}

}  // namespace
