// time-tracker: start, stop and list time entries, by the paths and shapes of the public API.
//
// plugin.yaml says whose entries a caller may reach: one's own with `time.track-own`, reading those of others with
// `time.view-others`, stopping theirs with `timers.stop-others`. The host has checked that before a handler runs. An entry of
// somebody else, of another workspace, and one that never was, are all the same unknown entity.

#include <mortise/json.hpp>
#include <mortise/plugin.hpp>

#include "time_entries.hpp"

namespace {

using namespace mortise;
using namespace time_tracker;

// How far a client's clock may be ahead of ours before what it calls now is the future.
constexpr std::chrono::seconds clock_tolerance{10};

class TimeTracker final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() {
        return std::array{on("start", &TimeTracker::start),
                          on("stop", &TimeTracker::stop),
                          on("list", &TimeTracker::list),
                          on("in_progress", &TimeTracker::in_progress),
                          on("entry", &TimeTracker::entry),
                          on("update", &TimeTracker::update),
                          on("remove", &TimeTracker::remove)};
    }

private:
    // Without an end it is a timer, and replaces the one that runs.
    Response start(const Request& request, Unit& unit) const {
        const JsonObject body{request.body()};
        refuse_references(body);
        const auto id = host().make_id();
        const TimeEntry entry{.id = id,
                              .workspace = request.workspace().id,
                              .user = request.principal().subject().id,
                              .description = body.text("description").value_or(""),
                              .billable = body.boolean("billable").value_or(false),
                              .started_at = start_of(body, request.now()),
                              .ended_at = body.instant("end")};
        check_order(entry.started_at, entry.ended_at);

        const TimeEntries entries{unit.storage(), entry.workspace};
        if (entry.running()) {
            if (const auto replaced = entries.stop_for_next(entry.user, entry.started_at))
                unit.publish("timer.stopped", to(entry.user), to_json(*replaced));
        }
        entries.add(entry, request.now());
        unit.publish(entry.running() ? "timer.started" : "time_entry.updated", to(entry.user), to_json(entry));
        if (entry.running()) tell_owners(unit, entry);
        return Response::created(to_json(entry));
    }

    // One's own timer, or that of a member whom the caller may stop; the host told them apart.
    Response stop(const Request& request, Unit& unit) const {
        const auto user = request.target().id;
        const auto end = not_ahead("end", JsonObject{request.body()}.instant("end").value(), request.now());
        const TimeEntries entries{unit.storage(), request.workspace().id};
        const auto stopped = entries.stop(user, end);
        if (!stopped) {
            if (entries.running(user)) throw Invalid{"end", "The timer began later than that."};
            throw NotFound{"timer_not_running", "There is no running timer."};
        }
        unit.publish("timer.stopped", to(user), to_json(*stopped));
        tell_owners(unit, *stopped);
        return Response::ok(to_json(*stopped));
    }

    Response list(const Request& request, Unit& unit) const {
        const TimeEntries entries{unit.storage(), request.workspace().id};
        const auto detail = detail_of(request);
        if (request.query<bool>("in-progress").value_or(false)) {
            std::vector<TimeEntry> running;
            if (const auto entry = entries.running(request.target().id); entry && Page{request}.number == 1) running.push_back(*entry);
            return listed(running, Page{request}, detail);
        }
        const Page page{request};
        const EntryFilter filter{.from = request.query<Instant>("start"),
                                 .to = request.query<Instant>("end"),
                                 .description = contains_pattern(request.query("description").value_or("")),
                                 .offset = page.offset(),
                                 .limit = page.size + 1};
        return listed(entries.of(request.target().id, filter), page, detail);
    }

    Response in_progress(const Request& request, Unit& unit) const {
        const Page page{request};
        return listed(TimeEntries{unit.storage(), request.workspace().id}.all_running(page.offset(), page.size + 1), page, Detail::plain);
    }

    Response entry(const Request& request, Unit& unit) const {
        const auto found = TimeEntries{unit.storage(), request.workspace().id}.by_id(request.path("id"));
        if (!found || (found->user != request.principal().subject().id && !request.holds("time.view-others"))) throw UnknownEntity{"id"};
        JsonWriter json;
        write_time_entry(json, *found, detail_of(request));
        return Response::ok(std::move(json).take());
    }

    // What the body leaves out stays: above all the end, which somebody may have set meanwhile.
    Response update(const Request& request, Unit& unit) const {
        const JsonObject body{request.body()};
        refuse_references(body);
        const auto id = request.path("id");
        const auto user = request.principal().subject().id;
        const TimeEntries entries{unit.storage(), request.workspace().id};
        const auto before = entries.by_id(id);
        if (!before || before->user != user) throw UnknownEntity{"id"};

        const EntryChange change{.started_at = start_of(body, request.now()),
                                 .ended_at = body.instant("end"),
                                 .description = body.text("description"),
                                 .billable = body.boolean("billable")};
        check_order(change.started_at, change.ended_at ? change.ended_at : before->ended_at);
        const auto changed = entries.change(user, id, change);
        if (!changed) throw UnknownEntity{"id"};
        const bool stopped = before->running() && !changed->running();
        unit.publish(stopped ? "timer.stopped" : "time_entry.updated", to(user), to_json(*changed));
        if (before->running()) tell_owners(unit, *changed);
        return Response::ok(to_json(*changed));
    }

    Response remove(const Request& request, Unit& unit) const {
        const auto user = request.principal().subject().id;
        const auto removed = TimeEntries{unit.storage(), request.workspace().id}.remove(user, request.path("id"));
        if (!removed) throw UnknownEntity{"id"};
        unit.publish("time_entry.deleted", to(user), to_json(*removed));
        if (removed->running()) tell_owners(unit, *removed);
        return Response::no_content();
    }

    struct Page {
        explicit Page(const Request& request)
            : number{request.query<std::int64_t>("page").value_or(1)}, size{request.query<std::int64_t>("page-size").value_or(50)} {}
        std::int64_t offset() const { return (number - 1) * size; }
        std::int64_t number, size;
    };

    // `entries` may hold one more than the page: then it is not the last.
    static Response listed(const std::vector<TimeEntry>& entries, const Page& page, Detail detail) {
        const auto size = static_cast<std::size_t>(page.size);
        JsonWriter json;
        json.begin_array();
        for (std::size_t i = 0; i < entries.size() && i < size; ++i) write_time_entry(json, entries[i], detail);
        json.end_array();
        return Response::ok(std::move(json).take()).with_header("Last-Page", entries.size() > size ? "false" : "true");
    }

    static Detail detail_of(const Request& request) {
        return request.query<bool>("hydrated").value_or(false) ? Detail::hydrated : Detail::plain;
    }

    // Whole seconds, which is what clients see and send back.
    static Instant start_of(const JsonObject& body, Instant now) {
        return not_ahead("start", body.instant("start").value(), now).whole_seconds();
    }
    static Instant not_ahead(std::string_view field, Instant instant, Instant now) {
        if (instant > now + clock_tolerance) throw Invalid{field, "That is in the future."};
        return std::min(instant, now);
    }
    static void check_order(Instant start, std::optional<Instant> end) {
        if (end && *end < start) throw Invalid{"end", "The end is before the start."};
    }

    // There are no projects, tasks or tags here, so any that is named is unknown.
    static void refuse_references(const JsonObject& body) {
        for (const auto* field : {"projectId", "taskId"})
            if (body.has(field)) throw UnknownEntity{field};
        if (!body.texts("tagIds").empty()) throw UnknownEntity{"tagIds"};
    }

    static void tell_owners(const Unit& unit, const TimeEntry& entry) {
        JsonWriter json;
        json.begin_object().member("workspaceId", entry.workspace).member("userId", entry.user).end_object();
        unit.publish("account.changed", to_audience(), std::move(json).take());
    }
};

}  // namespace

MORTISE_PLUGIN(TimeTracker)
