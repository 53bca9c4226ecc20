// What commands share: reading their arguments, and finding people and workspaces by the names that operators use.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "accounts/users.hpp"
#include "accounts/workspaces.hpp"
#include "cli/commands.hpp"

namespace mortise::cli {

std::string_view text_argument(const CommandInput& input, std::string_view name);     // empty when absent
accounts::User user_argument(const CommandInput& input);                               // "user": an e-mail address or an id
model::WorkspaceId workspace_argument(const CommandInput& input);                      // "workspace": a name, a subdomain or an id

// Each file of commands adds its own.
using CommandTable = std::map<std::string, Command, std::less<>>;
void add_user_commands(CommandTable& table);
void add_workspace_commands(CommandTable& table);
void add_key_commands(CommandTable& table);
void add_audit_commands(CommandTable& table);
void add_demo_command(CommandTable& table);

}  // namespace mortise::cli
