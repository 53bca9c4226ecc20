#include <thread>

#include "pipeline/system_calls_world.hpp"

namespace mortise::pipeline {
namespace {

class Schedules : public SystemCallsWorld {
protected:
    // Runs note the plan of their workspace.
    std::shared_ptr<PluginOfFunctions> tidying(std::string id = "tidy") {
        auto plugin =
            std::make_shared<PluginOfFunctions>(std::move(id), [this](const plugins::CallInput& input, const model::Event*) {
                seen = input.principal;
                held.assign(input.permissions.begin(), input.permissions.end());
                if (fails) throw std::runtime_error{"the plugin is broken"};
                return quiet ? plugins::CallOutput{} : note(input, input.workspace->plan);
            });
        plugin->every(1min);
        return plugin;
    }
    std::string rows() { return value("SELECT CAST(count(*) AS TEXT) FROM audit_log"); }

    model::Principal seen;
    std::vector<std::string> held;
    bool fails = false, quiet = false;
};

TEST_F(Schedules, RunForWorkspacesOfThePlan) {
    enable({tidying()});
    tick(start);
    EXPECT_EQ(value("SELECT group_concat(text, ' ') FROM (SELECT text FROM notes ORDER BY text)"), "enterprise pro");
    EXPECT_EQ(seen.kind, model::PrincipalKind::system);
    EXPECT_TRUE(seen.subject.id.empty());
    EXPECT_EQ(held, std::vector<std::string>{"tidy.run"});
}

TEST_F(Schedules, WriteAnAuditRowOfWhatTheyChanged) {
    enable({tidying()});
    quiet = true;
    tick(start);
    EXPECT_EQ(rows(), "0");
    quiet = false;
    tick(start + 1min);
    EXPECT_EQ(rows(), "2");
    EXPECT_EQ(
        value("SELECT action || ' ' || node || ' ' || result || ' ' || coalesce(subject_id, 'nobody') FROM audit_log LIMIT 1"),
        "tidy.tidy node done nobody");
    EXPECT_EQ(value("SELECT w.plan FROM audit_log a JOIN workspaces w ON w.id = a.workspace_id ORDER BY w.plan LIMIT 1"),
              "enterprise");
}

TEST_F(Schedules, KeepTheirPaceAndMakeUpForNothing) {
    enable({tidying()});
    tick(start);
    tick(start + 30s);
    EXPECT_EQ(rows(), "2");
    tick(start + 1min);
    EXPECT_EQ(rows(), "4");
    tick(start + 24h);  // nobody was there meanwhile
    EXPECT_EQ(rows(), "6");
    tick(start + 24h + 1s);
    EXPECT_EQ(rows(), "6");
}

TEST_F(Schedules, GoOnWhenTheClockWasAheadAndIsSetBack) {
    enable({tidying()});
    tick(start + 24h * 365);
    EXPECT_EQ(rows(), "2");
    tick(start);
    EXPECT_EQ(rows(), "4");
    tick(start + 30s);
    EXPECT_EQ(rows(), "4");
    tick(start + 1min);
    EXPECT_EQ(rows(), "6");
}

TEST_F(Schedules, AreLookedForUnderTheNewestGenerationAlone) {
    for (int i = 0; i < 38; ++i) add_workspace("pro");
    std::shared_ptr<Generation> after_reload;  // in which nobody runs schedules
    auto plugin = std::make_shared<PluginOfFunctions>("tidy", [&](const plugins::CallInput& input, const model::Event*) {
        calls.run_schedules(after_reload, start);  // a second passes
        return note(input, "run");
    });
    plugin->every(1min);
    enable({});
    after_reload = generation;
    enable({plugin});
    tick(start);
    EXPECT_EQ(value("SELECT CAST(count(*) AS TEXT) FROM notes"), "16") << "what was found due before";
}

TEST_F(Schedules, LeaveWhatWaitsWhenTheHostStops) {
    for (int i = 0; i < 38; ++i) add_workspace("pro");
    auto plugin = std::make_shared<PluginOfFunctions>("tidy", [this](const plugins::CallInput& input, const model::Event*) {
        calls.stop_schedules();
        return note(input, "first");
    });
    plugin->every(1min);
    enable({plugin});
    tick(start);
    tick(start + 1min);
    EXPECT_EQ(notes(), "first");
    EXPECT_EQ(value("SELECT CAST(count(*) AS TEXT) FROM schedule_runs"), "1") << "the others are still due";
}

TEST_F(Schedules, FollowAPlanAndANewWorkspace) {
    enable({tidying()});
    tick(start);
    add_workspace("pro");
    database->write_and_wait([&](storage::Connection& connection) {
        accounts::Workspaces{connection}.set_plan(workspaces.at("enterprise"), "free");
        return true;
    });
    tick(start + 1min);
    EXPECT_EQ(notes().substr(notes().find(' ', notes().find(' ') + 1) + 1), "pro pro") << notes();
}

TEST_F(Schedules, EndWithTheirPluginAndWithTheGrant) {
    const auto plugin = tidying();
    enable({plugin});
    plugin->granted(false);
    tick(start);
    enable({});
    tick(start + 1min);
    EXPECT_EQ(notes(), "");
}

TEST_F(Schedules, AreUndoneWhenTheyFailAndTriedLaterAndLater) {
    database->write_and_wait([&](storage::Connection& connection) {
        accounts::Workspaces{connection}.set_plan(workspaces.at("enterprise"), "free");
        return true;
    });
    int runs = 0;
    auto plugin = std::make_shared<PluginOfFunctions>("tidy", [&](const plugins::CallInput& input, const model::Event*) {
        ++runs;
        auto output = note(input, "kept");
        if (fails) output.refusal = model::problems::internal("the plugin is broken");
        return output;
    });
    plugin->every(1min);
    enable({plugin});
    fails = true;
    auto now = start;
    for (const auto pause : {1min, 2min, 4min, 8min, 16min, 32min, 60min, 60min}) {  // an hour at most
        const auto before = runs;
        tick(now);
        EXPECT_EQ(runs, before + 1) << pause.count();
        tick(now + pause - 1s);
        EXPECT_EQ(runs, before + 1) << pause.count();
        now += pause;
    }
    EXPECT_EQ(notes(), "");
    EXPECT_EQ(rows(), "0");
    EXPECT_TRUE(counted("system_calls_failed")) << metrics.text();
    fails = false;
    tick(now);
    tick(now + 1min);  // at its usual pace again
    EXPECT_EQ(notes(), "kept kept");
}

TEST_F(Schedules, LeaveTheOthersAloneWhenOneFails) {
    auto broken = tidying("broken");
    auto good = std::make_shared<PluginOfFunctions>(
        "good", [](const plugins::CallInput& input, const model::Event*) { return note(input, "good"); });
    good->every(1min);
    enable({broken, good});
    fails = true;
    tick(start);
    EXPECT_EQ(notes(), "good good");
}

TEST_F(Schedules, RunSoonWhenAskedTo) {
    enable({tidying()});
    tick(start);
    const auto before = notes();
    database->write_and_wait([&](storage::Connection& connection) {
        calls.schedule_soon(connection, "tidy", accounts::Workspaces{connection}.by_id(workspaces.at("pro")), {"tidy"});
        calls.schedule_soon(connection, "tidy", accounts::Workspaces{connection}.by_id(workspaces.at("free")), {"tidy"});
        return true;
    });
    plugins::CallOutput asked;
    asked.soon = {"tidy"};
    calls.committed(generation, asked);
    tick(start + 10s);
    EXPECT_EQ(notes(), before + " pro") << "of a plan that has none there is none";
    tick(start + 20s);
    EXPECT_EQ(notes(), before + " pro");
}

TEST_F(Schedules, TakeManyWorkspacesAFewAtATime) {
    for (int i = 0; i < 38; ++i) add_workspace("pro");
    enable({tidying()});
    tick(start);
    EXPECT_EQ(value("SELECT CAST(count(*) AS TEXT) FROM notes"), "40");
}

TEST_F(Schedules, ConcurrentHostsRunEachOnce) {
    for (int i = 0; i < 8; ++i) add_workspace("pro");
    enable({tidying()});
    SystemCalls elsewhere{environment, workers};
    std::thread other{[&] { elsewhere.run_schedules(generation, start); }};
    calls.run_schedules(generation, start);
    other.join();
    settle();
    EXPECT_EQ(value("SELECT CAST(count(*) AS TEXT) FROM notes"), "10");
}

TEST_F(Schedules, ARunIsClaimedOnceAndGivenBackByAnUndoneUnit) {
    const auto claim = [&](bool keep) {
        bool claimed = false;
        database->write_and_wait([&](storage::Connection& connection) {
            claimed = ScheduleRuns{connection, {"tidy", "tidy"}}.claim(workspaces.at("pro"), {start, start + 1h}, start + 1min);
            return keep;
        });
        return claimed;
    };
    EXPECT_TRUE(claim(false));  // its host died
    EXPECT_TRUE(claim(true));
    EXPECT_FALSE(claim(true));
}

}  // namespace
}  // namespace mortise::pipeline
