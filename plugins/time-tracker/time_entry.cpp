#include "time_entry.hpp"

namespace time_tracker {

using namespace mortise;

void write_time_entry(JsonWriter& json, const TimeEntry& entry, Detail detail) {
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
        .key("duration");
    if (entry.ended_at) json.value(duration_text(*entry.ended_at - entry.started_at));
    else json.value(nullptr);
    json.end_object();
    if (detail == Detail::hydrated) json.member("project", nullptr).member("task", nullptr).key("tags").begin_array().end_array();
    json.end_object();
}

}  // namespace time_tracker
