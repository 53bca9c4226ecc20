#include "accounts/generated_members.hpp"

#include <chrono>
#include <cstdio>

#include "accounts/invented_names.hpp"
#include "accounts/users.hpp"

namespace mortise::accounts {
namespace {

using storage::arg;
using storage::Type;

constexpr std::string_view no_password = "!";

std::size_t generated_so_far(storage::Connection& connection, const model::WorkspaceId& workspace) {
    const auto rows = connection.query(
        "SELECT count(*) FROM memberships WHERE workspace_id = :workspace AND sort_email LIKE 'member-%.generated.example'",
        {arg("workspace", workspace)}, {Type::integer});
    return static_cast<std::size_t>(rows.integer(0, 0));
}

std::string email_of(std::size_t number, const model::WorkspaceId& workspace) {
    std::array<char, 16> text;
    const int size = std::snprintf(text.data(), text.size(), "%07zu", number);
    return "member-" + std::string(text.data(), static_cast<std::size_t>(size)) + "@" + workspace.string() + ".generated.example";
}

}  // namespace

void generate_members(storage::Connection& connection, const model::WorkspaceId& workspace, std::size_t count,
                      model::Instant now) {
    const auto first = generated_so_far(connection, workspace);
    for (auto number = first; number < first + count; ++number) {
        const auto id = model::UserId::trusted(model::make_id());
        const auto email = email_of(number, workspace);
        const auto name = invented_name(number);
        const auto joined = now - std::chrono::minutes{number};
        connection.execute(R"(
            INSERT INTO users (id, email, email_folded, name, password_hash, created_at, default_workspace_id, active_workspace_id)
            VALUES (:id, :email, :email, :name, :password, :joined, :workspace, :workspace))",
                           {arg("id", id), arg("email", email), arg("name", name), arg("password", no_password),
                            arg("joined", joined), arg("workspace", workspace)});
        connection.execute(
            R"(
            INSERT INTO memberships (workspace_id, user_id, role, status, joined_at, sort_name, sort_email)
            VALUES (:workspace, :id, 'member', 'ACTIVE', :joined, :name, :email))",
            {arg("workspace", workspace), arg("id", id), arg("joined", joined), arg("name", fold(name)), arg("email", email)});
    }
}

}  // namespace mortise::accounts
