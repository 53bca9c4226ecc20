// Reaching the database: directly, or through the socket of the process that serves it. One SQLite file, one process.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "cli/configuration.hpp"
#include "http/server.hpp"

namespace mortise::storage {
class Database;
}
namespace mortise::events {
class Bus;
}

namespace mortise::cli {

// The socket that only this user may open: beside the database file.
std::string admin_socket(const config::Settings& settings);

// Runs one command wherever the database is. Throws CommandRefused.
boost::json::value run_command(const Configuration& configuration, std::string_view command, const boost::json::object& arguments);

// What the serving process answers on that socket: POST /command {"command", "arguments"}.
http::Handler command_handler(storage::Database& database, const accounts::Pepper& pepper, events::Bus& bus);

}  // namespace mortise::cli
