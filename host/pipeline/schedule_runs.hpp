// The table schedule_runs: when each schedule is due for each workspace.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/principal.hpp"
#include "storage/connection.hpp"

namespace mortise::pipeline {

// One schedule of one plugin, by the name of its handler.
struct ScheduleName {
    std::string_view plugin, schedule;
};

class ScheduleRuns {
public:
    ScheduleRuns(storage::Connection& connection, ScheduleName name) : connection_{connection}, name_{name} {}

    // Now, and a moment that no run is put off beyond: where one is due after that, the clock was set back meanwhile, and it is due.
    struct Time {
        model::Instant now, latest;
    };

    // Workspaces of these plans for which it is due, the longest overdue first; one that it never ran for is due.
    std::vector<model::WorkspaceId> due(const std::vector<std::string>& plans, Time time, std::size_t most) const;
    // When the next one will be due; nothing: as far as is known, none will.
    std::optional<model::Instant> next() const;

    // Takes the run that is due now and says when the next one is. False: somebody else had it. REQUIRES: a unit of work, that of
    // the run.
    bool claim(const model::WorkspaceId& workspace, Time time, model::Instant next);
    // It failed, and was undone: the number of times in a row, this one counted.
    std::int64_t count_failure(const model::WorkspaceId& workspace, model::Instant now);
    void set_due(const model::WorkspaceId& workspace, model::Instant due);

private:
    storage::Connection& connection_;
    ScheduleName name_;
};

}  // namespace mortise::pipeline
