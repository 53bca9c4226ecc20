// Ending sessions, and which ones a person may see and end.
#include <gmock/gmock.h>

#include "with_sessions.hpp"

namespace mortise::accounts {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SessionEnds : public WithSessions {
protected:
    template <class Work>
    std::vector<model::SessionId> ended(Work work) {
        return write([&](storage::Connection& connection) { return work(Sessions{connection}); });
    }
};

TEST_F(SessionEnds, takes_the_children_along_and_says_which) {
    const auto parent = begin(own(olivia)), other = begin(own(olivia));
    const auto child = begin(impersonation(parent));
    EXPECT_THAT(end(parent, start), UnorderedElementsAre(parent.id, child.id));
    EXPECT_FALSE(behind(parent.token, start));
    EXPECT_FALSE(behind(child.token, start));
    EXPECT_TRUE(behind(other.token, start));
    EXPECT_THAT(end(parent, start + 1min), IsEmpty()) << "ending is done once";
}

TEST_F(SessionEnds, of_a_child_leaves_the_parent) {
    const auto parent = begin(own(olivia));
    const auto child = begin(impersonation(parent));
    EXPECT_THAT(end(child, start), ElementsAre(child.id));
    EXPECT_TRUE(behind(parent.token, start));
}

TEST_F(SessionEnds, reaches_grandchildren) {
    const auto root = begin(own(olivia));
    auto handed_over = own(olivia);
    handed_over.parent = root.id;
    const auto middle = begin(handed_over);
    const auto leaf = begin(impersonation(middle));
    EXPECT_THAT(end(root, start), UnorderedElementsAre(root.id, middle.id, leaf.id));
}

TEST_F(SessionEnds, of_ones_own_session_alone) {
    const auto mias = begin(own(mia)), olivias = begin(own(olivia));
    const auto as_mia = begin(impersonation(olivias));
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_own(mia, olivias.id, start); }), IsEmpty());
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_own(mia, as_mia.id, start); }), IsEmpty());
    EXPECT_TRUE(behind(as_mia.token, start)) << "the subject neither sees nor ends it";
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_own(mia, mias.id, start); }), ElementsAre(mias.id));
    EXPECT_FALSE(behind(mias.token, start));
}

TEST_F(SessionEnds, of_a_user_spares_the_one_in_use_and_what_others_do) {
    const auto current = begin(own(mia)), elsewhere = begin(own(mia)), olivias = begin(own(olivia));
    const auto as_mia = begin(impersonation(olivias));
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_of_user(mia, start, current.id); }),
                ElementsAre(elsewhere.id));
    EXPECT_TRUE(behind(current.token, start));
    EXPECT_TRUE(behind(as_mia.token, start));
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_of_user(mia, start); }), ElementsAre(current.id));
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_of_user(olivia, start); }),
                UnorderedElementsAre(olivias.id, as_mia.id));
}

TEST_F(SessionEnds, of_all_impersonations_leaves_everybodys_own) {
    const auto parent = begin(own(olivia)), mias = begin(own(mia));
    const auto child = begin(impersonation(parent));
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_impersonations(start); }), ElementsAre(child.id));
    EXPECT_TRUE(behind(parent.token, start));
    EXPECT_TRUE(behind(mias.token, start));
}

TEST_F(SessionEnds, of_what_expired_leaves_what_is_live) {
    auto brief = own(mia);
    brief.absolute = 5min;
    const auto expired = begin(brief), live = begin(own(mia));
    auto quick = own(mia);
    quick.idle = 10min;
    const auto idle = begin(quick);
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_expired(start + 5min); }), ElementsAre(expired.id));
    EXPECT_THAT(ended([&](Sessions sessions) { return sessions.end_expired(start + 10min); }), ElementsAre(idle.id));
    EXPECT_TRUE(behind(live.token, start + 10min));
}

TEST_F(SessionEnds, are_what_the_list_of_ones_own_sessions_leaves_out) {
    const auto first = begin(own(mia)), second = begin(own(mia)), over = begin(own(mia));
    begin(impersonation(begin(own(olivia))));
    end(over, start);
    seen(second, start + 1min);
    const auto listed = [&](model::Instant now) {
        std::vector<model::SessionId> ids;
        for (const auto& session : read([&](auto& connection) { return Sessions{connection}.live_of(mia, now); }))
            ids.push_back(session.id);
        return ids;
    };
    EXPECT_THAT(listed(start + 1min), ElementsAre(second.id, first.id));
    EXPECT_THAT(listed(start + 30min), ElementsAre(second.id));
    EXPECT_THAT(listed(start + 31min), IsEmpty());
}

TEST_F(SessionEnds, are_purged_when_long_past) {
    const auto over = begin(own(mia)), live = begin(own(mia));
    end(over, start + 1min);
    write([&](auto& connection) { Sessions{connection}.make_handoff(live.id, live.id, {}, start); });
    const auto purge = [&](model::Instant before) {
        return write([&](auto& connection) { return Sessions{connection}.purge(before); });
    };
    EXPECT_EQ(purge(start + 1min), 0u);
    EXPECT_EQ(purge(start + 2min), 1u);
    EXPECT_EQ(number("SELECT count(*) FROM handoffs"), 0);
    EXPECT_TRUE(behind(live.token, start + 2min));
    EXPECT_EQ(purge(start + 13h), 1u);
    EXPECT_EQ(number("SELECT count(*) FROM sessions"), 0);
}

}  // namespace
}  // namespace mortise::accounts
