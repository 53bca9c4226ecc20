#include "accounts/workspaces.hpp"

#include "accounts/users.hpp"
#include "model/problem.hpp"

namespace mortise::accounts {
namespace {

using storage::arg;
using storage::Type;

model::WorkspaceView view_of(const storage::Rows& rows, std::size_t row) {
    return {model::WorkspaceId::trusted(rows.text(row, 0)), std::string{rows.text(row, 1)}, std::string{rows.text(row, 2)},
            std::string{rows.text(row, 3)}, std::string{rows.text(row, 4)}};
}

model::MemberStatus status_of(std::string_view text) {
    if (text == "ACTIVE") return model::MemberStatus::active;
    if (text == "PENDING") return model::MemberStatus::pending;
    return model::MemberStatus::inactive;
}

std::optional<std::string_view> label(std::string_view subdomain) {
    if (subdomain.empty()) return std::nullopt;
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if (subdomain.size() > 63 || subdomain.front() == '-' || subdomain.back() == '-' ||
        subdomain.find_first_not_of(letters) != std::string_view::npos)
        throw model::Refusal{model::problems::invalid("subdomain", "A subdomain is made of a to z, 0 to 9 and inner hyphens.")};
    return subdomain;
}

void expect_workspace(std::int64_t affected) {
    if (affected != 1) throw model::Refusal{model::problems::unknown_workspace()};
}

void expect_member(std::int64_t affected) {
    if (affected != 1) throw model::Refusal{model::problems::unknown_user()};
}

}  // namespace

std::optional<model::WorkspaceView> Workspaces::seen_by(const model::UserId& user, const model::WorkspaceId& workspace) {
    const auto rows = connection_.query(R"(
        SELECT w.id, w.name, w.subdomain, w.plan, m.role
        FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
        WHERE m.workspace_id = :workspace AND m.user_id = :user AND m.status = 'ACTIVE')",
                                        {arg("workspace", workspace), arg("user", user)},
                                        {Type::text, Type::text, Type::text, Type::text, Type::text});
    if (rows.empty()) return std::nullopt;
    return view_of(rows, 0);
}

std::optional<model::WorkspaceView> Workspaces::by_id(const model::WorkspaceId& workspace) {
    const auto rows = connection_.query("SELECT id, name, subdomain, plan, '' FROM workspaces WHERE id = :workspace", {arg("workspace", workspace)},
                                        {Type::text, Type::text, Type::text, Type::text, Type::text});
    if (rows.empty()) return std::nullopt;
    return view_of(rows, 0);
}

std::vector<model::WorkspaceView> Workspaces::all_of(const model::UserId& user) {
    const auto rows = connection_.query(R"(
        SELECT w.id, w.name, w.subdomain, w.plan, m.role
        FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
        WHERE m.user_id = :user AND m.status = 'ACTIVE' ORDER BY w.name, w.id)",
                                        {arg("user", user)}, {Type::text, Type::text, Type::text, Type::text, Type::text});
    std::vector<model::WorkspaceView> workspaces;
    workspaces.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) workspaces.push_back(view_of(rows, row));
    return workspaces;
}

std::optional<model::Member> Workspaces::member(const model::WorkspaceId& workspace, const model::UserId& user) {
    const auto rows = connection_.query(R"(
        SELECT u.id, u.name, u.email, m.role, m.status, m.joined_at
        FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = :workspace AND m.user_id = :user)",
                                        {arg("workspace", workspace), arg("user", user)},
                                        {Type::text, Type::text, Type::text, Type::text, Type::text, Type::integer});
    if (rows.empty()) return std::nullopt;
    return model::Member{model::UserId::trusted(rows.text(0, 0)),
                         std::string{rows.text(0, 1)},
                         std::string{rows.text(0, 2)},
                         std::string{rows.text(0, 3)},
                         status_of(rows.text(0, 4)),
                         model::from_microseconds(rows.integer(0, 5))};
}

std::optional<model::WorkspaceId> Workspaces::by_subdomain(std::string_view subdomain) {
    const auto rows =
        connection_.query("SELECT id FROM workspaces WHERE subdomain = :subdomain", {arg("subdomain", subdomain)}, {Type::text});
    if (rows.empty()) return std::nullopt;
    return model::WorkspaceId::trusted(rows.text(0, 0));
}

std::string Workspaces::subdomain_of(const model::WorkspaceId& workspace) {
    const auto rows = connection_.query("SELECT subdomain FROM workspaces WHERE id = :id", {arg("id", workspace)}, {Type::text});
    return rows.empty() ? std::string{} : std::string{rows.text(0, 0)};
}

model::WorkspaceId Workspaces::add(std::string_view name, std::string_view plan, std::string_view subdomain, model::Instant now) {
    const auto id = model::WorkspaceId::trusted(model::make_id());
    connection_.execute(
        R"(
        INSERT INTO workspaces (id, name, plan, subdomain, created_at) VALUES (:id, :name, :plan, :subdomain, :now))",
        {arg("id", id), arg("name", name), arg("plan", plan), arg("subdomain", label(subdomain)), arg("now", now)});
    return id;
}

void Workspaces::add_member(const model::WorkspaceId& workspace, const model::UserId& user, std::string_view role,
                            model::MemberStatus status, model::Instant now) {
    const auto person = Users{connection_}.by_id(user);
    expect_member(person ? 1 : 0);
    connection_.execute(R"(
        INSERT INTO memberships (workspace_id, user_id, role, status, joined_at, sort_name, sort_email)
        VALUES (:workspace, :user, :role, :status, :now, :name, :email))",
                        {arg("workspace", workspace), arg("user", user), arg("role", role), arg("status", model::to_text(status)),
                         arg("now", now), arg("name", fold(person->name)), arg("email", fold(person->email))});
    connection_.execute(R"(
        UPDATE users SET default_workspace_id = :workspace, active_workspace_id = :workspace
        WHERE id = :user AND default_workspace_id IS NULL)",
                        {arg("workspace", workspace), arg("user", user)});
}

void Workspaces::set_plan(const model::WorkspaceId& workspace, std::string_view plan) {
    expect_workspace(
        connection_.execute("UPDATE workspaces SET plan = :plan WHERE id = :id", {arg("plan", plan), arg("id", workspace)}));
}

void Workspaces::set_subdomain(const model::WorkspaceId& workspace, std::string_view subdomain) {
    expect_workspace(connection_.execute("UPDATE workspaces SET subdomain = :subdomain WHERE id = :id",
                                         {arg("subdomain", label(subdomain)), arg("id", workspace)}));
}

void Workspaces::set_role(const model::WorkspaceId& workspace, const model::UserId& user, std::string_view role) {
    const auto current = member(workspace, user);
    expect_member(current ? 1 : 0);
    if (current->role == role) return;
    if (role == "owner" || current->role == "owner")
        throw model::Refusal{model::problems::conflict("owner_is_transferred", "Ownership changes hands by transfer alone.")};
    connection_.execute("UPDATE memberships SET role = :role WHERE workspace_id = :workspace AND user_id = :user",
                        {arg("role", role), arg("workspace", workspace), arg("user", user)});
}

void Workspaces::set_status(const model::WorkspaceId& workspace, const model::UserId& user, model::MemberStatus status) {
    const auto current = member(workspace, user);
    if (current && current->role == "owner" && status != model::MemberStatus::active)
        throw model::Refusal{model::problems::conflict("owner_is_transferred", "Ownership changes hands by transfer alone.")};
    expect_member(
        connection_.execute("UPDATE memberships SET status = :status WHERE workspace_id = :workspace AND user_id = :user",
                            {arg("status", model::to_text(status)), arg("workspace", workspace), arg("user", user)}));
}

void Workspaces::transfer_ownership(const model::WorkspaceId& workspace, const model::UserId& from, const model::UserId& to) {
    if (from == to) throw model::Refusal{model::problems::conflict("owner_already", "This member is the owner already.")};
    const auto left = connection_.execute(R"(
        UPDATE memberships SET role = 'admin'
        WHERE workspace_id = :workspace AND user_id = :from AND role = 'owner')",
                                          {arg("workspace", workspace), arg("from", from)});
    if (left != 1) throw model::Refusal{model::problems::conflict("not_owner", "Ownership is given by the owner alone.")};
    expect_member(connection_.execute(R"(
        UPDATE memberships SET role = 'owner'
        WHERE workspace_id = :workspace AND user_id = :to AND status = 'ACTIVE')",
                                      {arg("workspace", workspace), arg("to", to)}));
}

}  // namespace mortise::accounts
