// The routes that the server says it has, for tests that go over all of them.
#pragma once

#include <string>
#include <vector>

#include "support/http_client.hpp"

namespace mortise::testing {

struct Operation {
    std::string method, path;                        // below /api/v1
    std::string permission, permission_for_others;   // the latter where {user} is somebody else
};

// Those of plugins: each names a permission.
std::vector<Operation> operations(Client& client);

// `path` with its {parameters} put in; those not in `values` become an id that nothing has.
std::string filled(std::string path, const std::map<std::string, std::string>& values);

// A body that the route accepts, or empty where it takes none.
std::string plausible_body(const Operation& operation);

constexpr const char* unknown_id = "0123456789abcdef01234567";

}  // namespace mortise::testing
