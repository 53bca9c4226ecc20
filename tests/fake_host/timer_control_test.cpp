// The tests of a plugin, as its author would write them: timer-control on the fake host. docs/how-to/test-a-plugin.md is cut from
// here.
#include <gtest/gtest.h>
#include <mortise/testing/fake_host.hpp>
#include <mortise/testing/sqlite.hpp>

namespace {

using namespace mortise::testing;

class TimerControl : public ::testing::Test {
protected:
    TimerControl() {
        database.migrate(PACKAGES "/time-tracker/migrations");
        database.may("time_entries",
                     {.read = {"id", "workspace_id", "user_id", "description", "billable", "started_at", "ended_at"},
                      .write = {"ended_at"}});
        host.use(database).event("timer.stopped", Audience::user).event("account.changed", Audience::workspace_owners);
    }
    void start_timer_of_mia() {
        database.script("INSERT INTO time_entries (id, workspace_id, user_id, started_at, created_at) VALUES ('e1', '" + acme_id +
                        "', '" + mia_id + "', 1789000000000000, 0)");
    }
    Answer stop(std::string_view body = "{}") { return host.post("stop").in(acme_id).path("user", mia_id).body(body).run(); }
    std::string running() { return database.value("SELECT count(*) FROM time_entries WHERE ended_at IS NULL"); }

    SqliteDatabase database;
    FakeHost host = FakeHost::load(PACKAGES "/timer-control");
};

TEST_F(TimerControl, StopsTheTimerAndTellsTheMember) {
    start_timer_of_mia();
    const auto answer = stop();
    EXPECT_EQ(answer.status, 200u);
    EXPECT_EQ(running(), "0");
    ASSERT_EQ(answer.events.size(), 2u);
    EXPECT_EQ(answer.events[0].name, "timer.stopped");
    EXPECT_EQ(answer.events[0].user_id, mia_id);
}

TEST_F(TimerControl, RefusesWhereNothingRuns) {
    const auto answer = stop();
    EXPECT_EQ(answer.status, 404u);
    EXPECT_EQ(answer.reason, "timer_not_running");
    EXPECT_TRUE(answer.events.empty());
}

TEST_F(TimerControl, IsNotForMembersOfOtherWorkspaces) {
    start_timer_of_mia();
    const auto answer = host.post("stop").in(acme_id).path("user", id_of('9')).run();
    EXPECT_EQ(answer.reason, "user_not_found");
    EXPECT_EQ(running(), "1");
}

TEST_F(TimerControl, DoesNothingWhenTheDatabaseGoesAway) {
    start_timer_of_mia();
    host.fail(1, MORTISE_E_UNAVAILABLE);  // the first call that the plugin makes of the host
    EXPECT_EQ(stop().status, 503u);
    EXPECT_EQ(running(), "1");
    EXPECT_TRUE(host.events().empty());
}

TEST_F(TimerControl, DoesNothingWhenTheEventCannotBeKept) {
    start_timer_of_mia();
    host.fail(2, MORTISE_E_LIMIT);
    EXPECT_EQ(stop().status, 500u);
    EXPECT_EQ(running(), "1") << "the unit was undone";
}

TEST_F(TimerControl, WorksAtTheTimeOfTheTest) {
    start_timer_of_mia();
    host.now(1789000003000000);
    stop();
    EXPECT_EQ(database.value("SELECT ended_at - started_at FROM time_entries"), "3000000");
}

TEST_F(TimerControl, AnswersWhatTheScriptSays) {
    FakeHost scripted = FakeHost::load(PACKAGES "/timer-control");
    scripted.storage().when("UPDATE time_entries SET ended_at = :end").fails(MORTISE_E_CONFLICT);
    EXPECT_EQ(scripted.post("stop").in(acme_id).path("user", mia_id).run().reason, "conflict");
}

TEST_F(TimerControl, LivesOnAHostWithoutEvents) {
    start_timer_of_mia();
    host.without("mortise.events/1");
    EXPECT_EQ(stop().status, 500u) << "it cannot do its work, and says so";
    EXPECT_EQ(running(), "1");
    EXPECT_FALSE(host.log().empty());
}

}  // namespace
