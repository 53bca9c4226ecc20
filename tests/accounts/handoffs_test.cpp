// From the main domain to a subdomain and back, by a code that works once.
#include "with_sessions.hpp"

namespace mortise::accounts {
namespace {

using namespace std::chrono_literals;

class Handoffs : public WithSessions {
protected:
    Handoffs() {
        auto session = own(olivia);
        session.parent = initiating.id;
        session.host_workspace = session.confined_to = acme;
        handed_over = begin(session);
    }
    std::string code(model::Instant now) {
        return write(
            [&](auto& connection) { return Sessions{connection}.make_handoff(initiating.id, handed_over.id, acme, now); });
    }
    std::optional<StartedSession> redeem(const std::string& code, const model::WorkspaceId& host, model::Instant now) {
        return write([&](auto& connection) { return Sessions{connection}.redeem_handoff(code, host, now); });
    }

    const StartedSession initiating = begin(own(olivia));
    StartedSession handed_over;
};

TEST_F(Handoffs, yield_the_session_with_a_new_token) {
    const auto redeemed = redeem(code(start), acme, start + 59s);
    ASSERT_TRUE(redeemed);
    EXPECT_EQ(redeemed->id, handed_over.id);
    EXPECT_EQ(redeemed->expires_at, handed_over.expires_at);
    EXPECT_TRUE(behind(redeemed->token, start + 59s));
    EXPECT_FALSE(behind(handed_over.token, start + 59s));
}

TEST_F(Handoffs, work_once) {
    const auto once = code(start);
    EXPECT_TRUE(redeem(once, acme, start));
    EXPECT_FALSE(redeem(once, acme, start));
}

TEST_F(Handoffs, die_after_a_minute) { EXPECT_FALSE(redeem(code(start), acme, start + 60s)); }

TEST_F(Handoffs, of_the_future_are_refused) { EXPECT_FALSE(redeem(code(start + 10s), acme, start)); }

TEST_F(Handoffs, work_on_their_own_host_alone_and_are_spent_on_the_wrong_one) {
    const auto for_acme = code(start);
    EXPECT_FALSE(redeem(for_acme, globex, start));
    EXPECT_FALSE(redeem(for_acme, acme, start));
    EXPECT_FALSE(redeem(code(start), {}, start)) << "the main domain is a host like any other";
}

TEST_F(Handoffs, cannot_carry_a_session_of_another_host) {
    const auto forged =
        write([&](auto& connection) { return Sessions{connection}.make_handoff(initiating.id, handed_over.id, globex, start); });
    EXPECT_FALSE(redeem(forged, globex, start));
}

TEST_F(Handoffs, lead_back_to_the_main_domain) {
    const auto back =
        write([&](auto& connection) { return Sessions{connection}.make_handoff(handed_over.id, initiating.id, {}, start); });
    const auto redeemed = redeem(back, {}, start);
    ASSERT_TRUE(redeemed);
    EXPECT_EQ(redeemed->id, initiating.id);
}

TEST_F(Handoffs, die_with_the_session_that_made_them) {
    const auto orphaned = code(start);
    end(initiating, start + 1s);
    EXPECT_FALSE(redeem(orphaned, acme, start + 1s));
}

TEST_F(Handoffs, die_with_the_session_they_are_for) {
    const auto useless = code(start);
    end(handed_over, start + 1s);
    EXPECT_FALSE(redeem(useless, acme, start + 1s));
}

TEST_F(Handoffs, that_nobody_made_are_refused) {
    EXPECT_FALSE(redeem("", acme, start));
    EXPECT_FALSE(redeem(random_token(), acme, start));
}

}  // namespace
}  // namespace mortise::accounts
