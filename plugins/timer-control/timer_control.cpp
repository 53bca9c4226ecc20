// timer-control: lets whoever holds `timers.stop-others` stop the running timer of a member.
//
// plugin.yaml names the route, its permission and the events. The host has checked the permission, found the member,
// validated the body and opened the unit of work before a handler runs; it writes the audit row and commits after. So
// nothing below asks about plans or roles, or begins a transaction.

#include <mortise/json.hpp>
#include <mortise/plugin.hpp>

namespace {

using namespace mortise;

// A stopped entry, in the shape that time-tracker gives its own.
struct TimeEntry {
    std::string_view id, workspace, user, description;
    bool billable;
    Instant started_at, ended_at;
};

void write_json(JsonWriter& json, const TimeEntry& entry) {
    json.begin_object()
        .member("id", entry.id)
        .member("userId", entry.user)
        .member("workspaceId", entry.workspace)
        .member("description", entry.description)
        .member("billable", entry.billable)
        .member("projectId", nullptr)
        .member("taskId", nullptr)
        .member("tagIds", nullptr)
        .member("type", "REGULAR")
        .member("isLocked", false)
        .key("customFieldValues").begin_array().end_array()
        .member("kioskId", nullptr)
        .key("timeInterval").begin_object()
        .member("start", entry.started_at)
        .member("end", entry.ended_at)
        .member("duration", duration_text(entry.ended_at - entry.started_at))
        .end_object()
        .end_object();
}

// Every SQL statement of this plugin.
class RunningTimers {
public:
    RunningTimers(const Storage& storage, std::string_view workspace) : storage_{storage}, workspace_{workspace} {}

    // The entry as it stands once stopped; nothing when none was running that began before `end`. One statement, so that of
    // two people pressing Stop exactly one wins and no end is ever overwritten.
    std::optional<TimeEntry> stop(std::string_view user, Instant end) const {
        constexpr auto sql = R"(
            UPDATE time_entries SET ended_at = :end
            WHERE workspace_id = :workspace AND user_id = :user AND ended_at IS NULL AND started_at <= :end
            RETURNING id, workspace_id, user_id, description, billable, started_at, ended_at)";
        return storage_.first<TimeEntry>(sql, arg("end", end), arg("workspace", workspace_), arg("user", user));
    }

    bool any(std::string_view user) const {
        constexpr auto sql = R"(
            SELECT id FROM time_entries WHERE workspace_id = :workspace AND user_id = :user AND ended_at IS NULL)";
        return storage_.first<std::string_view>(sql, arg("workspace", workspace_), arg("user", user)).has_value();
    }

private:
    const Storage& storage_;
    std::string_view workspace_;
};

class TimerControl final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() { return std::array{on("stop", &TimerControl::stop)}; }

private:
    // The member is told nothing: their page stops because of the event, and that is all.
    Response stop(const Request& request, Unit& unit) const {
        const auto user = request.target().id;
        const RunningTimers timers{unit.storage(), request.workspace().id};
        const auto entry = timers.stop(user, end_of(request));
        if (!entry) {
            if (timers.any(user)) throw Invalid{"end", "The timer began later than that."};
            throw NotFound{"timer_not_running", "There is no running timer."};
        }

        const auto json = to_json(*entry);
        unit.publish("timer.stopped", to(user), json);
        JsonWriter changed;
        changed.begin_object().member("workspaceId", entry->workspace).member("userId", entry->user).end_object();
        unit.publish("account.changed", to_audience(), std::move(changed).take());
        return Response::ok(json);
    }

    static Instant end_of(const Request& request) {
        const auto end = JsonObject{request.body()}.instant("end");
        if (end && *end > request.now()) throw Invalid{"end", "A timer cannot end in the future."};
        return end.value_or(request.now());
    }
};

}  // namespace

MORTISE_PLUGIN(TimerControl)
