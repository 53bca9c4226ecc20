// What the manifests list under `schedules`, run when it is due. Which run is due, and who has it, stands in schedule_runs.
#include <algorithm>
#include <deque>

#include "accounts/workspaces.hpp"
#include "observe/log.hpp"
#include "pipeline/schedule_runs.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/system_calls.hpp"

namespace mortise::pipeline {
namespace {

using Duration = std::chrono::milliseconds;

constexpr std::size_t batch_size = 16;              // runs found by one look
constexpr std::chrono::seconds longest_sleep{10};  // between two looks: another host may have added a workspace
constexpr std::chrono::hours longest_back_off{1};
constexpr std::chrono::minutes clocks_apart{1};    // of two hosts

// After the first failure in a row as long as ever, then twice as long each time.
Duration back_off(Duration every, std::int64_t failures) {
    const auto doubled = every * (std::int64_t{1} << std::min<std::int64_t>(failures - 1, 12));
    return std::min<Duration>(doubled, std::max<Duration>(every, longest_back_off));
}

ScheduleRuns::Time time_at(model::Instant now, Duration every) {
    return {now, now + std::max<Duration>(every, longest_back_off) + clocks_apart};
}

}  // namespace

struct SystemCalls::Batch {
    Batch(SystemCalls& owner, std::shared_ptr<const Generation> generation, model::Instant now)
        : calls{owner}, generation{std::move(generation)}, now{now} {}
    // The last of its runs is over.
    ~Batch() {
        {
            const std::lock_guard lock{calls.mutex_};
            calls.looking_ = false;
            const auto& newest = calls.newest_;
            full = full && !newest.owner_before(generation) && !generation.owner_before(newest);
        }
        if (full) calls.begin_look(generation, now);
    }

    SystemCalls& calls;
    std::shared_ptr<const Generation> generation;
    model::Instant now;
    std::deque<std::pair<Schedule, model::WorkspaceId>> due;
    bool full = false;  // there may be more
};

struct SystemCalls::Run {
    std::shared_ptr<Batch> batch;
    Schedule schedule;
    model::WorkspaceId workspace;
    SystemCall call;
    plugins::CallOutput output;
    std::optional<model::Problem> problem;
};

std::vector<SystemCalls::Schedule> SystemCalls::schedules_of(const Generation& generation) {
    std::vector<Schedule> schedules;
    for (const auto& plugin : generation.plugins) {
        if (!plugin->runs_schedules()) continue;
        for (const auto& spec : plugin->manifest().schedules)
            schedules.push_back({plugin, &spec, generation.policy.plans_with(generation.policy.index_of(spec.needs))});
    }
    return schedules;
}

// Also when the wall clock was set back meanwhile.
bool SystemCalls::is_time(const Schedule& schedule, model::Instant now) {
    const auto next = next_look_.find(schedule.key());
    return next == next_look_.end() || next->second <= now || next->second > now + longest_sleep;
}

void SystemCalls::run_schedules(const std::shared_ptr<const Generation>& generation, model::Instant now) {
    {
        const std::lock_guard lock{mutex_};
        newest_ = generation;
    }
    begin_look(generation, now);
}

void SystemCalls::begin_look(const std::shared_ptr<const Generation>& generation, model::Instant now) {
    if (stopping_) return;
    const auto schedules = schedules_of(*generation);
    {
        const std::lock_guard lock{mutex_};
        if (looking_ || std::ranges::none_of(schedules, [&](const Schedule& schedule) { return is_time(schedule, now); })) return;
        looking_ = true;
    }
    if (workers_.post([this, generation, now] { look(generation, now); })) return;
    const std::lock_guard lock{mutex_};  // the workers are busy with requests: another time
    looking_ = false;
}

void SystemCalls::look(const std::shared_ptr<const Generation>& generation, model::Instant now) {
    const auto batch = std::make_shared<Batch>(*this, generation, now);
    try {
        environment_.database.read([&](storage::Connection& connection) {
            for (const auto& schedule : schedules_of(*generation)) {
                const ScheduleRuns known{connection, {schedule.plugin->manifest().id, schedule.spec->handler}};
                const auto due = known.due(schedule.plans, time_at(now, schedule.spec->every), batch_size);
                const auto next = known.next().value_or(now + longest_sleep);
                for (const auto& workspace : due) batch->due.emplace_back(schedule, workspace);
                batch->full = batch->full || due.size() == batch_size;
                const std::lock_guard lock{mutex_};
                next_look_[schedule.key()] = due.empty() ? std::min<model::Instant>(next, now + longest_sleep) : now;
            }
        });
    } catch (const std::exception& error) {
        observe::log(observe::Level::warning, "schedules_not_read", {{"cause", error.what()}});
    }
    queue_next(batch);
}

// One at a time: what people ask for meanwhile never waits behind more than one run.
void SystemCalls::queue_next(const std::shared_ptr<Batch>& batch) {
    if (batch->due.empty()) return;
    auto [schedule, workspace] = std::move(batch->due.front());
    batch->due.pop_front();
    const auto run = std::make_shared<Run>(
        Run{.batch = batch, .schedule = std::move(schedule), .workspace = workspace, .call = {}, .output = {}, .problem = {}});
    const auto& spec = *run->schedule.spec;
    const auto handler = run->schedule.plugin->handler(spec.handler);
    run->call = {.generation = run->batch->generation,
                 .plugin = run->schedule.plugin,
                 .label = "schedules/" + spec.handler,
                 .permission = spec.needs,
                 .action = spec.action,
                 .target = {},
                 .deadline = spec.deadline,
                 .run = [plugin = run->schedule.plugin, handler](const plugins::CallInput& input) {
                     return plugin->handle(handler, input);
                 }};
    storage::WriteUnit unit;
    unit.run = [this, run](storage::Connection& connection) { return run_due(*run, connection); };
    unit.done = [this, run](std::exception_ptr error) {
        if (error) {
            run->problem = problem_of(error);
            run->batch->full = false;  // nothing was moved on; looking again at once would find it again at once
        }
        if (run->problem) note_failure(run->call, *run->problem);
        else committed(run->call.generation, run->output, {}, 0);
        queue_next(run->batch);
    };
    if (!environment_.database.write(std::move(unit))) run->batch->full = false;  // it is still due, and found again
}

bool SystemCalls::run_due(Run& run, storage::Connection& connection) {
    const auto& schedule = run.schedule;
    const auto now = run.batch->now;
    ScheduleRuns runs{connection, {schedule.plugin->manifest().id, schedule.spec->handler}};
    try {
        return connection.savepoint([&] {
            if (stopping_ || !runs.claim(run.workspace, time_at(now, schedule.spec->every), now + schedule.spec->every)) return false;
            const auto workspace = accounts::Workspaces{connection}.by_id(run.workspace);
            const bool of_plan = workspace && std::ranges::find(schedule.plans, workspace->plan) != schedule.plans.end();
            if (of_plan) run.output = this->run(connection, run.call, workspace);
            return true;
        });
    } catch (...) {
        run.problem = problem_of(std::current_exception());
    }
    connection.set_deadline(std::nullopt);
    runs.set_due(run.workspace, now + back_off(schedule.spec->every, runs.count_failure(run.workspace, now)));
    return true;
}

void SystemCalls::schedule_soon(storage::Connection& connection, std::string_view plugin,
                                const std::optional<model::WorkspaceView>& workspace, const std::vector<std::string>& schedules) {
    if (!workspace) return;
    for (const auto& schedule : schedules) ScheduleRuns{connection, {plugin, schedule}}.set_due(workspace->id, model::now());
}

}  // namespace mortise::pipeline
