// key issue | list | deactivate
#include <boost/json/array.hpp>

#include "accounts/api_keys.hpp"
#include "cli/command_support.hpp"

namespace mortise::cli {
namespace {

namespace json = boost::json;

CommandOutput issue(const CommandInput& input) {
    const auto user = user_argument(input);
    model::WorkspaceId bound_to;
    if (!text_argument(input, "workspace").empty()) {
        bound_to = workspace_argument(input);
        if (!accounts::Workspaces{input.connection}.member(bound_to, user.id))
            throw CommandRefused{user.email + " is no member of that workspace"};
    }
    const auto key = accounts::ApiKeys{input.connection, input.pepper}.issue(user.id, text_argument(input, "name"), bound_to, model::now());
    return {json::object{{"id", key.id.view()}, {"secret", key.secret}}, {}};
}

CommandOutput list(const CommandInput& input) {
    const auto user = user_argument(input);
    const auto rows = input.connection.query(
        "SELECT id, name, hint, status, workspace_id FROM api_keys WHERE user_id = :user ORDER BY created_at, id", {storage::arg("user", user.id)},
        {storage::Type::text, storage::Type::text, storage::Type::text, storage::Type::text, storage::Type::text});
    json::array keys;
    for (std::size_t row = 0; row < rows.size(); ++row)
        keys.push_back({{"id", rows.text(row, 0)}, {"name", rows.text(row, 1)}, {"hint", rows.text(row, 2)}, {"status", rows.text(row, 3)},
                        {"workspace", rows.is_null(row, 4) ? json::value(nullptr) : json::value(rows.text(row, 4))}});
    return {std::move(keys), {}};
}

CommandOutput deactivate(const CommandInput& input) {
    const auto rows = input.connection.query(
        "UPDATE api_keys SET status = 'DEACTIVATED', deactivated_at = :now WHERE id = :id AND status = 'ACTIVE' RETURNING user_id",
        {storage::arg("now", model::now()), storage::arg("id", text_argument(input, "key"))}, {storage::Type::text});
    if (rows.empty()) throw CommandRefused{"there is no active key " + std::string{text_argument(input, "key")}};
    return {json::object{{"id", text_argument(input, "key")}, {"status", "DEACTIVATED"}}, {model::UserId::trusted(rows.text(0, 0))}};
}

}  // namespace

void add_key_commands(CommandTable& table) {
    table["key.issue"] = issue;
    table["key.list"] = list;
    table["key.deactivate"] = deactivate;
}

}  // namespace mortise::cli
