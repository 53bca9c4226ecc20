// How the things in a manifest are spelt, and which of them the host knows. For the readers of manifests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::plugins {

bool is_event_name(std::string_view text);      // timer.stopped, api_key.deactivated; names of audit actions, too
bool is_handler_name(std::string_view text);    // stop, log-in-as
bool is_table_name(std::string_view text);      // time_entries; columns, too
bool is_reason(std::string_view text);          // timer_not_running
bool is_schema_name(std::string_view text);     // TimeEntry
bool is_element_name(std::string_view text);    // stop-timer-action: a custom element
bool is_extension_name(std::string_view text);  // mortise.storage/1, com.example.thing/2

// The number before the first dot of a semantic version, 1.2.3 or 1.2.3-rc.1; empty when it is none.
std::optional<int> major_of(std::string_view semantic_version);

// Extensions of this host, with their revision.
const std::vector<std::string>& host_extensions();
// mortise.sessions/1 -> sessions, as grants name it; anything else as it is.
std::string_view short_extension_name(std::string_view extension) noexcept;

// Tables that the host's own migrations make.
bool is_host_table(std::string_view table) noexcept;

// Routes that the host has itself: `GET /session/{}`, below /api/v1, every parameter as {}.
bool is_host_route(std::string_view method_and_pattern) noexcept;

}  // namespace mortise::plugins
