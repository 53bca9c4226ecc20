#include "account.hpp"

#include <array>

namespace accounts_tab {

using namespace mortise;

namespace {

// Why an action is of no use on this account; empty: it may be tried. The plugin behind it checks again.
using Obstacle = std::string_view (*)(const Account& account, std::string_view caller);

std::string_view against_deactivating_keys(const Account& account, std::string_view) {
    return account.active_api_keys == 0 ? "no_active_keys" : "";
}

std::string_view against_logging_in(const Account& account, std::string_view caller) {
    if (account.user == caller) return "yourself";
    return account.status == "INACTIVE" ? "inactive" : "";
}

std::string_view against_stopping_timer(const Account& account, std::string_view) {
    return account.timer ? "" : "no_running_timer";
}

struct Action {
    std::string_view permission;
    Obstacle obstacle;
};

constexpr std::array actions{
    Action{"api-keys.deactivate", against_deactivating_keys},
    Action{"accounts.log-in-as", against_logging_in},
    Action{"timers.stop-others", against_stopping_timer},
};

void write_actions(JsonWriter& json, const Account& account, const Request& request) {
    const auto caller = request.principal().subject().id;
    json.begin_object();
    for (const auto& action : actions) {
        if (!request.holds(action.permission)) continue;
        const auto obstacle = account.status == "PENDING" ? "pending" : action.obstacle(account, caller);
        json.key(action.permission);
        if (obstacle.empty()) json.value(true);
        else json.begin_object().member("reason", obstacle).end_object();
    }
    json.end_object();
}

}  // namespace

void write_account(JsonWriter& json, const Account& account, const Request& request) {
    json.begin_object()
        .member("userId", account.user)
        .member("name", account.name)
        .member("email", account.email)
        .member("role", account.role)
        .member("status", account.status)
        .member("joinedAt", account.joined_at)
        .member("activeApiKeys", account.active_api_keys)
        .key("timer");
    if (account.timer)
        json.begin_object()
            .member("id", account.timer)
            .member("description", account.timer_description)
            .member("startedAt", account.timer_started_at)
            .end_object();
    else json.value(nullptr);
    json.key("actions");
    write_actions(json, account, request);
    json.end_object();
}

}  // namespace accounts_tab
