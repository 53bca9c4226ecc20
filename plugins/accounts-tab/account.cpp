#include "account.hpp"

namespace accounts_tab {

using namespace mortise;

void write_json(JsonWriter& json, const Account& account) {
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
    json.end_object();
}

}  // namespace accounts_tab
