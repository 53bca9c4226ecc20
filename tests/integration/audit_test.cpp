// A mixed run of a thousand actions and refusals: each is one row, and no secret that was ever given out is anywhere.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <map>

#include "support/server.hpp"

namespace {

using namespace mortise::testing;
namespace json = boost::json;

std::string value_of_cookie(const Client& client) { return client.cookie().substr(client.cookie().find('=') + 1); }

TEST(Audit, IsCompleteOverAThousandActionsAndHoldsNoSecret) {
    const Server server{{.with_probe = true}};
    const auto acme = "/workspaces/" + server.workspace("Acme");
    const auto noah = acme + "/accounts/" + server.user("noah@acme.example");
    std::vector<Client> clients;
    std::vector<std::string> secrets;
    for (int i = 0; i < 20; ++i) {   // refusals are throttled by session, so there are many
        clients.push_back(server.signed_in(i % 2 == 0 ? "olivia@acme.example" : "adam@acme.example"));
        secrets.push_back(value_of_cookie(clients.back()));
        secrets.push_back(clients.back().csrf());
    }
    for (const auto& key : server.demo().at("apiKeys").as_array()) secrets.emplace_back(key.at("secret").as_string());

    // Every other kind of secret that is given out: a code, an impersonation's token, the one it is exchanged for, a new key.
    const auto code = clients[0].post(noah + "/log-in-as").json();
    secrets.emplace_back(code.at("location").as_string().subview(code.at("location").as_string().find("code=") + 5));
    auto as_noah = clients[0].follow_handoff(code.at("location").as_string());
    secrets.push_back(value_of_cookie(as_noah));
    const auto back = as_noah.del("/session/impersonation").json();
    auto returned = clients[0].follow_handoff(back.at("location").as_string());
    secrets.push_back(value_of_cookie(returned));
    clients[0].set_cookie(returned.cookie());
    auto generating = server.signed_in("tom@acme.example");
    secrets.emplace_back(generating.post("/user/api-keys", R"({"name":"New"})").json().at("secret").as_string());
    generating.post("/auth/step-up", R"({"password":"mortise-demo"})");
    secrets.push_back(value_of_cookie(generating));

    std::map<std::string, std::string> expected;   // request id -> result
    std::string answers;
    for (int i = 0; i < 1000; ++i) {
        auto& client = clients[i % 20];
        const bool owner = i % 2 == 0;
        Answer answer;
        switch (i / 20 % 4) {
            case 0: answer = client.post(noah + "/api-keys/deactivate"); break;                               // adam: role_required
            case 1: answer = client.post(acme + "/probe/notes", R"({"text":"a note"})"); break;
            case 2: answer = client.post(acme + "/probe/notes/refused"); break;                               // undone
            case 3: answer = client.post(acme + "/probe/notes", R"({"text":"another"})"); break;
        }
        const bool done = i / 20 % 4 == 1 || i / 20 % 4 == 3 || (i / 20 % 4 == 0 && owner);
        ASSERT_EQ(answer.status == 200, done) << i << ' ' << answer.status << answer.body << server.log().substr(0, 2000);
        expected[answer.header("x-request-id")] = done ? "done" : "refused";
        answers += answer.body;
    }
    ASSERT_EQ(expected.size(), 1000u);

    std::map<std::string, std::size_t> seen;
    const auto all = server.audit();
    for (const auto& row : all) {
        const auto found = expected.find(std::string{row.at("request").as_string()});
        if (found == expected.end()) continue;   // signing in
        EXPECT_EQ(row.at("result").as_string(), found->second);
        ++seen[found->first];
    }
    EXPECT_EQ(seen.size(), expected.size());
    for (const auto& [request, count] : seen) EXPECT_EQ(count, 1u) << request;

    const auto haystack = json::serialize(all) + server.log() + answers + clients[0].get(acme + "/audit-log?page-size=200").body;
    for (const auto& secret : secrets) EXPECT_EQ(haystack.find(secret), std::string::npos) << secret;
    EXPECT_EQ(haystack.find("mortise-demo"), std::string::npos);
    EXPECT_EQ(haystack.find("$argon2"), std::string::npos);
}

TEST(Audit, CountsRefusalsBeyondTheFirstOfASession) {
    const Server server;
    const auto path = "/workspaces/" + server.workspace("Acme") + "/accounts";
    auto member = server.signed_in("mia@acme.example");
    for (int i = 0; i < 50; ++i) EXPECT_EQ(member.get(path).status, 403);
    std::size_t refused = 0;
    for (const auto& row : server.audit()) refused += row.at("result").as_string() == "refused";
    EXPECT_EQ(refused, 30u);   // the rest is one row at the end of the minute: RefusalThrottle's own test
}

TEST(Audit, ARefusedWriteLeavesItsRowAndNothingElse) {
    const Server server{{.with_probe = true}};
    const auto notes = "/workspaces/" + server.workspace("Acme") + "/probe/notes";
    auto owner = server.signed_in("olivia@acme.example");
    EXPECT_EQ(owner.post(notes + "/refused").status, 409);
    EXPECT_EQ(owner.post(notes + "/failed").status, 500);
    EXPECT_TRUE(owner.get(notes).json().as_array().empty());
    std::map<std::string, int> results;
    for (const auto& row : server.audit())
        if (row.at("action").as_string() == "probe.write") ++results[std::string{row.at("result").as_string()}];
    EXPECT_EQ(results, (std::map<std::string, int>{{"refused", 1}, {"failed", 1}}));
}

}  // namespace
