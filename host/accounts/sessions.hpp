// Browser sessions: 256 random bits in the cookie, SHA-256 of them in the database. An impersonation is a session of its own
// with an actor and a parent. Which of its conditions hold (rights, plan, status) pipeline/authenticate asks at every request.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/principal.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

struct Session {
    model::SessionId id;
    model::Person subject;
    std::string subject_language;
    model::Person actor;                       // empty id unless logged in as somebody
    model::SessionId parent;
    model::WorkspaceId host_workspace;         // empty: the main domain
    model::WorkspaceId confined_to;
    model::WorkspaceId impersonated_in;
    std::string impersonated_subdomain;
    std::string reason;
    std::string user_agent, client_address;
    model::Instant created_at{}, last_seen_at{}, password_entered_at{}, expires_at{};
    std::chrono::seconds idle{};
};

struct NewSession {
    model::UserId subject, actor;
    model::SessionId parent;
    model::WorkspaceId host_workspace, confined_to, impersonated_in;
    std::string impersonated_subdomain, reason, user_agent, client_address;
    model::Instant now{}, password_entered_at{};
    std::chrono::seconds idle{}, absolute{};
};

struct StartedSession {
    model::SessionId id;
    std::string token;                         // for the cookie, and nowhere else
    model::Instant expires_at{};
};

class Sessions {
public:
    explicit Sessions(storage::Connection& connection) : connection_{connection} {}

    // The live session behind a cookie: not ended, neither idle nor absolute expiry passed, subject (and actor) ACTIVE, and for
    // an impersonation its parent still live. One indexed statement. Time going back revives nothing: a session seen later
    // than `now` counts as seen now, and created later than now plus a minute as dead.
    std::optional<Session> by_token(std::string_view token, model::Instant now);

    StartedSession start(const NewSession& session);
    std::string rotate(const model::SessionId& id);                    // a new token for a live session; the old one is dead
    void mark_password_entered(const model::SessionId& id, model::Instant now);
    void end(const model::SessionId& id, model::Instant now);          // and its children
    void end_of_user(const model::UserId& user, model::Instant now, const model::SessionId& except = {});
    std::vector<Session> live_of(const model::UserId& user, model::Instant now);   // own ones, not those of somebody logged in as them
    void seen(const model::SessionId& id, model::Instant at);          // coalesced by Bookkeeping

    // Hand-off between hosts. The code is single use and dies after 60 s. `redeem` yields the session with a new token.
    std::string make_handoff(const model::SessionId& initiating, const model::SessionId& session,
                             const model::WorkspaceId& host_workspace, model::Instant now);
    std::optional<StartedSession> redeem_handoff(std::string_view code, const model::WorkspaceId& host_workspace, model::Instant now);
    std::size_t purge(model::Instant ended_before);                    // rows of sessions long dead

private:
    storage::Connection& connection_;
};

}  // namespace mortise::accounts
