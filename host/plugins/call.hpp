// What goes into a plugin's handler and what comes out of it, as host values. plugins/host_table turns them into the C tables.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.hpp"
#include "model/principal.hpp"
#include "model/problem.hpp"
#include "model/request.hpp"
#include "model/response.hpp"
#include "storage/connection.hpp"

namespace mortise::plugins {

// Everything is borrowed for the length of the call.
struct CallInput {
    const model::Request& request;
    std::span<const model::NamedText> path_parameters;
    const model::Principal& principal;
    const model::WorkspaceView* workspace = nullptr;
    const model::Member* target = nullptr;
    model::WorkspaceId host_workspace;                 // the subdomain the request came to; empty: the main domain
    std::span<const std::string_view> permissions;     // held here
    storage::Connection& connection;                   // of the unit; read-only for GET
    model::Instant deadline{};
};

// A cookie that the answer sets: a new session token.
struct SessionCookie {
    std::string token;
    model::Instant expires_at{};
};

struct CallOutput {
    model::Response response;
    std::optional<model::Problem> refusal;             // instead of the response
    std::vector<model::Event> events;                  // for after the commit
    std::string audit_reason, audit_details, audit_target;
    std::uint64_t changes = 0;                         // rows written by its statements
    std::vector<std::string> soon;                     // schedules to run for this workspace once it is committed
    std::optional<SessionCookie> cookie;
};

}  // namespace mortise::plugins
