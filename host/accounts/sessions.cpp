#include "accounts/sessions.hpp"

#include <algorithm>
#include <array>

#include "accounts/secrets.hpp"
#include "model/problem.hpp"

namespace mortise::accounts {
namespace {

using storage::arg;
using storage::Type;

constexpr std::chrono::minutes clock_tolerance{1};

// What a session and those it was started from are, but for the condition that picks them. Read by session_of in this order.
#define MORTISE_LIVE_SESSIONS                                                                                              \
    "SELECT s.id, s.parent_id, s.host_workspace_id, s.confined_to, s.impersonated_in, s.impersonated_subdomain, s.reason," \
    " s.user_agent, s.client_address, s.created_at, s.last_seen_at, s.password_entered_at, s.expires_at, s.idle_seconds,"  \
    " u.id, u.name, u.email, u.language, a.id, a.name, a.email,"                                                           \
    " p.id, p.created_at, p.last_seen_at, p.expires_at, p.idle_seconds,"                                                   \
    " g.id, g.created_at, g.last_seen_at, g.expires_at, g.idle_seconds"                                                    \
    " FROM sessions s JOIN users u ON u.id = s.subject_id AND u.status = 'ACTIVE'"                                         \
    " LEFT JOIN users a ON a.id = s.actor_id AND a.status = 'ACTIVE'"                                                      \
    " LEFT JOIN sessions p ON p.id = s.parent_id AND p.ended_at IS NULL"                                                   \
    " LEFT JOIN sessions g ON g.id = p.parent_id AND g.ended_at IS NULL"                                                   \
    " WHERE s.ended_at IS NULL AND (s.actor_id IS NULL OR a.id IS NOT NULL) AND (s.parent_id IS NULL OR p.id IS NOT NULL)" \
    " AND (p.parent_id IS NULL OR g.id IS NOT NULL)"

constexpr std::string_view live_by_token = MORTISE_LIVE_SESSIONS " AND s.token_hash = :token";
constexpr std::string_view live_by_id = MORTISE_LIVE_SESSIONS " AND s.id = :id";
constexpr std::string_view live_by_subject =
    MORTISE_LIVE_SESSIONS " AND s.subject_id = :user AND s.actor_id IS NULL ORDER BY s.last_seen_at DESC, s.id";
#undef MORTISE_LIVE_SESSIONS

constexpr std::size_t first_ancestor = 21, ancestor_columns = 5;
constexpr std::initializer_list<Type> columns{
    Type::text,    Type::text,    Type::text,    Type::text,    Type::text,    Type::text,    Type::text,    Type::text,
    Type::text,    Type::integer, Type::integer, Type::integer, Type::integer, Type::integer, Type::text,    Type::text,
    Type::text,    Type::text,    Type::text,    Type::text,    Type::text,    Type::text,    Type::integer, Type::integer,
    Type::integer, Type::integer, Type::text,    Type::integer, Type::integer, Type::integer, Type::integer};

struct Lifetime {
    model::Instant created_at, last_seen_at, expires_at;
    std::chrono::seconds idle;

    bool live(model::Instant now) const {
        return created_at <= now + clock_tolerance && now < expires_at && now - last_seen_at < idle;
    }
};

Session session_of(const storage::Rows& rows, std::size_t row) {
    const auto text = [&](std::size_t column) { return std::string{rows.text(row, column)}; };
    const auto instant = [&](std::size_t column) { return model::from_microseconds(rows.integer(row, column)); };
    Session session;
    session.id = model::SessionId::trusted(rows.text(row, 0));
    session.parent = model::SessionId::trusted(rows.text(row, 1));
    session.host_workspace = model::WorkspaceId::trusted(rows.text(row, 2));
    session.confined_to = model::WorkspaceId::trusted(rows.text(row, 3));
    session.impersonated_in = model::WorkspaceId::trusted(rows.text(row, 4));
    session.impersonated_subdomain = text(5);
    session.reason = text(6);
    session.user_agent = text(7);
    session.client_address = text(8);
    session.created_at = instant(9);
    session.last_seen_at = instant(10);
    session.password_entered_at = instant(11);
    session.expires_at = instant(12);
    session.idle = std::chrono::seconds{rows.integer(row, 13)};
    session.subject = {model::UserId::trusted(rows.text(row, 14)), text(15), text(16)};
    session.subject_language = text(17);
    session.actor = {model::UserId::trusted(rows.text(row, 18)), text(19), text(20)};
    return session;
}

std::optional<Session> live_session(const storage::Rows& rows, std::size_t row, model::Instant now) {
    auto session = session_of(rows, row);
    if (!Lifetime{session.created_at, session.last_seen_at, session.expires_at, session.idle}.live(now)) return std::nullopt;
    for (std::size_t column = first_ancestor; column < columns.size(); column += ancestor_columns) {
        if (rows.is_null(row, column)) break;
        const auto instant = [&](std::size_t offset) { return model::from_microseconds(rows.integer(row, column + offset)); };
        const Lifetime ancestor{instant(1), instant(2), instant(3), std::chrono::seconds{rows.integer(row, column + 4)}};
        if (!ancestor.live(now)) return std::nullopt;
        session.ancestors.push_back({model::SessionId::trusted(rows.text(row, column)), ancestor.last_seen_at});
        session.expires_at = std::min(session.expires_at, ancestor.expires_at);
    }
    return session;
}

}  // namespace

std::optional<Session> Sessions::by_token(std::string_view token, model::Instant now) {
    const auto rows = connection_.query(live_by_token, {arg("token", sha256_hex(token))}, columns);
    return rows.empty() ? std::nullopt : live_session(rows, 0, now);
}

std::optional<Session> Sessions::by_id(const model::SessionId& id, model::Instant now) {
    const auto rows = connection_.query(live_by_id, {arg("id", id)}, columns);
    return rows.empty() ? std::nullopt : live_session(rows, 0, now);
}

std::vector<Session> Sessions::live_of(const model::UserId& user, model::Instant now) {
    const auto rows = connection_.query(live_by_subject, {arg("user", user)}, columns);
    std::vector<Session> sessions;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (auto session = live_session(rows, row, now)) sessions.push_back(std::move(*session));
    return sessions;
}

StartedSession Sessions::start(const NewSession& session) {
    StartedSession started{model::SessionId::trusted(model::make_id()), random_token(), session.now + session.absolute};
    const auto optional_text = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional{std::string_view{text}};
    };
    connection_.execute(
        R"(
        INSERT INTO sessions (id, token_hash, subject_id, actor_id, parent_id, host_workspace_id, confined_to, impersonated_in,
                              impersonated_subdomain, reason, user_agent, client_address, created_at, last_seen_at,
                              password_entered_at, idle_seconds, expires_at)
        VALUES (:id, :token, :subject, :actor, :parent, :host, :confined, :impersonated, :subdomain, :reason, :agent, :address,
                :now, :now, :password_entered, :idle, :expires))",
        {arg("id", started.id), arg("token", sha256_hex(started.token)), arg("subject", session.subject),
         arg("actor", session.actor), arg("parent", session.parent), arg("host", session.host_workspace),
         arg("confined", session.confined_to), arg("impersonated", session.impersonated_in),
         arg("subdomain", optional_text(session.impersonated_subdomain)), arg("reason", optional_text(session.reason)),
         arg("agent", session.user_agent), arg("address", session.client_address), arg("now", session.now),
         arg("password_entered", session.password_entered_at), arg("idle", std::int64_t{session.idle.count()}),
         arg("expires", started.expires_at)});
    return started;
}

std::string Sessions::rotate(const model::SessionId& id) {
    auto token = random_token();
    const auto rotated = connection_.execute("UPDATE sessions SET token_hash = :token WHERE id = :id AND ended_at IS NULL",
                                             {arg("token", sha256_hex(token)), arg("id", id)});
    if (rotated != 1) throw model::Refusal{model::problems::bad_credential()};
    return token;
}

void Sessions::mark_password_entered(const model::SessionId& id, model::Instant now) {
    connection_.execute("UPDATE sessions SET password_entered_at = :now WHERE id = :id AND ended_at IS NULL",
                        {arg("now", now), arg("id", id)});
}

void Sessions::seen(const model::SessionId& id, model::Instant at) {
    connection_.execute(R"(
        UPDATE sessions SET last_seen_at = :at
        WHERE id = :id AND ended_at IS NULL AND expires_at > :at AND :at - last_seen_at < idle_seconds * 1000000)",
                        {arg("id", id), arg("at", at)});
}

}  // namespace mortise::accounts
