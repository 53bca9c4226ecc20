// audit list
#include <boost/json/array.hpp>

#include "cli/command_support.hpp"

namespace mortise::cli {
namespace {

namespace json = boost::json;

CommandOutput list(const CommandInput& input) {
    model::WorkspaceId workspace;
    if (!text_argument(input, "workspace").empty()) workspace = workspace_argument(input);
    const auto* limit = input.arguments.if_contains("limit");
    const auto rows = input.connection.query(R"(
        SELECT a.at, a.action, a.result, a.status, s.email, b.email, a.target, a.workspace_id, a.refusal, a.reason, a.details,
               a.client_address, a.request_id, a.node
        FROM audit_log a LEFT JOIN users s ON s.id = a.subject_id LEFT JOIN users b ON b.id = a.actor_id
        WHERE :workspace IS NULL OR a.workspace_id = :workspace ORDER BY a.at DESC, a.id DESC LIMIT :limit)",
        {storage::arg("workspace", workspace), storage::arg("limit", limit && limit->is_int64() ? limit->get_int64() : std::int64_t{50})},
        {storage::Type::integer, storage::Type::text, storage::Type::text, storage::Type::integer, storage::Type::text, storage::Type::text,
         storage::Type::text, storage::Type::text, storage::Type::text, storage::Type::text, storage::Type::text, storage::Type::text,
         storage::Type::text, storage::Type::text});
    json::array list;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        json::object entry{{"at", model::to_text(model::from_microseconds(rows.integer(row, 0)))},
                           {"action", rows.text(row, 1)}, {"result", rows.text(row, 2)}, {"status", rows.integer(row, 3)},
                           {"subject", rows.text(row, 4)}};
        constexpr std::pair<std::size_t, std::string_view> optional[]{{5, "actor"}, {6, "target"}, {7, "workspace"}, {8, "refusal"},
                                                                      {9, "reason"}, {10, "details"}, {11, "client"}, {12, "request"}, {13, "node"}};
        for (const auto& [column, name] : optional)
            if (!rows.is_null(row, column)) entry[name] = rows.text(row, column);
        list.push_back(std::move(entry));
    }
    return {std::move(list), {}};
}

}  // namespace

void add_audit_commands(CommandTable& table) { table["audit.list"] = list; }

}  // namespace mortise::cli
