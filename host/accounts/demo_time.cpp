#include "accounts/demo_time.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <span>

namespace mortise::accounts::demo {
namespace {

using namespace std::chrono_literals;
using storage::arg;

struct Running {
    std::string_view email, workspace, description;
    std::chrono::minutes since;
};

constexpr std::array<Running, 3> running{{{"mia@acme.example", "Acme", "Onboarding checklist", 47min},
                                          {"casey@contract.example", "Globex", "Warehouse report", 95min},
                                          {"casey@contract.example", "Hooli", "Search index", 20min}}};

struct Habit {
    std::string_view email;
    std::span<const std::string_view> workspaces;  // one a day, in turn
};

constexpr std::array<std::string_view, 1> acme{"Acme"};
constexpr std::array<std::string_view, 4> everywhere{"Acme", "Globex", "Hooli", "Casey's own"};
constexpr std::array<Habit, 3> habits{
    {{"mia@acme.example", acme}, {"noah@acme.example", acme}, {"casey@contract.example", everywhere}}};

constexpr std::array<std::string_view, 6> descriptions{"Planning",    "Review of drafts", "Support",
                                                       "Weekly call", "Write-up",         "Research"};
constexpr std::array<std::pair<std::chrono::minutes, std::chrono::minutes>, 3> day{
    {{8h + 30min, 85min}, {10h + 15min, 105min}, {13h, 150min}}};

bool time_tracker_is_here(storage::Connection& connection) {
    return !connection
                .query("SELECT number FROM schema_migrations WHERE owner = 'time-tracker' LIMIT 1", {}, {storage::Type::integer})
                .empty();
}

void add(storage::Connection& connection, const model::UserId& user, const model::WorkspaceId& workspace,
         std::string_view description, model::Instant start, std::optional<model::Instant> end) {
    connection.execute(
        R"(
        INSERT INTO time_entries (id, workspace_id, user_id, description, billable, started_at, ended_at, created_at)
        VALUES (:id, :workspace, :user, :description, :billable, :start, :end, :start))",
        {arg("id", model::make_id()), arg("workspace", workspace), arg("user", user), arg("description", description),
         arg("billable", description != "Planning"), arg("start", start), arg("end", end)});
}

bool is_working_day(std::chrono::sys_days date) {
    const std::chrono::weekday weekday{date};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

}  // namespace

void seed_time(storage::Connection& connection, const UserIds& users, const WorkspaceIds& workspaces, model::Instant now) {
    if (!time_tracker_is_here(connection)) return;
    const auto today = std::chrono::floor<std::chrono::days>(now);
    for (int ago = 21; ago >= 1; --ago) {
        const auto date = today - std::chrono::days{ago};
        if (!is_working_day(date)) continue;
        for (const auto& [email, turns] : habits)
            for (std::size_t i = 0; i < day.size(); ++i) {
                const auto start = model::Instant{date} + day[i].first;
                const auto workspace = workspaces.find(turns[ago % turns.size()])->second;
                add(connection, users.find(email)->second, workspace, descriptions[(ago + i) % descriptions.size()], start,
                    start + day[i].second);
            }
    }
    // Timers start on whole seconds, as those that people start do.
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    for (const auto& [email, workspace, description, since] : running)
        add(connection, users.find(email)->second, workspaces.find(workspace)->second, description, second - since, std::nullopt);
}

}  // namespace mortise::accounts::demo
