// workspace add | list | set-plan | set-subdomain | add-member | set-role | set-status | transfer
#include <boost/json/array.hpp>

#include "cli/command_support.hpp"

namespace mortise::cli {
namespace {

namespace json = boost::json;

model::MemberStatus status_of(std::string_view text) {
    for (const auto status : {model::MemberStatus::pending, model::MemberStatus::active, model::MemberStatus::inactive})
        if (text == model::to_text(status)) return status;
    throw CommandRefused{"'" + std::string{text} + "' is no status: PENDING, ACTIVE or INACTIVE"};
}

// Everybody in the workspace may see something else from now on.
std::vector<model::UserId> members_of(const CommandInput& input, const model::WorkspaceId& workspace) {
    const auto rows = input.connection.query("SELECT user_id FROM memberships WHERE workspace_id = :workspace LIMIT 10000",
                                             {storage::arg("workspace", workspace)}, {storage::Type::text});
    std::vector<model::UserId> members;
    for (std::size_t row = 0; row < rows.size(); ++row) members.push_back(model::UserId::trusted(rows.text(row, 0)));
    return members;
}

CommandOutput changed(const CommandInput& input, const model::WorkspaceId& workspace) {
    return {json::object{{"id", workspace.view()}}, members_of(input, workspace)};
}

CommandOutput add(const CommandInput& input) {
    accounts::Workspaces workspaces{input.connection};
    const auto owner = user_argument(input);
    const auto id = workspaces.add(text_argument(input, "name"), text_argument(input, "plan"), text_argument(input, "subdomain"), model::now());
    workspaces.add_member(id, owner.id, "owner", model::MemberStatus::active, model::now());
    return {json::object{{"id", id.view()}}, {owner.id}};
}

CommandOutput list(const CommandInput& input) {
    const auto rows = input.connection.query(R"(
        SELECT w.id, w.name, w.plan, w.subdomain, u.email FROM workspaces w
        LEFT JOIN memberships m ON m.workspace_id = w.id AND m.role = 'owner'
        LEFT JOIN users u ON u.id = m.user_id ORDER BY w.name, w.id LIMIT 10000)", {},
        {storage::Type::text, storage::Type::text, storage::Type::text, storage::Type::text, storage::Type::text});
    json::array workspaces;
    for (std::size_t row = 0; row < rows.size(); ++row)
        workspaces.push_back({{"id", rows.text(row, 0)}, {"name", rows.text(row, 1)}, {"plan", rows.text(row, 2)},
                              {"subdomain", rows.is_null(row, 3) ? json::value(nullptr) : json::value(rows.text(row, 3))},
                              {"owner", rows.text(row, 4)}});
    return {std::move(workspaces), {}};
}

CommandOutput set_plan(const CommandInput& input) {
    const auto workspace = workspace_argument(input);
    accounts::Workspaces{input.connection}.set_plan(workspace, text_argument(input, "plan"));
    return changed(input, workspace);
}

CommandOutput set_subdomain(const CommandInput& input) {
    const auto workspace = workspace_argument(input);
    accounts::Workspaces{input.connection}.set_subdomain(workspace, text_argument(input, "subdomain"));
    return changed(input, workspace);
}

CommandOutput add_member(const CommandInput& input) {
    const auto workspace = workspace_argument(input);
    const auto user = user_argument(input);
    const auto status = text_argument(input, "status");
    accounts::Workspaces{input.connection}.add_member(workspace, user.id, text_argument(input, "role"),
                                                      status.empty() ? model::MemberStatus::active : status_of(status), model::now());
    return {json::object{{"id", workspace.view()}, {"user", user.id.view()}}, {user.id}};
}

model::UserId member_argument(const CommandInput& input, const model::WorkspaceId& workspace) {
    const auto user = user_argument(input);
    if (!accounts::Workspaces{input.connection}.member(workspace, user.id))
        throw CommandRefused{user.email + " is no member of that workspace; `mortise workspace add-member` makes them one"};
    return user.id;
}

CommandOutput set_role(const CommandInput& input) {
    const auto workspace = workspace_argument(input);
    const auto user = member_argument(input, workspace);
    accounts::Workspaces{input.connection}.set_role(workspace, user, text_argument(input, "role"));
    return {json::object{{"id", workspace.view()}, {"user", user.view()}}, {user}};
}

CommandOutput set_status(const CommandInput& input) {
    const auto workspace = workspace_argument(input);
    const auto user = member_argument(input, workspace);
    accounts::Workspaces{input.connection}.set_status(workspace, user, status_of(text_argument(input, "status")));
    return {json::object{{"id", workspace.view()}, {"user", user.view()}}, {user}};
}

CommandOutput transfer(const CommandInput& input) {
    const auto workspace = workspace_argument(input);
    const auto to = member_argument(input, workspace);
    const auto rows = input.connection.query("SELECT user_id FROM memberships WHERE workspace_id = :workspace AND role = 'owner'",
                                             {storage::arg("workspace", workspace)}, {storage::Type::text});
    if (rows.empty()) throw CommandRefused{"that workspace has no owner"};
    const auto from = model::UserId::trusted(rows.text(0, 0));
    if (from == to) throw CommandRefused{"they own that workspace already"};
    accounts::Workspaces{input.connection}.transfer_ownership(workspace, from, to);
    return {json::object{{"id", workspace.view()}, {"owner", to.view()}}, {from, to}};
}

}  // namespace

void add_workspace_commands(CommandTable& table) {
    table["workspace.add"] = add;
    table["workspace.list"] = list;
    table["workspace.set-plan"] = set_plan;
    table["workspace.set-subdomain"] = set_subdomain;
    table["workspace.add-member"] = add_member;
    table["workspace.set-role"] = set_role;
    table["workspace.set-status"] = set_status;
    table["workspace.transfer"] = transfer;
}

}  // namespace mortise::cli
