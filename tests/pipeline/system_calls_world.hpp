// System calls on a real database: plugins made of functions, workspaces of three plans, and a clock that a test moves.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <thread>

#include "../plugins/temporary_folder.hpp"
#include "accounts/workspaces.hpp"
#include "pipeline/record.hpp"
#include "pipeline/schedule_runs.hpp"
#include "pipeline/system_calls.hpp"

namespace mortise::pipeline {

using namespace std::chrono_literals;

// What a plugin does in a run, or about an event. `changes` and `events` of its output are its own to fill.
using Deed = std::function<plugins::CallOutput(const plugins::CallInput&, const model::Event*)>;

class PluginOfFunctions final : public plugins::Plugin {
public:
    PluginOfFunctions(std::string id, Deed deed) : deed_{std::move(deed)}, tables_{id, {}} {
        manifest_.id = id;
        manifest_.permissions[id + ".run"] = {};
    }
    PluginOfFunctions& every(std::chrono::milliseconds interval) {
        plugins::ScheduleSpec schedule;
        schedule.handler = "tidy";
        schedule.every = interval;
        schedule.needs = manifest_.id + ".run";
        schedule.action = manifest_.id + ".tidy";
        manifest_.schedules.push_back(schedule);
        return *this;
    }
    PluginOfFunctions& listens_to(std::string event) { return manifest_.subscribes.push_back(std::move(event)), *this; }
    PluginOfFunctions& granted(bool is) { return granted_ = is, *this; }

    const plugins::Manifest& manifest() const override { return manifest_; }
    const storage::TableAccess& tables() const override { return tables_; }
    const boost::json::object& settings() const override { return settings_; }
    bool runs_schedules() const override { return granted_; }
    std::uint32_t handler(std::string_view) const override { return 0; }
    plugins::CallOutput handle(std::uint32_t, const plugins::CallInput& input) override { return deed_(input, nullptr); }
    plugins::CallOutput on_event(const model::Event& event, const plugins::CallInput& input) override {
        return deed_(input, &event);
    }

private:
    plugins::Manifest manifest_;
    Deed deed_;
    storage::TableAccess tables_;
    boost::json::object settings_;
    bool granted_ = true;
};

class SystemCallsWorld : public ::testing::Test {
protected:
    explicit SystemCallsWorld(std::size_t write_queue = 1024) : most_writes{write_queue} {
        database->migrate({storage::host_migrations()});
        database->write_and_wait([&](storage::Connection& connection) {
            connection.execute("CREATE TABLE notes (text TEXT NOT NULL)");
            return true;
        });
        for (const char* plan : {"free", "pro", "enterprise"}) workspaces[plan] = add_workspace(plan);
    }
    ~SystemCallsWorld() override { database->drain(); }

    model::WorkspaceId add_workspace(const std::string& plan) {
        model::WorkspaceId id;
        database->write_and_wait([&](storage::Connection& connection) {
            id = accounts::Workspaces{connection}.add(plan, plan, "", start);
            return true;
        });
        return id;
    }

    // Enables these plugins; their schedules are for the plan pro and above.
    void enable(std::vector<std::shared_ptr<PluginOfFunctions>> enabled) {
        config::AccessRules rules;
        rules.plans = {"free", "pro", "enterprise"};
        rules.roles = {"owner"};
        std::map<std::string, std::string, std::less<>> defined;
        for (const auto& plugin : enabled) {
            const auto& id = plugin->manifest().id;
            defined.emplace(id + ".run", id);
            rules.rules[id].push_back({id + ".run", {}, false, "pro", {"owner"}});
        }
        generation = std::make_shared<Generation>(Generation{.settings = {},
                                                             .public_url = {},
                                                             .policy = access::Policy{rules, defined},
                                                             .plugins = {enabled.begin(), enabled.end()}});
    }

    // A second passes, at that time; returns when all that it set off is done.
    void tick(model::Instant now) {
        calls.run_schedules(generation, now);
        settle();
    }
    void settle() {
        for (int i = 0; i < 64; ++i) {  // a run is followed by the next, and a batch that is full by another
            std::promise<void> idle;
            while (!workers.post([&] { idle.set_value(); })) std::this_thread::yield();
            idle.get_future().wait();
            database->write_and_wait([](storage::Connection&) { return false; });
        }
    }
    // As a request would leave it.
    void commit(const std::string& event, std::string_view payload = "{}") {
        plugins::CallOutput output;
        output.events.push_back({event, model::Audience::workspace, workspaces.at("pro"), {}, std::string{payload}});
        calls.committed(generation, output);
    }

    std::string value(const std::string& sql) {
        std::string found;
        database->read([&](storage::Connection& connection) {
            const auto rows = connection.query(sql, {}, {storage::Type::text});
            if (!rows.empty()) found = rows.text(0, 0);
        });
        return found;
    }
    // Everything that notes() wrote and that was kept.
    std::string notes() {
        return value("SELECT coalesce(group_concat(text, ' '), '') FROM (SELECT text FROM notes ORDER BY rowid)");
    }
    static plugins::CallOutput note(const plugins::CallInput& input, std::string_view text) {
        input.connection.execute("INSERT INTO notes (text) VALUES (:text)", {storage::arg("text", text)});
        plugins::CallOutput output;
        output.changes = 1;
        return output;
    }
    bool counted(std::string_view text) const { return metrics.text().find(text) != std::string::npos; }

    const model::Instant start = std::chrono::floor<std::chrono::seconds>(model::now());
    const std::size_t most_writes;  // that the writer's queue holds
    plugins::TemporaryFolder folder;
    std::unique_ptr<storage::Database> database =
        storage::Database::open({.url = "sqlite:" + (folder / "test.db").string(), .readers = 2, .write_queue = most_writes});
    std::map<std::string, model::WorkspaceId> workspaces;
    observe::Metrics metrics;
    accounts::Bookkeeping bookkeeping;
    RefusalThrottle refusals;
    std::unique_ptr<events::Bus> bus = events::Bus::make({});
    const accounts::Pepper pepper{"a pepper for tests, long enough to be one"};
    const Environment environment{*database, *bus, pepper, bookkeeping, refusals, metrics, "node"};
    std::shared_ptr<Generation> generation;
    SystemCalls calls{environment, workers};
    Workers workers{1, 64};
};

}  // namespace mortise::pipeline
