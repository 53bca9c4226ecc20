// Casey: in two Enterprise workspaces (Acme with a subdomain, Hooli without), in Globex (pro), owner of a free one; timers running in
// all, an account-wide key and one bound to Acme. Each owner's actions touch exactly what they should.
#include <gtest/gtest.h>

#include "support/server.hpp"

namespace {

using namespace mortise::testing;

class MultiWorkspace : public ::testing::Test {
protected:
    explicit MultiWorkspace(ServerOptions options = {}) : server_{std::move(options)}, id_{server_.user("casey@contract.example")} {
        auto casey = server_.signed_in("casey@contract.example");
        for (const auto* name : {"Acme", "Casey's own"})
            EXPECT_EQ(casey.post("/workspaces/" + server_.workspace(name) + "/time-entries", R"({"start":"2026-01-05T09:00:00Z"})").status, 201);
    }
    std::string running() const {   // the workspaces where a timer of Casey's runs
        auto casey = server_.signed_in("casey@contract.example");
        std::string names;
        for (const auto* name : {"Acme", "Globex", "Hooli", "Casey's own"}) {
            const auto list = casey.get("/workspaces/" + server_.workspace(name) + "/user/" + id_ + "/time-entries?in-progress=true");
            EXPECT_EQ(list.status, 200) << list.body;
            if (!list.json().as_array().empty()) names += std::string{names.empty() ? "" : ", "} + name;
        }
        return names;
    }
    Answer act(std::string_view owner, std::string_view workspace, std::string_view action) const {
        auto client = server_.signed_in(owner);
        return client.post("/workspaces/" + server_.workspace(workspace) + "/accounts/" + id_ + std::string{action});
    }
    int status(Client client, std::string_view path) const { return client.get(path).status; }
    std::int64_t active_keys(std::string_view owner, std::string_view workspace) const {
        auto client = server_.signed_in(owner);
        const auto list = client.get("/workspaces/" + server_.workspace(workspace) + "/accounts?search=casey").json();
        return list.at("accounts").at(0).at("activeApiKeys").to_number<std::int64_t>();
    }

    Server server_;
    std::string id_;
};

class MultiWorkspaceDenyHere : public MultiWorkspace {
protected:
    MultiWorkspaceDenyHere() : MultiWorkspace{{.sets = {"plugins.enabled.api-key-admin.settings.account-wide-keys=deny-here"}}} {}
};

TEST_F(MultiWorkspace, StoppingATimerStopsItHereAlone) {
    EXPECT_EQ(running(), "Acme, Globex, Hooli, Casey's own");
    EXPECT_EQ(act("olivia@acme.example", "Acme", "/timer/stop").status, 200);
    EXPECT_EQ(running(), "Globex, Hooli, Casey's own");
    EXPECT_EQ(act("hugo@hooli.example", "Hooli", "/timer/stop").status, 200);
    EXPECT_EQ(running(), "Globex, Casey's own");
    EXPECT_EQ(act("gwen@globex.example", "Globex", "/timer/stop").reason(), "plan_required");
    EXPECT_EQ(act("olivia@acme.example", "Globex", "/timer/stop").reason(), "workspace_not_found");
    EXPECT_EQ(running(), "Globex, Casey's own");
}

TEST_F(MultiWorkspace, DeactivatingStopsAccountWideKeysEverywhereAndForeignBoundOnesNowhere) {
    const auto acme = "/workspaces/" + server_.workspace("Acme"), hooli = "/workspaces/" + server_.workspace("Hooli");
    EXPECT_EQ(active_keys("olivia@acme.example", "Acme"), 2);
    EXPECT_EQ(active_keys("hugo@hooli.example", "Hooli"), 1);
    EXPECT_EQ(status(server_.with_key("casey@contract.example", "Acme"), hooli), 404);   // bound: nothing else is there for it

    const auto done = act("hugo@hooli.example", "Hooli", "/api-keys/deactivate");
    EXPECT_EQ(done.json().at("deactivated").to_number<int>(), 1) << done.body;
    EXPECT_EQ(status(server_.with_key("casey@contract.example"), hooli), 401);
    EXPECT_EQ(status(server_.with_key("casey@contract.example"), acme), 401);
    EXPECT_EQ(status(server_.with_key("casey@contract.example", "Acme"), acme), 200);
    EXPECT_EQ(active_keys("olivia@acme.example", "Acme"), 1);

    EXPECT_EQ(act("olivia@acme.example", "Acme", "/api-keys/deactivate").json().at("deactivated").to_number<int>(), 1);
    EXPECT_EQ(status(server_.with_key("casey@contract.example", "Acme"), acme), 401);
    EXPECT_EQ(act("olivia@acme.example", "Acme", "/api-keys/deactivate").json().at("deactivated").to_number<int>(), 0);
}

TEST_F(MultiWorkspaceDenyHere, DeactivatingDeniesAccountWideKeysInThisWorkspaceAlone) {
    const auto acme = "/workspaces/" + server_.workspace("Acme"), hooli = "/workspaces/" + server_.workspace("Hooli");
    const auto done = act("hugo@hooli.example", "Hooli", "/api-keys/deactivate");
    EXPECT_EQ(done.json().at("deactivated").to_number<int>(), 1) << done.body;
    EXPECT_EQ(status(server_.with_key("casey@contract.example"), hooli), 401);
    EXPECT_EQ(status(server_.with_key("casey@contract.example"), acme), 200);
    EXPECT_EQ(status(server_.with_key("casey@contract.example"), "/user"), 200);
    EXPECT_EQ(active_keys("hugo@hooli.example", "Hooli"), 0);
    EXPECT_EQ(active_keys("olivia@acme.example", "Acme"), 2);

    auto casey = server_.signed_in("casey@contract.example");
    std::size_t denied = 0;
    const auto keys = casey.get("/user/api-keys").json();
    for (const auto& key : keys.as_array()) {
        EXPECT_EQ(key.at("status").as_string(), "ACTIVE");
        if (key.at("deniedIn").as_array().empty()) continue;
        EXPECT_EQ(key.at("deniedIn").at(0).as_string(), server_.workspace("Hooli"));
        ++denied;
    }
    EXPECT_EQ(denied, 1u);
}

TEST_F(MultiWorkspace, KeysCreatedAfterDeactivationAreActive) {
    EXPECT_EQ(act("hugo@hooli.example", "Hooli", "/api-keys/deactivate").status, 200);
    auto casey = server_.signed_in("casey@contract.example");
    const auto made = casey.post("/user/api-keys", R"({"name":"After"})");
    ASSERT_EQ(made.status, 201) << made.body;
    auto client = server_.client();
    client.use_key(std::string{made.json().at("secret").as_string()});
    EXPECT_EQ(client.get("/user").status, 200);
}

}  // namespace
