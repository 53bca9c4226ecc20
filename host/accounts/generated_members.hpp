// Many members quickly, for benchmarks: invented names, unique e-mail addresses, no password that would match.
#pragma once

#include "model/id.hpp"
#include "model/instant.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

// Adds `count` ACTIVE members to those that earlier calls made. Runs in the caller's unit; 100,000 take a few seconds.
void generate_members(storage::Connection& connection, const model::WorkspaceId& workspace, std::size_t count,
                      model::Instant now);

}  // namespace mortise::accounts
