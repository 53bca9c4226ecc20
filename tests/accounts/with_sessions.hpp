// Sessions of the people in WithDatabase, at times that a test chooses.
#pragma once

#include "accounts/sessions.hpp"
#include "with_database.hpp"

namespace mortise::accounts {

class WithSessions : public WithDatabase {
protected:
    NewSession own(const model::UserId& user) const {
        NewSession session;
        session.subject = user;
        session.now = session.password_entered_at = start;
        session.idle = std::chrono::minutes{30};
        session.absolute = std::chrono::hours{12};
        return session;
    }
    NewSession impersonation(const StartedSession& parent) const {
        auto session = own(mia);
        session.actor = olivia;
        session.parent = parent.id;
        session.impersonated_in = acme;
        session.idle = std::chrono::minutes{15};
        session.absolute = std::chrono::minutes{60};
        return session;
    }

    StartedSession begin(const NewSession& session) {
        return write([&](storage::Connection& connection) { return Sessions{connection}.start(session); });
    }
    std::optional<Session> behind(const std::string& token, model::Instant now) {
        return read([&](storage::Connection& connection) { return Sessions{connection}.by_token(token, now); });
    }
    void seen(const StartedSession& session, model::Instant at) {
        write([&](storage::Connection& connection) { Sessions{connection}.seen(session.id, at); });
    }
    // Requests every few minutes, the last at `until`.
    void busy(const StartedSession& session, model::Instant until) {
        for (auto at = start; at < until; at += std::chrono::minutes{10}) seen(session, at);
        seen(session, until);
    }
    std::vector<model::SessionId> end(const StartedSession& session, model::Instant now) {
        return write([&](storage::Connection& connection) { return Sessions{connection}.end(session.id, now); });
    }
};

}  // namespace mortise::accounts
