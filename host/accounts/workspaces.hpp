// Workspaces and who belongs to them. Read at every request, so that a change of role, plan or status takes effect at the next.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/principal.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

class Workspaces {
public:
    explicit Workspaces(storage::Connection& connection) : connection_{connection} {}

    // The workspace as this user sees it; nothing unless they are an ACTIVE member. One indexed statement.
    std::optional<model::WorkspaceView> seen_by(const model::UserId& user, const model::WorkspaceId& workspace);
    std::optional<model::WorkspaceView> by_id(const model::WorkspaceId& workspace);   // as nobody in particular: without a role
    std::vector<model::WorkspaceView> all_of(const model::UserId& user);                                  // where ACTIVE, by name
    std::optional<model::Member> member(const model::WorkspaceId& workspace, const model::UserId& user);  // of any status
    std::optional<model::WorkspaceId> by_subdomain(std::string_view subdomain);
    std::string subdomain_of(const model::WorkspaceId& workspace);  // empty: none

    // Changes, for the CLI and the demo data. Plans and roles are the caller's to check. A workspace or member that is not
    // there is a Refusal (workspace_not_found, user_not_found).
    model::WorkspaceId add(std::string_view name, std::string_view plan, std::string_view subdomain, model::Instant now);
    // Throws storage::Error{constraint} for a second owner. Where it is the user's first, it becomes their default workspace.
    void add_member(const model::WorkspaceId& workspace, const model::UserId& user, std::string_view role,
                    model::MemberStatus status, model::Instant now);
    void set_plan(const model::WorkspaceId& workspace, std::string_view plan);
    // One label of a host name, or empty for none; else Refusal `invalid`. Throws storage::Error{constraint} when it is taken.
    void set_subdomain(const model::WorkspaceId& workspace, std::string_view subdomain);
    // Neither to nor from `owner`, for a workspace has exactly one: Refusal `owner_is_transferred`.
    void set_role(const model::WorkspaceId& workspace, const model::UserId& user, std::string_view role);
    void set_status(const model::WorkspaceId& workspace, const model::UserId& user, model::MemberStatus status);
    // `to` must be an ACTIVE member; `from`, the owner, becomes an admin. Refusal `not_owner` when it is somebody else's.
    void transfer_ownership(const model::WorkspaceId& workspace, const model::UserId& from, const model::UserId& to);

private:
    storage::Connection& connection_;
};

}  // namespace mortise::accounts
