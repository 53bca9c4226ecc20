// What ends being logged in as somebody, at the next request; and that the way back is open all the same.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

#include "integration/logged_in_as.hpp"

namespace {

using namespace mortise::testing;
using namespace std::chrono_literals;

// Polls, for a reload is not answered; ten seconds at most.
bool becomes_true(const std::function<bool()>& holds) {
    for (int i = 0; i < 200; ++i) {
        if (holds()) return true;
        std::this_thread::sleep_for(50ms);
    }
    return false;
}

void expect_ended(Client& client) {
    EXPECT_EQ(client.get("/session").status, 401);
    EXPECT_EQ(client.get("/user").status, 401);
    EXPECT_EQ(client.post("/user/api-keys", R"({"name":"No"})").status, 401);
}

void expect_way_back(Client& client, std::string_view email) {
    const auto back = client.del("/session/impersonation");
    ASSERT_EQ(back.status, 200) << back.body;
    const auto location = back.json().at("location");
    auto returned = client.follow_handoff(location.as_string());
    EXPECT_EQ(returned.get("/session").json().at("user").at("email").as_string(), email);
}

TEST(ImpersonationEnds, WhenAnythingItStandsOnChanges) {
    const Server server;
    struct Change {
        std::vector<std::string> breaks, mends;
    };
    const std::vector<Change> changes{
        {{"workspace", "transfer", "--workspace", "Acme", "--user", "adam@acme.example"},
         {"workspace", "transfer", "--workspace", "Acme", "--user", "olivia@acme.example"}},
        {{"workspace", "set-plan", "--workspace", "Acme", "--plan", "pro"}, {"workspace", "set-plan", "--workspace", "Acme", "--plan", "enterprise"}},
        {{"workspace", "set-status", "--workspace", "Acme", "--user", "mia@acme.example", "--status", "INACTIVE"},
         {"workspace", "set-status", "--workspace", "Acme", "--user", "mia@acme.example", "--status", "ACTIVE"}},
        {{"user", "set-status", "--user", "mia@acme.example", "--status", "INACTIVE"},
         {"user", "set-status", "--user", "mia@acme.example", "--status", "ACTIVE"}}};
    for (const auto& change : changes) {
        SCOPED_TRACE(change.breaks[1] + ' ' + change.breaks.back());
        auto owner = server.signed_in("olivia@acme.example");
        auto as_mia = logged_in_as(server, owner, "mia@acme.example");
        const EventStream stream{as_mia};
        ASSERT_EQ(stream.status(), 200);
        server.command(change.breaks);
        expect_ended(as_mia);
        EXPECT_TRUE(stream.ended());
        expect_way_back(as_mia, "olivia@acme.example");
        server.command(change.mends);
    }
}

TEST(ImpersonationEnds, WhenTheActorsOwnSessionDoes) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    auto as_mia = logged_in_as(server, owner, "mia@acme.example");
    const EventStream stream{as_mia};
    EXPECT_EQ(owner.post("/auth/sign-out").status, 200);
    expect_ended(as_mia);
    EXPECT_TRUE(stream.ended());
    const auto back = as_mia.del("/session/impersonation");
    EXPECT_EQ(back.status, 200);
    EXPECT_EQ(back.json().at("location").as_string(), "/sign-in");
}

TEST(ImpersonationEnds, WhenTheActorsAccountIsClosedAndThenNothingIsLeftToReturnTo) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    auto as_mia = logged_in_as(server, owner, "mia@acme.example");
    server.command({"user", "set-status", "--user", "olivia@acme.example", "--status", "INACTIVE"});
    expect_ended(as_mia);
    EXPECT_EQ(as_mia.del("/session/impersonation").json().at("location").as_string(), "/sign-in");
}

TEST(ImpersonationEnds, WhenTheSubdomainChanges) {
    const Server server;
    auto owner = server.signed_in("hugo@hooli.example");
    auto as_casey = logged_in_as(server, owner, "casey@contract.example", "Hooli");
    server.command({"workspace", "set-subdomain", "--workspace", "Hooli", "--subdomain", "hooli"});
    expect_ended(as_casey);
    EXPECT_EQ(as_casey.del("/session/impersonation").json().at("user").at("email").as_string(), "hugo@hooli.example");
}

TEST(ImpersonationEnds, WhenLeftIdle) {
    const Server server{{.sets = {"sessions.impersonation-idle=1s"}}};
    auto owner = server.signed_in("olivia@acme.example");
    auto as_mia = logged_in_as(server, owner, "mia@acme.example");
    std::this_thread::sleep_for(1100ms);
    expect_ended(as_mia);
    EXPECT_EQ(owner.get("/session").status, 200);
    expect_way_back(as_mia, "olivia@acme.example");
}

TEST(ImpersonationEnds, NoLaterThanTheActorsOwnLimit) {
    const Server server{{.sets = {"sessions.idle=2s", "sessions.absolute=2s"}}};
    auto owner = server.signed_in("olivia@acme.example");
    auto as_mia = logged_in_as(server, owner, "mia@acme.example");
    const auto session = as_mia.get("/session").json();
    EXPECT_EQ(session.at("expiresAt"), owner.get("/session").json().at("expiresAt"));
    std::this_thread::sleep_for(2100ms);
    expect_ended(as_mia);
}

TEST(ImpersonationEnds, WithThePluginAndIsNotRevivedWithIt) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    auto as_mia = logged_in_as(server, owner, "mia@acme.example");
    const EventStream stream{as_mia};
    std::stringstream text;
    text << std::ifstream{server.config_file()}.rdbuf();
    std::string without = text.str();
    const auto line = without.find("    impersonation:");
    without.erase(line, without.find('\n', line) + 1 - line);
    std::ofstream{server.config_file()} << without;
    server.hang_up();
    ASSERT_TRUE(becomes_true([&] { return log_in_as(server, owner, "mia@acme.example").status == 404; }));
    expect_ended(as_mia);
    EXPECT_TRUE(stream.ended());
    std::ofstream{server.config_file()} << text.str();
    server.hang_up();
    ASSERT_TRUE(becomes_true([&] { return log_in_as(server, owner, "mia@acme.example").status == 200; }));
    expect_ended(as_mia);
    expect_way_back(as_mia, "olivia@acme.example");
}

}  // namespace
