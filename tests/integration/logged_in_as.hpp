// Logging in as somebody, for the tests of what holds meanwhile and of how it ends.
#pragma once

#include <utility>

#include "support/server.hpp"

namespace mortise::testing {

inline Answer log_in_as(const Server& server, Client& owner, std::string_view email, std::string_view workspace = "Acme", std::string_view body = "{}") {
    return owner.post("/workspaces/" + server.workspace(workspace) + "/accounts/" + server.user(email) + "/log-in-as", body);
}

// The browser that then is the member: on the workspace's own host where it has one, else the owner's.
inline Client logged_in_as(const Server& server, Client& owner, std::string_view email, std::string_view workspace = "Acme", std::string_view body = "{}") {
    const auto answer = log_in_as(server, owner, email, workspace, body);
    if (answer.status != 200) throw std::runtime_error{"log in as: " + answer.body};
    const auto location = answer.json().at("location");
    if (location.is_string()) return owner.follow_handoff(location.as_string());
    owner.refresh_session();
    return std::move(owner);
}

// The newest audit row of that action; throws when there is none.
inline boost::json::object newest_row(const Server& server, std::string_view action) {
    for (const auto& row : server.audit())
        if (row.at("action").as_string() == action) return row.as_object();
    throw std::runtime_error{"no audit row of " + std::string{action}};
}

}  // namespace mortise::testing
