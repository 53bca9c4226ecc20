#include "first_party/world.hpp"

namespace mortise::plugins {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;

class Impersonation : public World {
protected:
    explicit Impersonation(std::vector<config::Override> settings = {}) : World{std::move(settings)} {}

    void SetUp() override {
        execute("INSERT INTO sessions (id, token_hash, subject_id, created_at, last_seen_at, password_entered_at, idle_seconds, expires_at) VALUES ('5e5510500000000000000001', 'x', '" +
                user("olivia@acme.example") + "', 1, 1, 1, 1800, 9000000000000000)");
    }
    static Call log_in(std::string user, std::string body = "{}", std::string by = "olivia@acme.example", std::string workspace = "Acme") {
        return {.plugin = "impersonation", .handler = "log_in_as", .by = std::move(by), .workspace = std::move(workspace), .user = std::move(user), .body = std::move(body)};
    }
};

TEST_F(Impersonation, BeginsASessionOfTheMember) {
    const auto answer = json(log_in("mia@acme.example", R"({"reason": "Ticket 7"})"));
    EXPECT_EQ(answer.at("impersonation").at("workspaceId").as_string(), workspace("Acme"));
    EXPECT_EQ(answer.at("impersonation").at("startedAt").as_string(), model::to_text(now_));
    EXPECT_EQ(answer.at("impersonation").at("expiresAt").as_string(), instant(60min));
    EXPECT_EQ(answer.at("impersonation").at("reason").as_string(), "Ticket 7");
    EXPECT_TRUE(answer.at("location").as_string().starts_with("http://acme.localhost:8080/"));
    EXPECT_EQ(last_.audit_reason, "Ticket 7");
    EXPECT_THAT(last_.events, IsEmpty());
    EXPECT_EQ(number("SELECT COUNT(*) FROM sessions WHERE actor_id = '" + user("olivia@acme.example") + "' AND subject_id = '" +
                     user("mia@acme.example") + "' AND confined_to = '" + workspace("Acme") + "'"),
              1);
}

TEST_F(Impersonation, WithoutASubdomainReachesTheAccountAtOnce) {
    const auto answer = json(log_in("casey@contract.example", "{}", "hugo@hooli.example", "Hooli"));
    EXPECT_TRUE(answer.at("location").is_null());
    EXPECT_TRUE(answer.at("impersonation").at("reason").is_null());
    EXPECT_TRUE(last_.cookie);
    EXPECT_EQ(number("SELECT COUNT(*) FROM sessions WHERE actor_id IS NOT NULL AND confined_to IS NULL"), 1);
}

TEST_F(Impersonation, IsRefusedWhereItMakesNoSense) {
    EXPECT_EQ(refusal(log_in("olivia@acme.example")), "409 self");
    EXPECT_EQ(refusal(log_in("ines@acme.example")), "409 target_inactive");
    auto by_key = log_in("mia@acme.example");
    by_key.kind = model::PrincipalKind::api_key;
    EXPECT_EQ(refusal(by_key), "403 browser_session_required");
    auto nested = log_in("mia@acme.example");
    nested.actor = "adam@acme.example";
    EXPECT_EQ(refusal(nested), "409 nested");
    EXPECT_EQ(number("SELECT COUNT(*) FROM sessions WHERE actor_id IS NOT NULL"), 0);
}

class ConfinedImpersonation : public Impersonation {
protected:
    ConfinedImpersonation()
        : Impersonation{{{"plugins.enabled.impersonation.settings.main-domain-scope", "workspace"}, {"plugins.enabled.impersonation.settings.minutes", "5"}}} {}
};

TEST_F(ConfinedImpersonation, StaysInTheWorkspaceForAsLongAsTheOperatorSays) {
    const auto answer = json(log_in("casey@contract.example", "{}", "hugo@hooli.example", "Hooli"));
    EXPECT_EQ(answer.at("impersonation").at("expiresAt").as_string(), instant(5min));
    EXPECT_EQ(number("SELECT COUNT(*) FROM sessions WHERE actor_id IS NOT NULL AND confined_to = '" + workspace("Hooli") + "'"), 1);
}

}  // namespace
}  // namespace mortise::plugins
