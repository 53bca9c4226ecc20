// A request on its way to a handler, as values.
#pragma once

#include <mortise/testing/world.hpp>

#include <optional>
#include <utility>

namespace mortise::inline v1_0::testing::internal {

// Who makes a call that no request makes.
inline FakePrincipal system_in(std::string workspace) { return {MORTISE_PRINCIPAL_SYSTEM, {}, {}, std::move(workspace)}; }

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Input {
    std::string method = "POST", path, request_id, body;
    Pairs path_parameters, query, headers;
    FakePrincipal principal;
    std::vector<std::string> permissions;
    std::optional<FakeWorkspace> workspace;  // named by {workspace}
    std::string role;                        // of the subject there
    std::optional<FakeMember> target;        // named by {user}
    std::string host_workspace;              // whose subdomain the request came to; empty: the main domain
    std::int64_t now = 0, deadline = 0;

    bool reads() const noexcept { return method == "GET" || method == "HEAD"; }
};

}  // namespace mortise::inline v1_0::testing::internal
