// Language and theme are kept for the person at the keyboard, whichever host name or browser they come by.
#include <gtest/gtest.h>

#include "integration/logged_in_as.hpp"

namespace {

using namespace mortise::testing;
namespace json = boost::json;

json::value preferences_of(Client& client) { return client.get("/session").json().at("preferences"); }

TEST(Preferences, AreTheBrowsersAndTheDevicesUntilChosen) {
    const Server server;
    auto mia = server.signed_in("mia@acme.example");
    EXPECT_EQ(preferences_of(mia), (json::value{{"language", nullptr}, {"theme", "system"}}));
    const auto chosen = mia.patch("/session/preferences", R"({"language":"de"})");
    ASSERT_EQ(chosen.status, 200) << chosen.body;
    EXPECT_EQ(chosen.json(), (json::value{{"language", "de"}, {"theme", "system"}}));
    mia.patch("/session/preferences", R"({"theme":"dark"})");
    auto elsewhere = server.signed_in("mia@acme.example");
    EXPECT_EQ(preferences_of(elsewhere), (json::value{{"language", "de"}, {"theme", "dark"}}));
    EXPECT_EQ(elsewhere.get("/user").json().at("settings").at("lang").as_string(), "de");
    mia.patch("/session/preferences", R"({"language":null,"theme":"system"})");
    EXPECT_EQ(preferences_of(elsewhere), (json::value{{"language", nullptr}, {"theme", "system"}}));
}

TEST(Preferences, RefuseWhatNoPageKnows) {
    const Server server;
    auto mia = server.signed_in("mia@acme.example");
    for (const auto* body : {R"({"theme":"pink"})", R"({"language":"Deutsch"})", R"({"theme":null})", R"({"font":"large"})", R"([])"})
        EXPECT_EQ(mia.patch("/session/preferences", body).status, 400) << body;
    EXPECT_EQ(preferences_of(mia), (json::value{{"language", nullptr}, {"theme", "system"}}));
    auto key = server.with_key("mia@acme.example");
    EXPECT_EQ(key.patch("/session/preferences", R"({"theme":"dark"})").reason(), "credential_required");
    auto nobody = server.client();
    EXPECT_EQ(nobody.patch("/session/preferences", R"({"theme":"dark"})").status, 401);
}

TEST(Preferences, StayOnesOwnWhileLoggedInAsSomebody) {
    const Server server;
    auto casey = server.signed_in("casey@contract.example");
    auto owner = server.signed_in("hugo@hooli.example");
    owner.patch("/session/preferences", R"({"language":"de"})");
    auto as_casey = logged_in_as(server, owner, "casey@contract.example", "Hooli");
    EXPECT_EQ(preferences_of(as_casey).at("language").as_string(), "de");
    ASSERT_EQ(as_casey.patch("/session/preferences", R"({"theme":"dark"})").status, 200);
    EXPECT_EQ(server.audit(1).front().at("action").as_string(), "session.preferences");
    EXPECT_EQ(preferences_of(casey), (json::value{{"language", nullptr}, {"theme", "system"}}));
}

}  // namespace
