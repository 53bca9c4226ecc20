// The time entries of the demo data set: three weeks of the past, and what is running now.
#pragma once

#include <map>
#include <string>

#include "model/id.hpp"
#include "model/instant.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts::demo {

using UserIds = std::map<std::string, model::UserId, std::less<>>;            // by e-mail
using WorkspaceIds = std::map<std::string, model::WorkspaceId, std::less<>>;  // by name

// Nothing where the table of time-tracker is absent.
void seed_time(storage::Connection& connection, const UserIds& users, const WorkspaceIds& workspaces, model::Instant now);

}  // namespace mortise::accounts::demo
