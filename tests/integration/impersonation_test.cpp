// Logging in as somebody: for whom it is refused, how far it reaches, what its audit rows say, and the way back.
#include <gtest/gtest.h>

#include "integration/logged_in_as.hpp"

namespace {

using namespace mortise::testing;

TEST(Impersonation, IsRefusedForOneselfTheInactiveTheUnknownAndTheForeign) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    EXPECT_EQ(log_in_as(server, owner, "olivia@acme.example").reason(), "self");
    EXPECT_EQ(log_in_as(server, owner, "olivia@acme.example").status, 409);
    EXPECT_EQ(log_in_as(server, owner, "ines@acme.example").reason(), "target_inactive");
    const auto accounts = "/workspaces/" + server.workspace("Acme") + "/accounts/";
    const auto unknown = owner.post(accounts + "aaaaaaaaaaaaaaaaaaaaaaaa/log-in-as");
    const auto foreign = log_in_as(server, owner, "gwen@globex.example");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.reason(), "user_not_found");
    EXPECT_EQ(unknown.without_date_and_id(), foreign.without_date_and_id());
    EXPECT_EQ(owner.post(accounts + server.user("mia@acme.example") + "/log-in-as", R"({"reason":1})").status, 400);
    EXPECT_EQ(owner.get("/session").json().at("actor"), nullptr);
}

TEST(Impersonation, NeedsABrowser) {
    const Server server;
    auto by_key = server.client();
    const auto key = server.signed_in("olivia@acme.example").post("/user/api-keys", R"({"name":"Script"})");
    ASSERT_EQ(key.status, 201) << key.body;
    by_key.use_key(std::string{key.json().at("secret").as_string()});
    const auto refused = log_in_as(server, by_key, "mia@acme.example");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.reason(), "step_up_required");
    EXPECT_EQ(refused.header("set-cookie"), "");
}

TEST(Impersonation, IsNotNestedNeitherOnwardsNorBack) {
    const Server server;
    auto owner = server.signed_in("hugo@hooli.example");
    server.command({"workspace", "add", "--name", "Second", "--user", "casey@contract.example", "--plan", "enterprise"});
    auto as_casey = logged_in_as(server, owner, "casey@contract.example", "Hooli");
    // Casey owns an Enterprise workspace too; Hugo is to be a member of it, so that the way back to himself is open but for the rule.
    server.command({"workspace", "add-member", "--workspace", "Second", "--user", "hugo@hooli.example", "--role", "member"});
    server.command({"workspace", "add-member", "--workspace", "Second", "--user", "mia@acme.example", "--role", "member"});
    std::string second;
    const auto workspaces = as_casey.get("/workspaces").json();
    for (const auto& workspace : workspaces.as_array())
        if (workspace.at("name").as_string() == "Second") second = workspace.at("id").as_string();
    ASSERT_FALSE(second.empty());
    for (const auto* email : {"mia@acme.example", "hugo@hooli.example"}) {
        const auto refused = as_casey.post("/workspaces/" + second + "/accounts/" + server.user(email) + "/log-in-as");
        EXPECT_EQ(refused.status, 403);
        EXPECT_EQ(refused.reason(), "logged_in_as");
    }
    EXPECT_EQ(as_casey.get("/session").json().at("user").at("email").as_string(), "casey@contract.example");
}

TEST(Impersonation, PutsBothNamesUnderEveryWriteMadeMeanwhile) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    auto as_mia = logged_in_as(server, owner, "mia@acme.example", "Acme", R"({"reason":"Ticket 7"})");
    const auto started = newest_row(server, "account.log-in-as");
    EXPECT_EQ(started.at("subject").as_string(), "olivia@acme.example");
    EXPECT_EQ(started.at("target").as_string(), server.user("mia@acme.example"));
    EXPECT_EQ(started.at("reason").as_string(), "Ticket 7");
    const auto before = server.audit().size();

    const auto entries = "/workspaces/" + server.workspace("Acme") + "/time-entries";
    const auto entry = as_mia.post(entries, R"({"start":"2026-01-05T08:00:00Z","end":"2026-01-05T09:00:00Z"})");
    ASSERT_EQ(entry.status, 201) << entry.body;
    const auto path = entries + '/' + std::string{entry.json().at("id").as_string()};
    EXPECT_EQ(as_mia.put(path, R"({"start":"2026-01-05T08:00:00Z","end":"2026-01-05T10:00:00Z"})").status, 200);
    EXPECT_EQ(as_mia.del(path).status, 204);
    EXPECT_EQ(as_mia.post("/user/api-keys", R"({"name":"No"})").status, 403);
    EXPECT_EQ(as_mia.del("/session/impersonation").status, 200);

    const auto rows = server.audit();
    ASSERT_EQ(rows.size(), before + 5);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(rows[i].at("subject").as_string(), "mia@acme.example");
        EXPECT_EQ(rows[i].at("actor").as_string(), "olivia@acme.example");
    }
    EXPECT_EQ(rows[1].at("refusal").as_string(), "logged_in_as");
    EXPECT_EQ(rows[0].at("workspace").as_string(), server.workspace("Acme"));
}

TEST(Impersonation, ReturnsOnceAndLeavesNoOldTokenAlive) {
    const Server server;
    auto owner = server.signed_in("hugo@hooli.example");
    const auto before = owner.cookie();
    auto as_casey = logged_in_as(server, owner, "casey@contract.example", "Hooli");
    const auto meanwhile = as_casey.cookie();
    const auto csrf_meanwhile = as_casey.csrf();
    EXPECT_NE(meanwhile, before);
    auto replay = server.client();
    replay.set_cookie(before);
    EXPECT_EQ(replay.get("/session").status, 401);

    const auto back = as_casey.del("/session/impersonation");
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(back.json().at("user").at("email").as_string(), "hugo@hooli.example");
    EXPECT_EQ(as_casey.get("/session").json().at("actor"), nullptr);
    const auto after = as_casey.cookie();
    EXPECT_NE(after, meanwhile);
    EXPECT_NE(after, before);
    for (const auto& dead : {before, meanwhile}) {
        replay.set_cookie(dead);
        EXPECT_EQ(replay.get("/session").status, 401);
        EXPECT_EQ(replay.del("/session/impersonation", {}, {{"X-CSRF-Token", csrf_meanwhile}}).status, 401);
    }
    EXPECT_EQ(as_casey.del("/session/impersonation").reason(), "not_logged_in_as");
}

TEST(Impersonation, LeavesTheMembersOwnSessionsAlone) {
    const Server server;
    auto member = server.signed_in("mia@acme.example");
    auto owner = server.signed_in("olivia@acme.example");
    auto as_mia = logged_in_as(server, owner, "mia@acme.example");
    EXPECT_EQ(member.get("/session").json().at("actor"), nullptr);
    auto later = server.signed_in("mia@acme.example");
    EXPECT_EQ(later.get("/user/sessions").json().as_array().size(), 2u);   // not the owner's
    EXPECT_EQ(later.del("/user/sessions").json().at("ended").to_number<int>(), 1);
    EXPECT_EQ(as_mia.get("/session").status, 200);
    EXPECT_EQ(later.get("/session").json().at("actor"), nullptr);
    EXPECT_EQ(as_mia.get("/user/sessions").status, 403);
}

}  // namespace
