// The way back from being logged in as somebody.
#include <gmock/gmock.h>

#include "with_sessions.hpp"

namespace mortise::accounts {
namespace {

using namespace std::chrono_literals;

class Returns : public WithSessions {
protected:
    std::optional<Session> returnable(const std::string& token, model::Instant now) {
        return read([&](auto& connection) { return Sessions{connection}.returnable(token, now); });
    }

    const StartedSession parent = begin(own(olivia));
    const StartedSession child = begin(impersonation(parent));
};

TEST_F(Returns, know_who_it_was_and_where_they_came_from) {
    const auto session = returnable(child.token, start);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->id, child.id);
    EXPECT_EQ(session->parent, parent.id);
    EXPECT_EQ(session->subject.id, mia);
    EXPECT_EQ(session->actor.id, olivia);
    EXPECT_EQ(session->impersonated_in, acme);
}

TEST_F(Returns, work_when_the_session_has_expired_or_ended) {
    EXPECT_TRUE(returnable(child.token, start + 2h));
    end(child, start);
    EXPECT_TRUE(returnable(child.token, start));
}

TEST_F(Returns, work_when_the_subject_is_switched_off) {
    write([&](auto& connection) { Users{connection}.set_status(mia, "INACTIVE"); });
    EXPECT_FALSE(behind(child.token, start));
    EXPECT_TRUE(returnable(child.token, start));
}

TEST_F(Returns, work_once) {
    const auto ended = write([&](auto& connection) { return Sessions{connection}.returned(child.id, start); });
    EXPECT_THAT(ended, testing::ElementsAre(child.id));
    EXPECT_FALSE(returnable(child.token, start));
    EXPECT_FALSE(behind(child.token, start));
    EXPECT_TRUE(behind(parent.token, start));
}

TEST_F(Returns, are_for_impersonations_alone) {
    EXPECT_FALSE(returnable(parent.token, start));
    EXPECT_FALSE(returnable("", start));
    EXPECT_FALSE(returnable("returned-" + child.id.string(), start));
}

}  // namespace
}  // namespace mortise::accounts
