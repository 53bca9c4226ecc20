// One row of the Accounts tab: a membership, and what of it an owner looks after.
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

void write_json(mortise::JsonWriter& json, const Account& account);

}  // namespace accounts_tab
