// What a credential on one workspace's address, or a session of somebody else's, must not reach.
#include <gtest/gtest.h>

#include "integration/logged_in_as.hpp"
#include "support/server.hpp"

namespace {

using namespace mortise::testing;

TEST(Confinement, AStreamOfOneWorkspaceHearsNothingOfAnother) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    auto casey = server.signed_in("casey@contract.example");
    const auto acme = "/workspaces/" + server.workspace("Acme"), hooli = "/workspaces/" + server.workspace("Hooli");
    const auto entered = owner.post(acme + "/accounts/" + server.user("casey@contract.example") + "/log-in-as");
    ASSERT_EQ(entered.status, 200) << entered.body;
    auto as_casey = owner.follow_handoff(entered.json().at("location").as_string());
    EventStream confined{as_casey}, everything{casey};
    ASSERT_EQ(confined.status(), 200);

    EXPECT_EQ(casey.post(hooli + "/time-entries", R"({"start":"2026-01-05T09:00:00Z","description":"Hooli only"})").status, 201);
    EXPECT_EQ(casey.post("/user/api-keys", R"({"name":"Account-wide"})").status, 201);
    EXPECT_TRUE(everything.wait_for("timer.started"));
    EXPECT_TRUE(everything.wait_for("api_key.created"));
    EXPECT_EQ(casey.post(acme + "/time-entries", R"({"start":"2026-01-05T09:00:00Z","description":"Acme"})").status, 201);
    const auto heard = confined.wait_for("timer.started");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->json().at("workspaceId").as_string(), server.workspace("Acme"));
    for (const auto& event : confined.seen()) EXPECT_EQ(event.data.find("Hooli"), std::string::npos) << event.data;
    for (const auto& event : confined.seen()) EXPECT_NE(event.name, "api_key.created");
}

TEST(Confinement, AnAddressIsForMembersOfItsWorkspaceAlone) {
    const Server server;
    const auto issued = server.command({"key", "issue", "--user", "gwen@globex.example", "--name", "Gwen's"});
    auto gwen = server.client("acme.localhost");
    gwen.use_key(std::string{issued.at("secret").as_string()});
    EXPECT_EQ(gwen.get("/user").status, 401);
    auto noah = server.signed_in("noah@acme.example", "acme.localhost");
    EXPECT_EQ(noah.get("/user").status, 200);
    server.command({"workspace", "set-status", "--workspace", "Acme", "--user", "noah@acme.example", "--status", "INACTIVE"});
    EXPECT_EQ(noah.get("/user").status, 401);
    EXPECT_EQ(noah.get("/session").status, 401);
}

TEST(Confinement, ALapsedImpersonationDoesNotComeBack) {
    const Server server;
    auto owner = server.signed_in("hugo@hooli.example");
    const auto path = "/workspaces/" + server.workspace("Hooli") + "/accounts/" + server.user("casey@contract.example") + "/log-in-as";
    ASSERT_EQ(owner.post(path).status, 200);   // no subdomain: the cookie comes with the answer
    owner.refresh_session();
    server.command({"workspace", "set-plan", "--workspace", "Hooli", "--plan", "pro"});
    EXPECT_EQ(owner.get("/user").status, 401);
    server.command({"workspace", "set-plan", "--workspace", "Hooli", "--plan", "enterprise"});
    EXPECT_EQ(owner.get("/user").status, 401);
    EXPECT_EQ(newest_row(server, "session.lapsed").at("actor").as_string(), "hugo@hooli.example");
    EXPECT_EQ(owner.del("/session/impersonation").status, 200);   // the way back is open all the same
    EXPECT_EQ(owner.get("/session").json().at("user").at("email").as_string(), "hugo@hooli.example");
}

TEST(Confinement, TheWayBackIsOpenWhereTheSubdomainIsGone) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    const auto entered = owner.post("/workspaces/" + server.workspace("Acme") + "/accounts/" + server.user("mia@acme.example") + "/log-in-as");
    auto as_mia = owner.follow_handoff(entered.json().at("location").as_string());
    server.command({"workspace", "set-subdomain", "--workspace", "Acme", "--subdomain", "acme2"});
    const auto back = as_mia.del("/session/impersonation");
    ASSERT_EQ(back.status, 200) << back.body;
    auto returned = as_mia.follow_handoff(back.json().at("location").as_string());
    EXPECT_EQ(returned.host(), "localhost");
    EXPECT_EQ(returned.get("/session").json().at("user").at("email").as_string(), "olivia@acme.example");
}

TEST(Confinement, AHandOffEndsTheSessionThatWasThere) {
    const Server server;
    auto mia = server.signed_in("mia@acme.example", "acme.localhost");
    auto olivia = server.signed_in("olivia@acme.example");
    const auto opened = olivia.post("/workspaces/" + server.workspace("Acme") + "/open");
    ASSERT_EQ(opened.status, 200) << opened.body;
    const std::string location{opened.json().at("location").as_string()};
    auto browser = server.client("acme.localhost");
    browser.set_cookie(mia.cookie());
    EXPECT_EQ(browser.post("/auth/handoff", R"({"code":")" + location.substr(location.find("code=") + 5) + "\"}").status, 200);
    EXPECT_EQ(mia.get("/session").status, 401);
    EXPECT_EQ(newest_row(server, "session.arrive").at("subject").as_string(), "olivia@acme.example");
    EXPECT_EQ(newest_row(server, "session.open-workspace").at("result").as_string(), "done");
}

TEST(Confinement, APendingMemberIsNobodyToActUpon) {
    const Server server;
    server.command({"workspace", "set-status", "--workspace", "Acme", "--user", "mia@acme.example", "--status", "PENDING"});
    auto owner = server.signed_in("olivia@acme.example");
    const auto mia = "/workspaces/" + server.workspace("Acme") + "/accounts/" + server.user("mia@acme.example");
    for (const auto* action : {"/api-keys/deactivate", "/timer/stop", "/log-in-as"}) {
        const auto answer = owner.post(mia + action);
        EXPECT_EQ(answer.status, 409) << action << answer.body;
        EXPECT_EQ(answer.reason(), "pending") << action;
    }
    EXPECT_THROW(server.command({"workspace", "set-status", "--workspace", "Acme", "--user", "olivia@acme.example", "--status", "INACTIVE"}),
                 std::runtime_error);   // a workspace always has its owner
}

}  // namespace
