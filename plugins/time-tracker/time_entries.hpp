// Every SQL statement of time-tracker, on the entries of one workspace.
#pragma once

#include <mortise/plugin.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "time_entry.hpp"

namespace time_tracker {

struct EntryFilter {
    std::optional<mortise::Instant> from, to;   // of the start, both included
    std::string description;                    // LIKE pattern
    std::int64_t offset, limit;
};

struct EntryChange {
    mortise::Instant started_at;
    std::optional<mortise::Instant> ended_at;   // absent, as the others: stays as it is
    std::optional<std::string_view> description;
    std::optional<bool> billable;
};

class TimeEntries {
public:
    TimeEntries(const mortise::Storage& storage, std::string_view workspace) : storage_{storage}, workspace_{workspace} {}

    void add(const TimeEntry& entry, mortise::Instant now) const;
    // The entry as it stands once stopped; nothing when none is running that began before `end`. One statement, so that of two
    // people pressing Stop exactly one wins and no end is ever overwritten.
    std::optional<TimeEntry> stop(std::string_view user, mortise::Instant end) const;
    // As stop, for a timer that a new one replaces: one that began after `start` ends where it began.
    std::optional<TimeEntry> stop_for_next(std::string_view user, mortise::Instant start) const;

    std::optional<TimeEntry> running(std::string_view user) const;
    std::optional<TimeEntry> by_id(std::string_view id) const;
    std::vector<TimeEntry> of(std::string_view user, const EntryFilter& filter) const;   // newest first, as the next
    std::vector<TimeEntry> all_running(std::int64_t offset, std::int64_t limit) const;

    // Of the user's own entries alone; nothing when there is no such entry.
    std::optional<TimeEntry> change(std::string_view user, std::string_view id, const EntryChange& change) const;
    std::optional<TimeEntry> remove(std::string_view user, std::string_view id) const;

private:
    const mortise::Storage& storage_;
    std::string_view workspace_;
};

}  // namespace time_tracker
