// A time entry, as it is kept and as clients of the public API see it. Running: no end.
#pragma once

#include <mortise/plugin.hpp>

#include <optional>
#include <string_view>

namespace time_tracker {

struct TimeEntry {
    std::string_view id, workspace, user, description;
    bool billable;
    mortise::Instant started_at;
    std::optional<mortise::Instant> ended_at;

    bool running() const noexcept { return !ended_at; }
};

enum class Detail { plain, hydrated };   // hydrated: with the objects behind the ids, of which there are none here

void write_time_entry(mortise::JsonWriter& json, const TimeEntry& entry, Detail detail);
inline void write_json(mortise::JsonWriter& json, const TimeEntry& entry) { write_time_entry(json, entry, Detail::plain); }

}  // namespace time_tracker
