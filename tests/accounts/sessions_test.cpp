// What a session is, and when it is live.
#include <gmock/gmock.h>

#include "with_sessions.hpp"

namespace mortise::accounts {
namespace {

using namespace std::chrono_literals;

class SessionsTest : public WithSessions {};

TEST_F(SessionsTest, are_found_by_their_token_with_all_that_was_said) {
    auto session = own(mia);
    session.host_workspace = session.confined_to = acme;
    session.user_agent = "Browser/1";
    session.client_address = "192.0.2.7";
    const auto started = begin(session);
    EXPECT_EQ(started.expires_at, start + 12h);

    const auto found = behind(started.token, start + 1s);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, started.id);
    EXPECT_EQ(found->subject.id, mia);
    EXPECT_EQ(found->subject.name, "Mia Schröder");
    EXPECT_EQ(found->subject.email, "mia@acme.example");
    EXPECT_TRUE(found->actor.id.empty());
    EXPECT_TRUE(found->parent.empty());
    EXPECT_EQ(found->host_workspace, acme);
    EXPECT_EQ(found->confined_to, acme);
    EXPECT_EQ(found->user_agent, "Browser/1");
    EXPECT_EQ(found->client_address, "192.0.2.7");
    EXPECT_EQ(found->created_at, start);
    EXPECT_EQ(found->last_seen_at, start);
    EXPECT_EQ(found->password_entered_at, start);
    EXPECT_EQ(found->expires_at, start + 12h);
    EXPECT_EQ(found->idle, 30min);
}

TEST_F(SessionsTest, of_somebody_logged_in_as_a_member_name_both) {
    const auto parent = begin(own(olivia));
    auto session = impersonation(parent);
    session.impersonated_subdomain = "acme";
    session.reason = "Forgot to stop the timer";
    const auto found = behind(begin(session).token, start);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->subject.id, mia);
    EXPECT_EQ(found->actor.id, olivia);
    EXPECT_EQ(found->actor.name, "Olivia Berg");
    EXPECT_EQ(found->actor.email, "olivia@acme.example");
    EXPECT_EQ(found->parent, parent.id);
    EXPECT_EQ(found->impersonated_in, acme);
    EXPECT_EQ(found->impersonated_subdomain, "acme");
    EXPECT_EQ(found->reason, "Forgot to stop the timer");
    EXPECT_EQ(found->expires_at, start + 60min);
}

TEST_F(SessionsTest, are_not_found_by_any_other_token) {
    const auto started = begin(own(mia));
    EXPECT_FALSE(behind("", start));
    EXPECT_FALSE(behind(started.token + "A", start));
    EXPECT_FALSE(behind(sha256_hex(started.token), start)) << "what the database holds is no token";
    EXPECT_FALSE(behind(started.id.string(), start));
}

TEST_F(SessionsTest, die_when_idle) {
    const auto started = begin(own(mia));
    EXPECT_TRUE(behind(started.token, start + 30min - 1us));
    EXPECT_FALSE(behind(started.token, start + 30min));
    seen(started, start + 20min);
    EXPECT_TRUE(behind(started.token, start + 50min - 1us));
    EXPECT_FALSE(behind(started.token, start + 50min));
}

TEST_F(SessionsTest, die_at_the_end_however_busy) {
    const auto started = begin(own(mia));
    busy(started, start + 12h - 1min);
    EXPECT_TRUE(behind(started.token, start + 12h - 1us));
    EXPECT_FALSE(behind(started.token, start + 12h));
}

TEST_F(SessionsTest, die_when_the_account_is_switched_off) {
    const auto started = begin(own(mia));
    write([&](auto& connection) { Users{connection}.set_status(mia, "INACTIVE"); });
    EXPECT_FALSE(behind(started.token, start));
}

TEST_F(SessionsTest, of_an_impersonation_die_with_the_account_of_the_actor) {
    const auto started = begin(impersonation(begin(own(olivia))));
    EXPECT_TRUE(behind(started.token, start));
    write([&](auto& connection) { Users{connection}.set_status(olivia, "INACTIVE"); });
    EXPECT_FALSE(behind(started.token, start));
}

TEST_F(SessionsTest, of_an_impersonation_die_when_the_parent_ends) {
    const auto parent = begin(own(olivia));
    const auto child = begin(impersonation(parent));
    end(parent, start + 1min);
    EXPECT_FALSE(behind(child.token, start + 1min));
}

TEST_F(SessionsTest, of_an_impersonation_die_when_the_parent_idles_out) {
    const auto parent = begin(own(olivia));
    const auto child = begin(impersonation(parent));
    busy(child, start + 29min);
    EXPECT_TRUE(behind(child.token, start + 29min));
    EXPECT_FALSE(behind(child.token, start + 30min));
    seen(parent, start + 29min);
    EXPECT_TRUE(behind(child.token, start + 30min));
}

TEST_F(SessionsTest, of_an_impersonation_die_when_the_parent_expires) {
    auto brief = own(olivia);
    brief.absolute = 10min;
    const auto child = begin(impersonation(begin(brief)));
    const auto found = behind(child.token, start + 9min);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->expires_at, start + 10min) << "what the page counts down to is the earlier of the two";
    EXPECT_FALSE(behind(child.token, start + 10min));
}

TEST_F(SessionsTest, of_an_impersonation_on_a_subdomain_die_with_the_session_on_the_main_domain) {
    const auto root = begin(own(olivia));
    auto handed_over = own(olivia);
    handed_over.parent = root.id;
    const auto middle = begin(handed_over);
    const auto leaf = begin(impersonation(middle));
    busy(middle, start + 29min);
    busy(leaf, start + 29min);
    const auto found = behind(leaf.token, start + 29min);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->ancestors.size(), 2u);
    EXPECT_EQ(found->ancestors[0].id, middle.id);
    EXPECT_EQ(found->ancestors[0].last_seen_at, start + 29min);
    EXPECT_EQ(found->ancestors[1].id, root.id);
    EXPECT_FALSE(behind(leaf.token, start + 30min)) << "the root idled out";
    busy(root, start + 29min);
    EXPECT_TRUE(behind(leaf.token, start + 30min));
    write([&](storage::Connection& connection) {
        connection.execute("UPDATE sessions SET ended_at = 1 WHERE id = :id", {storage::arg("id", root.id)});
    });
    EXPECT_FALSE(behind(leaf.token, start + 30min));
}

TEST_F(SessionsTest, of_an_impersonation_die_when_the_parent_is_gone) {
    const auto parent = begin(own(olivia));
    const auto child = begin(impersonation(parent));
    write([&](storage::Connection& connection) {
        connection.execute("DELETE FROM sessions WHERE id = :id", {storage::arg("id", parent.id)});
    });
    EXPECT_FALSE(behind(child.token, start));
}

TEST_F(SessionsTest, survive_a_clock_that_goes_back_a_little_but_not_one_that_goes_back_before_their_start) {
    const auto started = begin(own(mia));
    seen(started, start + 10min);
    EXPECT_TRUE(behind(started.token, start + 5min)) << "seen later than now counts as seen now";
    EXPECT_TRUE(behind(started.token, start - 1min));
    EXPECT_FALSE(behind(started.token, start - 1min - 1us));
}

TEST_F(SessionsTest, are_not_revived_by_a_clock_that_goes_back) {
    const auto idle = begin(own(mia));
    const auto ended = write([&](auto& connection) { return Sessions{connection}.end_expired(start + 31min); });
    EXPECT_THAT(ended, testing::ElementsAre(idle.id));
    EXPECT_FALSE(behind(idle.token, start + 1min));
}

TEST_F(SessionsTest, that_idled_out_are_not_revived_by_being_seen) {
    const auto idle = begin(own(mia));
    seen(idle, start + 30min);
    EXPECT_FALSE(behind(idle.token, start + 30min));
    auto brief = own(mia);
    brief.absolute = 5min;
    const auto expired = begin(brief);
    seen(expired, start + 5min);
    EXPECT_EQ(number("SELECT max(last_seen_at) FROM sessions"), model::to_microseconds(start));
}

TEST_F(SessionsTest, are_found_by_id_while_they_live) {
    const auto started = begin(own(mia));
    const auto by_id = [&](const model::SessionId& id, model::Instant now) {
        return read([&](auto& connection) { return Sessions{connection}.by_id(id, now); });
    };
    ASSERT_TRUE(by_id(started.id, start));
    EXPECT_EQ(by_id(started.id, start)->subject.id, mia);
    EXPECT_FALSE(by_id(started.id, start + 30min));
    EXPECT_FALSE(by_id({}, start));
}

TEST_F(SessionsTest, get_a_new_token_and_the_old_one_is_dead) {
    const auto started = begin(own(mia));
    const auto token = write([&](auto& connection) { return Sessions{connection}.rotate(started.id); });
    EXPECT_NE(token, started.token);
    EXPECT_FALSE(behind(started.token, start));
    ASSERT_TRUE(behind(token, start));
    EXPECT_EQ(behind(token, start)->id, started.id);
}

TEST_F(SessionsTest, that_ended_get_no_new_token) {
    const auto started = begin(own(mia));
    end(started, start);
    EXPECT_EQ(reason_of([&] { write([&](auto& connection) { Sessions{connection}.rotate(started.id); }); }),
              "credential_invalid");
}

TEST_F(SessionsTest, remember_when_the_password_was_entered) {
    const auto started = begin(own(mia));
    write([&](auto& connection) { Sessions{connection}.mark_password_entered(started.id, start + 11min); });
    EXPECT_EQ(behind(started.token, start + 12min)->password_entered_at, start + 11min);
}

}  // namespace
}  // namespace mortise::accounts
