#include "pipeline/schedule_runs.hpp"

namespace mortise::pipeline {

using storage::arg;
using storage::Type;

std::vector<model::WorkspaceId> ScheduleRuns::due(const std::vector<std::string>& plans, Time time,
                                                  std::size_t most) const {
    if (plans.empty()) return {};
    std::vector<storage::Parameter> parameters{arg("plugin", name_.plugin), arg("schedule", name_.schedule),
                                               arg("now", model::to_microseconds(time.now)),
                                               arg("latest", model::to_microseconds(time.latest)),
                                               arg("most", static_cast<std::int64_t>(most))};
    std::vector<std::string> names;  // of the parameters, which keep views of them
    names.reserve(plans.size());
    std::string list;
    for (const auto& plan : plans) {
        const auto& name = names.emplace_back("plan" + std::to_string(names.size()));
        list += (list.empty() ? ":" : ", :") + name;
        parameters.push_back(arg(name, std::string_view{plan}));
    }
    const Type wanted = Type::text;
    const auto rows = connection_.query(storage::TableAccess::host(),
                                        "SELECT w.id FROM workspaces w LEFT JOIN schedule_runs r "
                                        "ON r.workspace_id = w.id AND r.plugin = :plugin AND r.schedule = :schedule "
                                        "WHERE (coalesce(r.due_at, 0) <= :now OR r.due_at > :latest) AND w.plan IN (" +
                                            list +
                                            ") "
                                            "ORDER BY coalesce(r.due_at, 0), w.id LIMIT :most",
                                        parameters, {&wanted, 1});
    std::vector<model::WorkspaceId> workspaces;
    for (std::size_t row = 0; row < rows.size(); ++row) workspaces.push_back(model::WorkspaceId::trusted(rows.text(row, 0)));
    return workspaces;
}

std::optional<model::Instant> ScheduleRuns::next() const {
    const auto rows =
        connection_.query("SELECT coalesce(min(due_at), 0) FROM schedule_runs WHERE plugin = :plugin AND schedule = :schedule",
                          {arg("plugin", name_.plugin), arg("schedule", name_.schedule)}, {Type::integer});
    const auto due = rows.integer(0, 0);
    return due == 0 ? std::nullopt : std::optional{model::from_microseconds(due)};
}

bool ScheduleRuns::claim(const model::WorkspaceId& workspace, Time time, model::Instant next) {
    const auto rows = connection_.query(
        "INSERT INTO schedule_runs (plugin, schedule, workspace_id, due_at, failures) VALUES (:plugin, :schedule, :workspace, "
        ":next, 0) "
        "ON CONFLICT (plugin, schedule, workspace_id) DO UPDATE SET due_at = excluded.due_at, failures = 0 WHERE "
        "schedule_runs.due_at <= :now OR schedule_runs.due_at > :latest "
        "RETURNING due_at",
        {arg("plugin", name_.plugin), arg("schedule", name_.schedule), arg("workspace", workspace.view()),
         arg("next", model::to_microseconds(next)), arg("now", model::to_microseconds(time.now)),
         arg("latest", model::to_microseconds(time.latest))},
        {Type::integer});
    return !rows.empty();
}

std::int64_t ScheduleRuns::count_failure(const model::WorkspaceId& workspace, model::Instant now) {
    return connection_
        .query(
            "INSERT INTO schedule_runs (plugin, schedule, workspace_id, due_at, failures) VALUES (:plugin, :schedule, "
            ":workspace, :now, 1) "
            "ON CONFLICT (plugin, schedule, workspace_id) DO UPDATE SET failures = schedule_runs.failures + 1 RETURNING failures",
            {arg("plugin", name_.plugin), arg("schedule", name_.schedule), arg("workspace", workspace.view()),
             arg("now", model::to_microseconds(now))},
            {Type::integer})
        .integer(0, 0);
}

void ScheduleRuns::set_due(const model::WorkspaceId& workspace, model::Instant due) {
    connection_.execute(
        "INSERT INTO schedule_runs (plugin, schedule, workspace_id, due_at, failures) VALUES (:plugin, :schedule, :workspace, "
        ":due, 0) "
        "ON CONFLICT (plugin, schedule, workspace_id) DO UPDATE SET due_at = excluded.due_at",
        {arg("plugin", name_.plugin), arg("schedule", name_.schedule), arg("workspace", workspace.view()),
         arg("due", model::to_microseconds(due))});
}

}  // namespace mortise::pipeline
