// user add | list | set-password | set-status | end-sessions
#include <boost/json/array.hpp>

#include "accounts/sessions.hpp"
#include "cli/command_support.hpp"

namespace mortise::cli {
namespace {

namespace json = boost::json;

CommandOutput add(const CommandInput& input) {
    const auto email = text_argument(input, "email");
    if (email.find('@') == std::string_view::npos || email.size() > 254)
        throw CommandRefused{"'" + std::string{email} + "' is no e-mail address"};
    accounts::Users users{input.connection};
    if (users.by_email(email)) throw CommandRefused{"there is a user " + std::string{email} + " already"};
    const auto id = users.add(email, text_argument(input, "name"), text_argument(input, "password-hash"), model::now());
    return {json::object{{"id", id.view()}, {"email", email}}, {}};
}

CommandOutput list(const CommandInput& input) {
    const auto rows = input.connection.query("SELECT id, email, name, status FROM users ORDER BY email_folded LIMIT 10000", {},
                                             {storage::Type::text, storage::Type::text, storage::Type::text, storage::Type::text});
    json::array users;
    for (std::size_t row = 0; row < rows.size(); ++row)
        users.push_back({{"id", rows.text(row, 0)}, {"email", rows.text(row, 1)}, {"name", rows.text(row, 2)}, {"status", rows.text(row, 3)}});
    return {std::move(users), {}};
}

CommandOutput set_password(const CommandInput& input) {
    const auto user = user_argument(input);
    accounts::Users{input.connection}.set_password(user.id, text_argument(input, "password-hash"));
    accounts::Sessions{input.connection}.end_of_user(user.id, model::now());   // whoever is signed in with the old one
    return {json::object{{"id", user.id.view()}, {"email", user.email}}, {user.id}};
}

CommandOutput set_status(const CommandInput& input) {
    const auto user = user_argument(input);
    accounts::Users{input.connection}.set_status(user.id, text_argument(input, "status"));
    return {json::object{{"id", user.id.view()}, {"email", user.email}, {"status", text_argument(input, "status")}}, {user.id}};
}

CommandOutput end_sessions(const CommandInput& input) {
    const auto user = user_argument(input);
    accounts::Sessions{input.connection}.end_of_user(user.id, model::now());
    return {json::object{{"id", user.id.view()}, {"email", user.email}}, {user.id}};
}

}  // namespace

void add_user_commands(CommandTable& table) {
    table["user.add"] = add;
    table["user.list"] = list;
    table["user.set-password"] = set_password;
    table["user.set-status"] = set_status;
    table["user.end-sessions"] = end_sessions;
}

}  // namespace mortise::cli
