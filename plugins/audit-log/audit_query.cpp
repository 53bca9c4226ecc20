#include "audit_query.hpp"

namespace audit_log {

using namespace mortise;

namespace {

// Names are looked up for the rows of the page alone. The target's only as a member of the row's workspace: an id that somebody
// tried out must not be told a name for.
constexpr std::string_view columns = R"(
    SELECT p.id, p.at, p.workspace_id, p.action, p.target, t.name, p.subject_id, s.name,
        COALESCE(p.actor_id, p.subject_id), COALESCE(a.name, s.name),
        p.result, p.refusal, p.status, p.reason, p.details, p.client_address, p.request_id
    FROM (SELECT l.id, l.at, l.workspace_id, l.action, l.target, l.subject_id, l.actor_id, l.result, l.refusal, l.status,
              l.reason, l.details, l.client_address, l.request_id
          FROM audit_log l WHERE )";

constexpr std::string_view names = R"( ORDER BY l.at DESC, l.id DESC LIMIT :limit) p
    LEFT JOIN users s ON s.id = p.subject_id
    LEFT JOIN users a ON a.id = p.actor_id
    LEFT JOIN memberships m ON m.workspace_id = p.workspace_id AND m.user_id = p.target
    LEFT JOIN users t ON t.id = m.user_id
    ORDER BY p.at DESC, p.id DESC)";

}  // namespace

void write_json(JsonWriter& json, const LoggedInAs& session) {
    json.begin_object()
        .member("id", session.id)
        .key("actor").begin_object().member("id", session.actor).member("name", session.actor_name).end_object()
        .key("workspace").begin_object().member("id", session.workspace).member("name", session.workspace_name).end_object()
        .member("reason", session.reason)
        .member("startedAt", session.started_at)
        .member("expiresAt", session.expires_at)
        .member("endedAt", session.ended_at)
        .end_object();
}

std::vector<AuditRow> AuditQuery::of_workspace(std::string_view workspace, const Filter& filter, const std::optional<Position>& after,
                                               std::int64_t limit) const {
    std::string conditions = "l.workspace_id = :workspace";
    std::vector<Argument> arguments{arg("workspace", workspace), arg("limit", limit)};
    const auto add = [&](std::string_view condition, Argument argument) {
        conditions.append(" AND ").append(condition);
        arguments.push_back(argument);
    };
    if (!filter.action.empty()) add("l.action = :action", arg("action", filter.action));
    if (!filter.actor.empty()) add("COALESCE(l.actor_id, l.subject_id) = :actor", arg("actor", filter.actor));
    if (filter.from) add("l.at >= :from", arg("from", *filter.from));
    if (filter.to) add("l.at < :to", arg("to", *filter.to));
    if (after) {
        add("(l.at, l.id) < (:after_at, :after_id)", arg("after_at", after->at));
        arguments.push_back(arg("after_id", after->id));
    }
    return storage_.query<AuditRow>(std::string{columns}.append(conditions).append(names), arguments);
}

std::vector<AuditRow> AuditQuery::done_as(std::string_view user, std::string_view within, const std::optional<Position>& after,
                                          std::int64_t limit) const {
    std::string conditions = "l.subject_id = :user AND l.actor_id IS NOT NULL AND (:within = '' OR l.workspace_id = :within)";
    std::vector<Argument> arguments{arg("user", user), arg("within", within), arg("limit", limit)};
    if (after) {
        conditions += " AND (l.at, l.id) < (:after_at, :after_id)";
        arguments.push_back(arg("after_at", after->at));
        arguments.push_back(arg("after_id", after->id));
    }
    return storage_.query<AuditRow>(std::string{columns}.append(conditions).append(names), arguments);
}

std::vector<LoggedInAs> AuditQuery::sessions_as(std::string_view user, std::string_view within, std::int64_t limit) const {
    constexpr auto sql = R"(
        SELECT i.id, i.actor_id, a.name, i.impersonated_in, w.name, i.reason, i.created_at, i.expires_at, i.ended_at
        FROM sessions i
        LEFT JOIN users a ON a.id = i.actor_id
        LEFT JOIN workspaces w ON w.id = i.impersonated_in
        WHERE i.subject_id = :user AND i.actor_id IS NOT NULL AND (:within = '' OR i.impersonated_in = :within)
        ORDER BY i.created_at DESC, i.id DESC LIMIT :limit)";
    return storage_.query<LoggedInAs>(sql, arg("user", user), arg("within", within), arg("limit", limit));
}

}  // namespace audit_log
