#include "time_entries.hpp"

#include <limits>

namespace time_tracker {

using namespace mortise;

namespace {

constexpr Instant beginning{std::numeric_limits<std::int64_t>::min()};
constexpr Instant end_of_time{std::numeric_limits<std::int64_t>::max()};

}  // namespace

void TimeEntries::add(const TimeEntry& entry, Instant now) const {
    constexpr auto sql = R"(
        INSERT INTO time_entries (id, workspace_id, user_id, description, billable, started_at, ended_at, created_at)
        VALUES (:id, :workspace, :user, :description, :billable, :started_at, :ended_at, :now))";
    storage_.exec(sql, arg("id", entry.id), arg("workspace", workspace_), arg("user", entry.user),
                  arg("description", entry.description), arg("billable", entry.billable), arg("started_at", entry.started_at),
                  arg("ended_at", entry.ended_at), arg("now", now));
}

std::optional<TimeEntry> TimeEntries::stop(std::string_view user, Instant end) const {
    constexpr auto sql = R"(
        UPDATE time_entries SET ended_at = :end
        WHERE workspace_id = :workspace AND user_id = :user AND ended_at IS NULL AND started_at <= :end
        RETURNING id, workspace_id, user_id, description, billable, started_at, ended_at)";
    return storage_.first<TimeEntry>(sql, arg("end", end), arg("workspace", workspace_), arg("user", user));
}

std::optional<TimeEntry> TimeEntries::stop_for_next(std::string_view user, Instant start) const {
    constexpr auto sql = R"(
        UPDATE time_entries SET ended_at = CASE WHEN started_at > :start THEN started_at ELSE :start END
        WHERE workspace_id = :workspace AND user_id = :user AND ended_at IS NULL
        RETURNING id, workspace_id, user_id, description, billable, started_at, ended_at)";
    return storage_.first<TimeEntry>(sql, arg("start", start), arg("workspace", workspace_), arg("user", user));
}

std::optional<TimeEntry> TimeEntries::running(std::string_view user) const {
    constexpr auto sql = R"(
        SELECT id, workspace_id, user_id, description, billable, started_at, ended_at FROM time_entries
        WHERE workspace_id = :workspace AND user_id = :user AND ended_at IS NULL)";
    return storage_.first<TimeEntry>(sql, arg("workspace", workspace_), arg("user", user));
}

std::optional<TimeEntry> TimeEntries::by_id(std::string_view id) const {
    constexpr auto sql = R"(
        SELECT id, workspace_id, user_id, description, billable, started_at, ended_at FROM time_entries
        WHERE id = :id AND workspace_id = :workspace)";
    return storage_.first<TimeEntry>(sql, arg("id", id), arg("workspace", workspace_));
}

std::vector<TimeEntry> TimeEntries::of(std::string_view user, const EntryFilter& filter) const {
    constexpr auto sql = R"(
        SELECT id, workspace_id, user_id, description, billable, started_at, ended_at FROM time_entries
        WHERE workspace_id = :workspace AND user_id = :user AND started_at >= :from AND started_at <= :to
            AND LOWER(description) LIKE LOWER(:description) ESCAPE '!'
        ORDER BY started_at DESC, id DESC LIMIT :limit OFFSET :offset)";
    return storage_.query<TimeEntry>(sql, arg("workspace", workspace_), arg("user", user),
                                     arg("from", filter.from.value_or(beginning)), arg("to", filter.to.value_or(end_of_time)),
                                     arg("description", filter.description), arg("limit", filter.limit),
                                     arg("offset", filter.offset));
}

std::vector<TimeEntry> TimeEntries::all_running(std::int64_t offset, std::int64_t limit) const {
    constexpr auto sql = R"(
        SELECT id, workspace_id, user_id, description, billable, started_at, ended_at FROM time_entries
        WHERE workspace_id = :workspace AND ended_at IS NULL
        ORDER BY started_at DESC, id DESC LIMIT :limit OFFSET :offset)";
    return storage_.query<TimeEntry>(sql, arg("workspace", workspace_), arg("limit", limit), arg("offset", offset));
}

std::optional<TimeEntry> TimeEntries::change(std::string_view user, std::string_view id, const EntryChange& change) const {
    constexpr auto sql = R"(
        UPDATE time_entries SET started_at = :started_at, ended_at = COALESCE(:ended_at, ended_at),
            description = COALESCE(:description, description), billable = COALESCE(:billable, billable)
        WHERE id = :id AND workspace_id = :workspace AND user_id = :user
        RETURNING id, workspace_id, user_id, description, billable, started_at, ended_at)";
    return storage_.first<TimeEntry>(sql, arg("started_at", change.started_at), arg("ended_at", change.ended_at),
                                     arg("description", change.description), arg("billable", change.billable), arg("id", id),
                                     arg("workspace", workspace_), arg("user", user));
}

std::optional<TimeEntry> TimeEntries::remove(std::string_view user, std::string_view id) const {
    constexpr auto sql = R"(
        DELETE FROM time_entries WHERE id = :id AND workspace_id = :workspace AND user_id = :user
        RETURNING id, workspace_id, user_id, description, billable, started_at, ended_at)";
    return storage_.first<TimeEntry>(sql, arg("id", id), arg("workspace", workspace_), arg("user", user));
}

}  // namespace time_tracker
