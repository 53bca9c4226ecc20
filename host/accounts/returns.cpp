// The way back from an impersonation, which works in any state of it.
#include "accounts/secrets.hpp"
#include "accounts/sessions.hpp"

namespace mortise::accounts {

using storage::arg;
using storage::Type;

std::optional<Session> Sessions::returnable(std::string_view token, model::Instant now) {
    const auto rows = connection_.query(R"(
        SELECT s.id, s.parent_id, s.host_workspace_id, s.impersonated_in, s.created_at,
               u.id, u.name, u.email, a.id, a.name, a.email
        FROM sessions s JOIN users u ON u.id = s.subject_id JOIN users a ON a.id = s.actor_id
        WHERE s.token_hash = :token)",
                                        {arg("token", sha256_hex(token))},
                                        {Type::text, Type::text, Type::text, Type::text, Type::integer, Type::text, Type::text,
                                         Type::text, Type::text, Type::text, Type::text});
    if (rows.empty()) return std::nullopt;
    const auto text = [&](std::size_t column) { return std::string{rows.text(0, column)}; };
    Session session;
    session.id = model::SessionId::trusted(rows.text(0, 0));
    session.parent = model::SessionId::trusted(rows.text(0, 1));
    session.host_workspace = model::WorkspaceId::trusted(rows.text(0, 2));
    session.impersonated_in = model::WorkspaceId::trusted(rows.text(0, 3));
    session.created_at = model::from_microseconds(rows.integer(0, 4));
    session.last_seen_at = now;
    session.subject = {model::UserId::trusted(rows.text(0, 5)), text(6), text(7)};
    session.actor = {model::UserId::trusted(rows.text(0, 8)), text(9), text(10)};
    return session;
}

std::vector<model::SessionId> Sessions::returned(const model::SessionId& id, model::Instant now) {
    auto ended = end(id, now);
    connection_.execute("UPDATE sessions SET token_hash = :spent WHERE id = :id",
                        {arg("spent", "returned-" + id.string()), arg("id", id)});
    return ended;
}

}  // namespace mortise::accounts
