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

// A session that another was started from, and that its use keeps awake.
struct Ancestor {
    model::SessionId id;
    model::Instant last_seen_at{};
};

struct Session {
    model::SessionId id;
    model::Person subject;
    std::string subject_language;
    model::Person actor;  // empty id unless logged in as somebody
    model::SessionId parent;
    model::WorkspaceId host_workspace;  // empty: the main domain
    model::WorkspaceId confined_to;
    model::WorkspaceId impersonated_in;
    std::string impersonated_subdomain;
    std::string reason;
    std::string user_agent, client_address;
    model::Instant created_at{}, last_seen_at{}, password_entered_at{}, expires_at{};
    std::chrono::seconds idle{};
    std::vector<Ancestor> ancestors;  // the parent, and its own: at most two, for nothing is started from an impersonation
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
    std::string token;  // for the cookie, and nowhere else
    model::Instant expires_at{};
};

class Sessions {
public:
    explicit Sessions(storage::Connection& connection) : connection_{connection} {}

    // The live session behind a cookie: not ended, neither idle nor absolute expiry passed, subject (and actor) ACTIVE, and
    // its ancestors still live. One indexed statement. Time going back revives nothing: a session seen later
    // than `now` counts as seen now, and created later than now plus a minute as dead; what expires is ended for good by
    // end_expired. `expires_at` is an ancestor's where that is earlier.
    std::optional<Session> by_token(std::string_view token, model::Instant now);
    std::optional<Session> by_id(const model::SessionId& id, model::Instant now);

    // A child dies with its parent, whatever `absolute` says.
    StartedSession start(const NewSession& session);
    std::string rotate(const model::SessionId& id);  // a new token for a live session; the old one is dead
    void mark_password_entered(const model::SessionId& id, model::Instant now);
    void seen(const model::SessionId& id, model::Instant at);  // coalesced by Bookkeeping; revives nothing

    // Each ends live sessions with their children, and says which, for events::Bus::end_session.
    std::vector<model::SessionId> end(const model::SessionId& id, model::Instant now);
    // Nothing when the session is not this user's own.
    std::vector<model::SessionId> end_own(const model::UserId& user, const model::SessionId& id, model::Instant now);
    std::vector<model::SessionId> end_of_user(const model::UserId& user, model::Instant now, const model::SessionId& except = {});
    std::vector<model::SessionId> end_impersonations(model::Instant now);  // when the feature is switched off
    std::vector<model::SessionId> end_expired(model::Instant now);         // called every minute by main

    std::vector<Session> live_of(const model::UserId& user,
                                 model::Instant now);  // own ones, not those of somebody logged in as them

    // Hand-off between hosts. The code is single use, right or wrong, and dies after 60 s or with the session that made it.
    // `redeem` yields the session with a new token. REQUIRES: the unit is kept also when it yields nothing.
    std::string make_handoff(const model::SessionId& initiating, const model::SessionId& session,
                             const model::WorkspaceId& host_workspace, model::Instant now);
    std::optional<StartedSession> redeem_handoff(std::string_view code, const model::WorkspaceId& host_workspace,
                                                 model::Instant now);

    // The impersonation behind a cookie whatever became of it (expired, ended, its subject gone), for the way back alone.
    // `returned` ends it for good, so that its cookie opens that way once.
    std::optional<Session> returnable(std::string_view token, model::Instant now);
    std::vector<model::SessionId> returned(const model::SessionId& id, model::Instant now);

    std::size_t purge(model::Instant dead_before);  // rows of sessions long dead, and of codes

private:
    storage::Connection& connection_;
};

}  // namespace mortise::accounts
