#include "cli/admin.hpp"

#include <unistd.h>

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "accounts/audit.hpp"
#include "cli/commands.hpp"
#include "events/bus.hpp"
#include "storage/database.hpp"

namespace mortise::cli {
namespace {

namespace json = boost::json;
namespace http_library = boost::beast::http;
using Local = boost::asio::local::stream_protocol;

bool changes_something(std::string_view command) { return !command.ends_with(".list"); }

// What an operator does is on record as what members do is; nobody is signed in, so there is no subject.
void record(storage::Connection& connection, std::string_view command, const json::object& arguments, const json::value& result) {
    if (!changes_something(command)) return;
    accounts::AuditRow row;
    row.at = model::now();
    row.node = row.request_id = "operator";
    row.action = "operator." + std::string{command};
    const auto* object = result.if_object();
    if (const auto* id = object ? object->if_contains("id") : nullptr; id && id->is_string()) row.target = id->get_string();
    if (command.starts_with("workspace.")) row.workspace = model::WorkspaceId::trusted(row.target);
    json::object details = arguments;
    details.erase("password-hash");
    row.details = json::serialize(details);
    accounts::AuditLog{connection}.append(row);
}

json::value run(storage::Database& database, const accounts::Pepper& pepper, std::string_view name, const json::object& arguments,
                std::vector<model::UserId>& changed) {
    const auto* command = find_command(name);
    if (!command) throw CommandRefused{"the server that runs here does not know the command " + std::string{name} + "; restart it after an upgrade"};
    CommandOutput output;
    try {
        database.write_and_wait([&](storage::Connection& connection) {
            output = (*command)({connection, pepper, arguments});
            record(connection, name, arguments, output.result);
            return true;
        });
    } catch (const storage::Error& error) {
        if (error.kind() == storage::ErrorKind::constraint) throw CommandRefused{std::string{"that breaks a rule of the data: "} + error.what()};
        throw;
    }
    changed = std::move(output.changed);
    return std::move(output.result);
}

json::value ask_serving_process(const std::string& path, std::string_view command, const json::object& arguments) {
    boost::asio::io_context context;
    Local::socket socket{context};
    boost::system::error_code error;
    socket.connect(Local::endpoint{path}, error);
    if (error) throw CommandRefused{"a process holds the database, but does not answer on " + path + ": " + error.message() + "; stop it, or run this as its user"};
    http_library::request<http_library::string_body> request{http_library::verb::post, "/command", 11};
    request.set(http_library::field::host, "localhost");
    request.set(http_library::field::content_type, "application/json");
    request.keep_alive(false);
    request.body() = json::serialize(json::object{{"command", command}, {"arguments", arguments}});
    request.prepare_payload();
    http_library::write(socket, request);
    boost::beast::flat_buffer buffer;
    http_library::response<http_library::string_body> response;
    http_library::read(socket, buffer, response);
    auto answer = json::parse(response.body()).as_object();
    if (response.result_int() != 200) throw CommandRefused{std::string{answer.at("message").as_string()}};
    return answer.at("result");
}

}  // namespace

std::string admin_socket(const config::Settings& settings) {
    const auto path = settings.database.url.substr(settings.database.url.find(':') + 1) + ".sock";
    constexpr std::size_t longest = 100;   // what the kernel takes for a socket's path, and a little less
    return path.size() <= longest ? path : std::string{};
}

json::value run_command(const Configuration& configuration, std::string_view command, const json::object& arguments) {
    std::unique_ptr<storage::Database> database;
    try {
        database = storage::Database::open({.url = configuration.settings.database.url, .readers = 1});
    } catch (const storage::Error&) {
        const auto socket = admin_socket(configuration.settings);
        if (socket.empty() || ::access(socket.c_str(), F_OK) != 0) throw;
        return ask_serving_process(socket, command, arguments);
    }
    database->migrate(migrations_of(configuration));
    const auto pepper = configuration.settings.pepper.empty() ? accounts::Pepper::from_file(pepper_file(configuration.settings))
                                                              : accounts::Pepper{configuration.settings.pepper};
    std::vector<model::UserId> changed;
    return run(*database, pepper, command, arguments, changed);
}

http::Handler command_handler(storage::Database& database, const accounts::Pepper& pepper, events::Bus& bus) {
    return [&](model::Request&& request) -> http::Awaitable<model::Response> {
        model::Response response;
        const auto refuse = [&](int status, std::string_view message) {
            response.status = status;
            response.body = json::serialize(json::object{{"message", message}});
        };
        if (request.path != "/command" || request.method != model::Method::post) {
            refuse(404, "only POST /command is here");
            co_return response;
        }
        try {
            const auto body = json::parse(request.body).as_object();
            std::vector<model::UserId> changed;
            auto result = run(database, pepper, std::string_view{body.at("command").as_string()}, body.at("arguments").as_object(), changed);
            for (const auto& user : changed) bus.refresh(user);
            response.body = json::serialize(json::object{{"result", std::move(result)}});
        } catch (const std::exception& error) {
            refuse(409, error.what());
        }
        co_return response;
    };
}

}  // namespace mortise::cli
