// One row of the Accounts tab: a membership, with what the owner may act upon.
#pragma once

#include <mortise/plugin.hpp>

#include <optional>
#include <string_view>

namespace accounts_tab {

struct Account {
    std::string_view user, name, email, role, status;
    mortise::Instant joined_at;
    std::int64_t active_api_keys;   // that work in this workspace
    std::optional<std::string_view> timer, timer_description;
    std::optional<mortise::Instant> timer_started_at;
    std::string_view sort_name, sort_email;
};

// With the actions of those permissions that the caller holds: true, or the reason that this account gives against it.
void write_account(mortise::JsonWriter& json, const Account& account, const mortise::Request& request);

}  // namespace accounts_tab
