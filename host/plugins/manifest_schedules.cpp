#include <mortise/abi/scheduler.h>

#include <algorithm>

#include "config/text.hpp"
#include "plugins/manifest_reader.hpp"
#include "plugins/names.hpp"

namespace mortise::plugins {

using config::quote;

void ManifestReader::read_schedule(const Node& key, const Node& value) {
    constexpr std::chrono::seconds shortest{10}, longest_deadline{10};
    constexpr std::chrono::hours longest{24 * 31};
    ScheduleSpec schedule;
    schedule.handler = key.scalar;
    schedule.at = key.at;
    if (!is_handler_name(key.scalar)) add(key.at, quote(key.scalar) + " is no name of a handler; write it like stop_overdue");
    const auto serves = [&](const RouteSpec& route) { return route.handler == key.scalar; };
    if (std::ranges::any_of(manifest_.routes, serves))
        add(key.at, "the handler " + quote(key.scalar) + " has a route; give the schedule one of its own");
    Cursor cursor{value, "schedules." + key.scalar, problems_};
    cursor.need("every");
    if (const auto every = cursor.duration("every")) {
        schedule.every = *every;
        if (*every < shortest || *every > longest) add(cursor.find("every")->at, cursor.name_of("every") + " must be 10s to 744h");
    }
    schedule.needs = read_own_permission(cursor);
    schedule.action = manifest_.id + "." + schedule.handler;
    if (const Node* audit = cursor.find("audit")) {
        Cursor map{*audit, cursor.name_of("audit"), problems_};
        schedule.action = map.needed_text("action").value_or("");
        if (!schedule.action.empty() && !is_event_name(schedule.action))
            add(map.find("action")->at, quote(schedule.action) + " is no action; write it like timer.auto-stop");
        map.finish();
    }
    schedule.deadline = cursor.duration("deadline").value_or(schedule.deadline);
    if (schedule.deadline > longest_deadline) add(cursor.find("deadline")->at, cursor.name_of("deadline") + " must be at most 10s, for it holds up those who write");
    cursor.finish();
    manifest_.schedules.push_back(std::move(schedule));
}

// Running by oneself is a power that the operator grants, so the manifest must ask for it.
void ManifestReader::check_schedules() {
    if (manifest_.schedules.empty() || manifest_.extension_positions.contains(MORTISE_EXT_SCHEDULER)) return;
    add(manifest_.schedules.front().at, "schedules need the extension " MORTISE_EXT_SCHEDULER "; add it under extensions");
}

void ManifestReader::read_subscriptions(Cursor& cursor) {
    manifest_.subscribes = cursor.texts("subscribes");
    for (const std::string& event : manifest_.subscribes)
        if (!is_event_name(event)) add(cursor.find("subscribes")->at, quote(event) + " is no event; write it like timer.stopped");
}

}  // namespace mortise::plugins
