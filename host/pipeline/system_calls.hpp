// Calls that nobody asked for: the host makes them itself, because a schedule is due or because of an event that a plugin
// subscribes to. The principal is the system, the workspace that of the run or of the event; each is a unit of work of its own,
// and has a row in the audit log when it changed something.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.hpp"
#include "pipeline/environment.hpp"
#include "pipeline/generation.hpp"
#include "pipeline/workers.hpp"
#include "plugins/call.hpp"

namespace mortise::pipeline {

struct SystemCall {
    std::shared_ptr<const Generation> generation;  // kept until the call is over, and with it the plugin
    std::shared_ptr<plugins::Plugin> plugin;
    std::string label;           // schedules/stop_overdue, for the log and as the call's path
    std::string permission;      // held in the call; empty: none
    std::string action, target;  // of its audit row, the target where the plugin names none
    std::chrono::milliseconds deadline{10'000};
    std::function<plugins::CallOutput(const plugins::CallInput&)> run;
};

class SystemCalls {
public:
    SystemCalls(const Environment& environment, Workers& workers) : environment_{environment}, workers_{workers} {}

    // What a call, whoever made it, leaves to be done: within its unit, ...
    void schedule_soon(storage::Connection& connection, std::string_view plugin,
                       const std::optional<model::WorkspaceView>& workspace, const std::vector<std::string>& schedules);
    // ... and after the commit. Events go to subscribers one after the other, at most once: those that the writer's queue has no
    // room for, or that wait when the process ends, are lost, and the former counted.
    void committed(const std::shared_ptr<const Generation>& generation, const plugins::CallOutput& output) {
        committed(generation, output, {}, 0);
    }

    // Once a second, with the newest generation: runs what is due, one workspace after another. What was found due under an older
    // one runs, and nothing more is looked for under that.
    void run_schedules(const std::shared_ptr<const Generation>& generation, model::Instant now);
    // No run begins any more. Those that wait are still due: this host finds them at its next start, or another does.
    void stop_schedules() noexcept { stopping_ = true; }

private:
    struct Schedule {
        std::shared_ptr<plugins::Plugin> plugin;
        const plugins::ScheduleSpec* spec;
        std::vector<std::string> plans;
        std::string key() const { return plugin->manifest().id + '.' + spec->handler; }
    };
    struct Batch;  // runs that were found due together
    struct Run;

    // system_calls.cpp
    plugins::CallOutput run(storage::Connection& connection, const SystemCall& call,
                            const std::optional<model::WorkspaceView>& workspace);
    void note_failure(const SystemCall& call, const model::Problem& problem);
    // `publisher`: the subscriber whose events these are, which they do not come back to. The chain ends after a few.
    void committed(const std::shared_ptr<const Generation>& generation, const plugins::CallOutput& output,
                   std::string_view publisher, int depth);

    // subscriptions.cpp
    void notify(const std::shared_ptr<const Generation>& generation, const std::shared_ptr<plugins::Plugin>& plugin,
                const model::Event& event, int depth);

    // schedules.cpp
    static std::vector<Schedule> schedules_of(const Generation& generation);
    bool is_time(const Schedule& schedule, model::Instant now);
    void begin_look(const std::shared_ptr<const Generation>& generation, model::Instant now);
    void look(const std::shared_ptr<const Generation>& generation, model::Instant now);
    void queue_next(const std::shared_ptr<Batch>& batch);
    bool run_due(Run& run, storage::Connection& connection);

    const Environment& environment_;
    Workers& workers_;
    std::mutex mutex_;
    std::map<std::string, model::Instant, std::less<>> next_look_;  // by key(); what is not there is looked at
    std::weak_ptr<const Generation> newest_;
    std::atomic<bool> stopping_ = false;
    bool looking_ = false;                                          // until all that was found has run
};

}  // namespace mortise::pipeline
