// Commands that change or read the database for an operator: user, workspace, key, audit, demo. Each is a function on a connection, so
// that it runs in this process, or inside the serving one when that holds the file.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/secrets.hpp"
#include "model/id.hpp"
#include "storage/connection.hpp"

namespace mortise::cli {

struct CommandInput {
    storage::Connection& connection;
    const accounts::Pepper& pepper;
    const boost::json::object& arguments;
};

struct CommandOutput {
    boost::json::value result;
    std::vector<model::UserId> changed;      // their pages reconnect and see what they may now
};

// A refusal for the operator's eyes: what is wrong and what to do.
class CommandRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

using Command = std::function<CommandOutput(const CommandInput&)>;

// Nothing when there is no command of that name: "user.add", "workspace.set-plan", ...
const Command* find_command(std::string_view name);

}  // namespace mortise::cli
