// Committed events, handed to the plugins that subscribe to them.
#include "accounts/workspaces.hpp"
#include "observe/log.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/system_calls.hpp"

namespace mortise::pipeline {
namespace {

constexpr std::chrono::seconds longest_reaction{5};

// One event on its way to one plugin.
struct Notice {
    SystemCall call;
    model::Event event;
    plugins::CallOutput output;
    std::optional<model::Problem> problem;
};

}  // namespace

void SystemCalls::notify(const std::shared_ptr<const Generation>& generation, const std::shared_ptr<plugins::Plugin>& plugin,
                         const model::Event& event, int depth) {
    const auto notice = std::make_shared<Notice>();
    notice->event = event;
    notice->call = {.generation = generation,
                    .plugin = plugin,
                    .label = "events/" + event.name,
                    .permission = {},
                    .action = plugin->manifest().id + ".on-event",
                    .target = event.name,
                    .deadline = longest_reaction,
                    .run = [notice = notice.get()](const plugins::CallInput& input) {
                        return notice->call.plugin->on_event(notice->event, input);
                    }};
    storage::WriteUnit unit;
    unit.run = [this, notice](storage::Connection& connection) {
        try {
            return connection.savepoint([&] {
                const auto workspace = accounts::Workspaces{connection}.by_id(notice->event.workspace);
                if (!workspace && !notice->event.workspace.empty()) return false;  // it is gone, and nobody may act in it
                notice->output = run(connection, notice->call, workspace);
                return true;
            });
        } catch (...) {
            notice->problem = problem_of(std::current_exception());
            connection.set_deadline(std::nullopt);
            return false;
        }
    };
    unit.done = [this, notice, depth](std::exception_ptr error) {
        if (error) notice->problem = problem_of(error);
        if (notice->problem) return note_failure(notice->call, *notice->problem);
        committed(notice->call.generation, notice->output, notice->call.plugin->manifest().id, depth + 1);
    };
    if (environment_.database.write(std::move(unit))) return;
    environment_.metrics.count_plugin(plugin->manifest().id, "events_dropped", 1);
    observe::log(observe::Level::warning, "event_dropped",
                 {{"plugin", plugin->manifest().id}, {"name", event.name}, {"cause", "queue full"}});
}

}  // namespace mortise::pipeline
