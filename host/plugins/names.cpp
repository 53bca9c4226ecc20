#include "plugins/names.hpp"

#include <algorithm>

#include <mortise/abi/audit.h>
#include <mortise/abi/clock.h>
#include <mortise/abi/credentials.h>
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/members.h>
#include <mortise/abi/metrics.h>
#include <mortise/abi/sessions.h>
#include <mortise/abi/settings.h>
#include <mortise/abi/storage.h>
#include "config/text.hpp"
#include "plugins/registry.hpp"

namespace mortise::plugins {

namespace {

constexpr std::size_t longest_name = 64;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

// Begins with a lower-case letter, goes on with those, digits, and what `besides` holds.
bool is_name(std::string_view text, std::string_view besides) {
    return !text.empty() && text.size() <= longest_name && is_lower(text.front()) && std::ranges::all_of(text, [&](char c) {
        return is_lower(c) || is_digit(c) || besides.find(c) != std::string_view::npos;
    });
}

// The dotted identifiers after - or + in a version.
bool is_version_tail(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; });
}

}  // namespace

bool is_event_name(std::string_view text) { return is_name(text, "._-"); }
bool is_handler_name(std::string_view text) { return is_name(text, "_-"); }
bool is_table_name(std::string_view text) { return is_name(text, "_"); }
bool is_reason(std::string_view text) { return is_name(text, "_"); }

bool is_schema_name(std::string_view text) {
    return !text.empty() && text.size() <= longest_name && is_letter(text.front()) && !is_lower(text.front()) &&
           std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c); });
}

bool is_element_name(std::string_view text) {
    return is_name(text, "-") && text.find('-') != std::string_view::npos && !text.ends_with('-');
}

bool is_extension_name(std::string_view text) {
    const auto slash = text.find('/');
    return slash != std::string_view::npos && text.substr(0, slash).find('.') != std::string_view::npos &&
           config::is_identifier(text.substr(0, slash)) && config::parse_unsigned(text.substr(slash + 1), 999).value_or(0) > 0;
}

std::optional<int> major_of(std::string_view version) {
    if (const auto build = version.find('+'); build != std::string_view::npos) {
        if (!is_version_tail(version.substr(build + 1))) return std::nullopt;
        version = version.substr(0, build);
    }
    if (const auto release = version.find('-'); release != std::string_view::npos) {
        if (!is_version_tail(version.substr(release + 1))) return std::nullopt;
        version = version.substr(0, release);
    }
    std::optional<int> major;
    for (int part = 0; part < 3; ++part) {
        const auto dot = version.find('.');
        const std::string_view digits = version.substr(0, dot);
        const auto number = config::parse_unsigned(digits, 999'999);
        if (!number || (digits.size() > 1 && digits.front() == '0') || (part < 2) != (dot != std::string_view::npos))
            return std::nullopt;
        if (part == 0) major = static_cast<int>(*number);
        version.remove_prefix(dot == std::string_view::npos ? version.size() : dot + 1);
    }
    return major;
}

const std::vector<std::string>& host_extensions() {
    static const std::vector<std::string> names{
        MORTISE_EXT_STORAGE, MORTISE_EXT_EVENTS,   MORTISE_EXT_AUDIT,       MORTISE_EXT_CLOCK,    MORTISE_EXT_IDS,
        MORTISE_EXT_MEMBERS, MORTISE_EXT_SESSIONS, MORTISE_EXT_CREDENTIALS, MORTISE_EXT_SETTINGS, MORTISE_EXT_METRICS,
        MORTISE_EXT_SCHEDULER};
    return names;
}

std::string_view short_extension_name(std::string_view extension) noexcept {
    constexpr std::string_view prefix = "mortise.";
    if (!extension.starts_with(prefix)) return extension;
    extension.remove_prefix(prefix.size());
    return extension.substr(0, extension.find('/'));
}

bool needs_grant(std::string_view extension) noexcept {
    constexpr std::string_view powers[] = {"sessions", "credentials", "scheduler"};
    return std::ranges::find(powers, short_extension_name(extension)) != std::end(powers);
}

bool is_host_table(std::string_view table) noexcept {
    constexpr std::string_view tables[] = {"users",    "workspaces",      "memberships", "sessions", "handoffs",
                                           "api_keys", "api_key_denials", "audit_log",   "outbox",   "schedule_runs",
                                           "schema_migrations"};
    return std::ranges::find(tables, table) != std::end(tables);
}

bool is_host_route(std::string_view method_and_pattern) noexcept {
    constexpr std::string_view routes[] = {"POST /auth/sign-in",
                                           "POST /auth/sign-out",
                                           "POST /auth/step-up",
                                           "POST /auth/handoff",
                                           "GET /session",
                                           "PATCH /session/preferences",
                                           "DELETE /session/impersonation",
                                           "GET /user/sessions",
                                           "DELETE /user/sessions",
                                           "DELETE /user/sessions/{}",
                                           "GET /events",
                                           "POST /workspaces/{}/open",
                                           "GET /workspaces/{}/permissions",
                                           "GET /web"};
    return std::ranges::find(routes, method_and_pattern) != std::end(routes);
}

}  // namespace mortise::plugins
