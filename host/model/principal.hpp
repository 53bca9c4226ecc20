// Who is asking, and what the workspace they ask about lets them be. Built by pipeline/authenticate, read by access and plugins.
#pragma once

#include <string>

#include "model/id.hpp"
#include "model/instant.hpp"

namespace mortise::model {

enum class PrincipalKind : std::uint8_t { anonymous, session, api_key, system };

struct Person {
    UserId id;
    std::string name;
    std::string email;
};

struct Principal {
    PrincipalKind kind = PrincipalKind::anonymous;
    Person subject;          // whose account it is
    Person actor;            // the person at the keyboard; empty id unless logged in as somebody
    SessionId session;
    ApiKeyId api_key;
    WorkspaceId confined_to; // the one workspace this credential may reach, on this host; empty: all of the account
    WorkspaceId impersonated_in;  // while logged in as somebody: the workspace whose owner does it
    Instant password_entered_at{};
    Instant expires_at{};

    bool signed_in() const noexcept { return kind != PrincipalKind::anonymous; }
    bool logged_in_as() const noexcept { return !actor.id.empty(); }
};

// The workspace that a route names, as its subject sees it. Plan and role are indices into access.yaml's lists.
struct WorkspaceView {
    WorkspaceId id;
    std::string name;
    std::string subdomain;   // empty: none
    std::string plan;
    std::string role;        // of the subject
};

enum class MemberStatus : std::uint8_t { pending, active, inactive };
std::string_view to_text(MemberStatus status) noexcept;  // PENDING, ACTIVE, INACTIVE

// A membership, as {user} in a path resolves to it.
struct Member {
    UserId user;
    std::string name;
    std::string email;
    std::string role;
    MemberStatus status = MemberStatus::active;
    Instant joined_at{};
};

}  // namespace mortise::model
