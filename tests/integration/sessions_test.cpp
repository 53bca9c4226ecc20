// Signing in and out, cookies, step-up, and one's own sessions.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "integration/logged_in_as.hpp"

namespace {

using namespace mortise::testing;
using namespace std::chrono_literals;

Answer sign_in(Client& client, std::string_view email, std::string_view password) {
    return client.post("/auth/sign-in", R"({"email":")" + std::string{email} + R"(","password":")" + std::string{password} + "\"}");
}

std::vector<std::string> names_of(const boost::json::value& value) {
    std::vector<std::string> names;
    for (const auto& [name, member] : value.as_object()) names.emplace_back(name);
    return names;
}

TEST(Sessions, AreDescribedInOneShape) {
    const Server server;
    auto owner = server.client();
    const auto entered = sign_in(owner, "hugo@hooli.example", "mortise-demo");
    ASSERT_EQ(entered.status, 200);
    EXPECT_EQ(entered.json(), owner.get("/session").json());
    const std::vector<std::string> names{"user", "actor", "csrfToken", "scope", "expiresAt", "impersonation", "preferences"};
    const auto own = entered.json();
    EXPECT_EQ(names_of(own), names);
    EXPECT_EQ(names_of(own.at("user")), (std::vector<std::string>{"id", "email", "name", "lang"}));
    EXPECT_EQ(own.at("actor"), nullptr);
    EXPECT_EQ(own.at("impersonation"), nullptr);
    EXPECT_EQ(own.at("scope"), (boost::json::value{{"workspaceId", nullptr}}));

    auto as_casey = logged_in_as(server, owner, "casey@contract.example", "Hooli", R"({"reason":"Ticket 7"})");
    const auto meanwhile = as_casey.get("/session").json();
    EXPECT_EQ(names_of(meanwhile), names);
    EXPECT_EQ(names_of(meanwhile.at("actor")), (std::vector<std::string>{"id", "email", "name"}));
    EXPECT_EQ(names_of(meanwhile.at("impersonation")), (std::vector<std::string>{"workspaceId", "startedAt", "expiresAt", "reason"}));
    EXPECT_EQ(meanwhile.at("impersonation").at("workspaceId").as_string(), server.workspace("Hooli"));
    EXPECT_EQ(meanwhile.at("impersonation").at("reason").as_string(), "Ticket 7");
    EXPECT_EQ(server.client().get("/session").status, 401);
    EXPECT_EQ(server.with_key("mia@acme.example").get("/session").status, 401);
}

TEST(Sessions, ComeInACookieThatNoScriptAndNoOtherHostReads) {
    const Server server;
    auto client = server.client();
    const auto cookie = sign_in(client, "mia@acme.example", "mortise-demo").header("set-cookie");
    EXPECT_TRUE(cookie.starts_with("__Host-mortise=")) << cookie;
    for (const auto* attribute : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"}) EXPECT_NE(cookie.find(attribute), std::string::npos) << cookie;
    EXPECT_EQ(cookie.find("Domain"), std::string::npos);
}

TEST(Sessions, TakeExactlyOneCredential) {
    const Server server;
    auto client = server.signed_in("mia@acme.example");
    const auto twice = client.cookie() + "; " + client.cookie();
    EXPECT_EQ(client.get("/user", {{"Cookie", twice}}).status, 400);
    EXPECT_EQ(client.get("/user", {{"X-Api-Key", server.key("mia@acme.example")}}).reason(), "credential_required");
    EXPECT_EQ(client.get("/user", {{"X-Api-Key", server.key("mia@acme.example")}}).status, 401);
    EXPECT_EQ(client.get("/user").status, 200);
}

TEST(Sessions, GetANewTokenAtEverySignIn) {
    const Server server;
    auto client = server.signed_in("mia@acme.example");
    auto old = server.client();
    old.set_cookie(client.cookie());
    ASSERT_EQ(old.get("/user").status, 200);
    ASSERT_EQ(sign_in(client, "mia@acme.example", "mortise-demo").status, 200);
    EXPECT_NE(client.cookie(), old.cookie());
    EXPECT_EQ(old.get("/user").status, 401);
    client.set_cookie("__Host-mortise=chosen-by-somebody-else");
    ASSERT_EQ(sign_in(client, "mia@acme.example", "mortise-demo").status, 200);
    EXPECT_EQ(client.cookie().find("chosen"), std::string::npos);
}

TEST(Sessions, LookAlikeWhetherUserOrPasswordIsWrong) {
    const Server server;
    auto client = server.client();
    const auto wrong = sign_in(client, "mia@acme.example", "not her password");
    const auto unknown = sign_in(client, "nobody@acme.example", "not her password");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.reason(), "sign_in_failed");
    EXPECT_EQ(wrong.without_date_and_id(), unknown.without_date_and_id());
}

TEST(Sessions, AreNotGuessedInto) {
    const Server server;
    auto client = server.client();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(sign_in(client, "mia@acme.example", "not her password").status, 401);
    const auto refused = sign_in(client, "MIA@acme.example", "mortise-demo");
    EXPECT_EQ(refused.status, 429);
    EXPECT_GE(std::stoi(refused.header("retry-after")), 1);
    EXPECT_EQ(sign_in(client, "noah@acme.example", "mortise-demo").status, 200);
}

TEST(Sessions, AskForThePasswordAgainAndGoOn) {
    const Server server{{.sets = {"sessions.step-up=1s"}}};
    auto owner = server.signed_in("olivia@acme.example");
    std::this_thread::sleep_for(1200ms);
    EXPECT_EQ(log_in_as(server, owner, "mia@acme.example").reason(), "step_up_required");
    EXPECT_EQ(owner.post("/user/api-keys", R"({"name":"Mine"})").reason(), "step_up_required");
    auto old = server.client();
    old.set_cookie(owner.cookie());
    EXPECT_EQ(owner.post("/auth/step-up", R"({"password":"wrong"})").reason(), "password_wrong");
    EXPECT_EQ(owner.post("/auth/step-up", R"({"password":"mortise-demo"})").status, 200);
    EXPECT_EQ(log_in_as(server, owner, "mia@acme.example").status, 200);
    EXPECT_NE(owner.cookie(), old.cookie());
    EXPECT_EQ(old.get("/session").status, 401);
}

TEST(Sessions, EndAtSignOutWithTheirStreams) {
    const Server server;
    auto client = server.signed_in("mia@acme.example");
    auto old = server.client();
    old.set_cookie(client.cookie());
    EventStream stream{client};
    EXPECT_EQ(client.post("/auth/sign-out").status, 200);
    EXPECT_TRUE(stream.wait_for("session.ended"));
    EXPECT_TRUE(stream.ended());
    EXPECT_EQ(client.cookie(), "");
    EXPECT_EQ(old.get("/session").status, 401);
}

TEST(Sessions, AreListedAndEndedByTheirOwnUserAlone) {
    const Server server;
    auto here = server.signed_in("mia@acme.example"), there = server.signed_in("mia@acme.example");
    auto other = server.signed_in("noah@acme.example");
    const auto list = here.get("/user/sessions").json().as_array();
    ASSERT_EQ(list.size(), 2u);
    std::string theirs;
    for (const auto& session : list)
        if (!session.at("current").as_bool()) theirs = session.at("id").as_string();
    EXPECT_EQ(other.del("/user/sessions/" + theirs).reason(), "session_not_found");
    EXPECT_EQ(there.get("/session").status, 200);
    EXPECT_EQ(here.del("/user/sessions/" + theirs).status, 200);
    EXPECT_EQ(there.get("/session").status, 401);
    EXPECT_EQ(here.get("/session").status, 200);
}

}  // namespace
