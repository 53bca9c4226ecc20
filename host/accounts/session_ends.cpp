// How sessions end. Whatever the cause, a session takes those started from it along.
#include <string>

#include "accounts/sessions.hpp"

namespace mortise::accounts {
namespace {

using storage::arg;
using storage::Type;

#define MORTISE_END_SESSIONS(which)                                                                  \
    "WITH RECURSIVE doomed (id) AS (SELECT s.id FROM sessions s WHERE s.ended_at IS NULL AND " which \
    " UNION SELECT c.id FROM sessions c JOIN doomed d ON c.parent_id = d.id)"                        \
    " UPDATE sessions SET ended_at = :now WHERE ended_at IS NULL AND id IN (SELECT id FROM doomed) RETURNING id"

std::vector<model::SessionId> ids(const storage::Rows& rows) {
    std::vector<model::SessionId> ended;
    ended.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) ended.push_back(model::SessionId::trusted(rows.text(row, 0)));
    return ended;
}

}  // namespace

std::vector<model::SessionId> Sessions::end(const model::SessionId& id, model::Instant now) {
    return ids(connection_.query(MORTISE_END_SESSIONS("s.id = :id"), {arg("id", id), arg("now", now)}, {Type::text}));
}

std::vector<model::SessionId> Sessions::end_own(const model::UserId& user, const model::SessionId& id, model::Instant now) {
    return ids(connection_.query(MORTISE_END_SESSIONS("s.id = :id AND s.subject_id = :user AND s.actor_id IS NULL"),
                                 {arg("id", id), arg("user", user), arg("now", now)}, {Type::text}));
}

std::vector<model::SessionId> Sessions::end_of_user(const model::UserId& user, model::Instant now,
                                                    const model::SessionId& except) {
    return ids(connection_.query(MORTISE_END_SESSIONS("s.subject_id = :user AND s.actor_id IS NULL AND s.id <> :except"),
                                 {arg("user", user), arg("except", except.view()), arg("now", now)}, {Type::text}));
}

std::vector<model::SessionId> Sessions::end_impersonations(model::Instant now) {
    return ids(connection_.query(MORTISE_END_SESSIONS("s.actor_id IS NOT NULL"), {arg("now", now)}, {Type::text}));
}

std::vector<model::SessionId> Sessions::end_expired(model::Instant now) {
    // In helpings, for a host that was away may find many; the rest goes with the next call.
    return ids(connection_.query(
        MORTISE_END_SESSIONS("s.id IN (SELECT id FROM sessions WHERE ended_at IS NULL AND (expires_at <= :now OR"
                             " last_seen_at + idle_seconds * 1000000 <= :now) LIMIT 4000)"),
        {arg("now", now)}, {Type::text}));
}

std::size_t Sessions::purge(model::Instant dead_before) {
    connection_.execute("DELETE FROM handoffs WHERE expires_at < :before", {arg("before", dead_before)});
    return static_cast<std::size_t>(connection_.execute("DELETE FROM sessions WHERE ended_at < :before OR expires_at < :before",
                                                        {arg("before", dead_before)}));
}

}  // namespace mortise::accounts
