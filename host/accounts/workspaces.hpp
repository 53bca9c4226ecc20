// Workspaces and who belongs to them. Read at every request, so that a change of role, plan or status takes effect at the next.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/principal.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

struct WorkspaceHost {
    model::WorkspaceId id;
    std::string subdomain;
};

class Workspaces {
public:
    explicit Workspaces(storage::Connection& connection) : connection_{connection} {}

    // The workspace as this user sees it; nothing unless they are an ACTIVE member. One indexed statement.
    std::optional<model::WorkspaceView> seen_by(const model::UserId& user, const model::WorkspaceId& workspace);
    std::vector<model::WorkspaceView> all_of(const model::UserId& user);            // where ACTIVE
    std::optional<model::Member> member(const model::WorkspaceId& workspace, const model::UserId& user);
    std::optional<model::WorkspaceId> by_subdomain(std::string_view subdomain);
    std::string subdomain_of(const model::WorkspaceId& workspace);

    // Changes, for the CLI and the demo data. add_member throws storage::Error{constraint} for a second owner.
    model::WorkspaceId add(std::string_view name, std::string_view plan, std::string_view subdomain, model::Instant now);
    void add_member(const model::WorkspaceId& workspace, const model::UserId& user, std::string_view role,
                    model::MemberStatus status, model::Instant now);
    void set_plan(const model::WorkspaceId& workspace, std::string_view plan);
    void set_subdomain(const model::WorkspaceId& workspace, std::string_view subdomain);
    void set_role(const model::WorkspaceId& workspace, const model::UserId& user, std::string_view role);
    void set_status(const model::WorkspaceId& workspace, const model::UserId& user, model::MemberStatus status);
    void transfer_ownership(const model::WorkspaceId& workspace, const model::UserId& from, const model::UserId& to);

private:
    storage::Connection& connection_;
};

}  // namespace mortise::accounts
