// The main job over HTTP: an owner signs in, sees the accounts, deactivates keys, stops a timer, logs in as a member and returns.
#include <gtest/gtest.h>

#include "support/server.hpp"

namespace {

using namespace mortise::testing;
namespace json = boost::json;

TEST(Story, AnOwnerLooksAfterTheAccounts) {
    const Server server;
    const auto acme = server.workspace("Acme"), mia = server.user("mia@acme.example");
    const auto accounts = "/workspaces/" + acme + "/accounts";
    auto owner = server.signed_in("olivia@acme.example");
    auto member = server.signed_in("mia@acme.example");
    EventStream members_page{member}, owners_page{owner};
    ASSERT_EQ(members_page.status(), 200);

    const auto list = owner.get(accounts + "?search=mia");
    ASSERT_EQ(list.status, 200) << list.body;
    const auto row = list.json().at("accounts").at(0);
    EXPECT_EQ(row.at("userId").as_string(), mia);
    EXPECT_EQ(row.at("activeApiKeys").to_number<int>(), 2);
    EXPECT_FALSE(row.at("timer").is_null());

    auto by_key = server.with_key("mia@acme.example");
    EXPECT_EQ(by_key.get("/user").status, 200);
    const auto deactivated = owner.post(accounts + '/' + mia + "/api-keys/deactivate");
    EXPECT_EQ(deactivated.status, 200) << deactivated.body;
    EXPECT_EQ(deactivated.json().at("deactivated").to_number<int>(), 2);
    EXPECT_EQ(by_key.get("/user").status, 401);
    EXPECT_TRUE(members_page.wait_for("api_key.deactivated"));

    const auto stopped = owner.post(accounts + '/' + mia + "/timer/stop");
    EXPECT_EQ(stopped.status, 200) << stopped.body;
    EXPECT_TRUE(members_page.wait_for("timer.stopped"));
    const auto again = owner.post(accounts + '/' + mia + "/timer/stop");
    EXPECT_EQ(again.status, 404);
    EXPECT_EQ(again.reason(), "timer_not_running");
    EXPECT_TRUE(owners_page.wait_for("account.changed"));

    const auto entered = owner.post(accounts + '/' + mia + "/log-in-as", R"({"reason":"Helping with the timesheet"})");
    ASSERT_EQ(entered.status, 200) << entered.body;
    const auto location = entered.json().at("location");
    ASSERT_TRUE(location.is_string()) << entered.body;   // Acme has a subdomain
    auto as_mia = owner.follow_handoff(location.as_string());
    const auto session = as_mia.get("/session").json();
    EXPECT_EQ(session.at("user").at("email").as_string(), "mia@acme.example");
    EXPECT_EQ(session.at("actor").at("email").as_string(), "olivia@acme.example");
    EXPECT_EQ(as_mia.get(accounts).reason(), "logged_in_as");

    const auto back = as_mia.del("/session/impersonation");
    EXPECT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(as_mia.get("/session").status, 401);
    auto returned = as_mia.follow_handoff(back.json().at("location").as_string());
    EXPECT_EQ(returned.get("/session").json().at("user").at("email").as_string(), "olivia@acme.example");
}

}  // namespace
