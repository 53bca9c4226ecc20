// A subdomain is one workspace and nothing else; a single-use code leads there; being logged in as somebody stays inside it.
#include <gtest/gtest.h>

#include "integration/logged_in_as.hpp"

namespace {

using namespace mortise::testing;

std::string code_of(const Answer& answer) {
    const std::string location{answer.json().at("location").as_string()};
    return R"({"code":")" + location.substr(location.find("code=") + 5) + "\"}";
}

TEST(Subdomains, ConfineWhoeverIsLoggedInAsSomebody) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    auto as_casey = logged_in_as(server, owner, "casey@contract.example");
    EXPECT_EQ(as_casey.host(), "acme.localhost");
    EXPECT_EQ(as_casey.get("/session").json().at("scope").at("workspaceId").as_string(), server.workspace("Acme"));
    const auto list = as_casey.get("/workspaces").json().as_array();
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list[0].at("id").as_string(), server.workspace("Acme"));
    const auto unknown = as_casey.get("/workspaces/aaaaaaaaaaaaaaaaaaaaaaaa");
    for (const auto* name : {"Globex", "Hooli"}) {
        const auto answer = as_casey.get("/workspaces/" + server.workspace(name));
        EXPECT_EQ(answer.status, unknown.status);
        EXPECT_EQ(answer.without_date_and_id(), unknown.without_date_and_id());
        EXPECT_EQ(as_casey.get("/workspaces/" + server.workspace(name) + "/permissions").status, 404);
    }
    auto elsewhere = server.client();
    elsewhere.set_cookie(as_casey.cookie());
    EXPECT_EQ(elsewhere.get("/user").status, 401);
    auto other_host = server.client("hooli.localhost");
    other_host.set_cookie(as_casey.cookie());
    EXPECT_EQ(other_host.get("/user").status, 404);
}

TEST(Subdomains, WithoutOneTheAccountIsWithinReachUnlessTheOperatorSaysOtherwise) {
    for (const std::string scope : {"account", "workspace"}) {
        const Server server{{.sets = {"plugins.enabled.impersonation.settings.main-domain-scope=" + scope}}};
        auto owner = server.signed_in("hugo@hooli.example");
        auto as_casey = logged_in_as(server, owner, "casey@contract.example", "Hooli");
        const bool confined = scope == "workspace";
        EXPECT_EQ(as_casey.get("/workspaces").json().as_array().size(), confined ? 1u : 4u);
        EXPECT_EQ(as_casey.get("/workspaces/" + server.workspace("Globex") + "/permissions").status, confined ? 404 : 200);
        EXPECT_EQ(as_casey.get("/workspaces/" + server.workspace("Hooli") + "/permissions").status, 200);
        EXPECT_EQ(as_casey.get("/session").json().at("scope").at("workspaceId").is_null(), !confined);
    }
}

TEST(Subdomains, AreEnteredWithACodeThatWorksOnceAndOnOneHost) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    const auto open = "/workspaces/" + server.workspace("Acme") + "/open";
    const auto code = code_of(owner.post(open));
    auto arriving = server.client("acme.localhost");
    EXPECT_EQ(arriving.post("/auth/handoff", code).status, 200);
    auto again = server.client("acme.localhost");
    EXPECT_EQ(again.post("/auth/handoff", code).status, 401);
    EXPECT_EQ(arriving.get("/session").json().at("user").at("email").as_string(), "olivia@acme.example");

    const auto misled = code_of(owner.post(open));
    EXPECT_EQ(server.client().post("/auth/handoff", misled).status, 401);
    EXPECT_EQ(again.post("/auth/handoff", misled).status, 401);   // spent

    const auto late = code_of(owner.post(open));
    EXPECT_EQ(owner.post("/auth/sign-out").status, 200);
    EXPECT_EQ(again.post("/auth/handoff", late).status, 401);
    EXPECT_EQ(arriving.get("/session").status, 401);   // it was started from the session that ended
}

TEST(Subdomains, SignOutOfEverythingTheyWereReachedFrom) {
    const Server server;
    auto main = server.signed_in("olivia@acme.example");
    const auto opened = main.post("/workspaces/" + server.workspace("Acme") + "/open").json();
    auto on_acme = main.follow_handoff(opened.at("location").as_string());
    auto as_mia = logged_in_as(server, on_acme, "mia@acme.example");
    EXPECT_EQ(as_mia.post("/auth/sign-out").status, 200);
    EXPECT_EQ(main.get("/session").status, 401);
}

TEST(Subdomains, AreAnExactList) {
    const Server server;
    for (const auto* host : {"evil.example", "localhost.evil.example", "a.acme.localhost"}) {
        const auto answer = server.client(host).get("/session");
        EXPECT_EQ(answer.status, 421) << host;
        EXPECT_EQ(answer.reason(), "wrong_host");
    }
    EXPECT_EQ(server.client("nobody.localhost").get("/session").status, 404);
    auto stranger = server.client("acme.localhost");
    EXPECT_EQ(stranger.post("/auth/sign-in", R"({"email":"gwen@globex.example","password":"mortise-demo"})").reason(), "sign_in_failed");
}

}  // namespace
