#include "audit_query.hpp"

namespace audit_log {

using namespace mortise;

namespace {

// Names are looked up for the rows of the page alone. The target's only as a member of the row's workspace: an id that somebody
// tried out must not be told a name for.
constexpr std::string_view columns = R"(
    SELECT p.id, p.at, p.workspace_id, p.action, p.target, t.name, p.subject_id, s.name,
        p.actor_id, a.name,
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

std::vector<AuditRow> AuditQuery::of_workspace(std::string_view workspace, const Filter& filter, const std::optional<Position>& after,
                                               std::int64_t limit) const {
    std::string conditions = "l.workspace_id = :workspace";
    std::vector<Argument> arguments{arg("workspace", workspace), arg("limit", limit)};
    const auto add = [&](std::string_view condition, Argument argument) {
        conditions.append(" AND ").append(condition);
        arguments.push_back(argument);
    };
    const bool whole = filter.action.find('.') != std::string_view::npos;
    const auto prefix = starts_pattern(filter.action);
    if (!filter.action.empty() && whole) add("l.action = :action", arg("action", filter.action));
    if (!filter.action.empty() && !whole) add("l.action LIKE :action ESCAPE '!'", arg("action", prefix));
    const auto name = contains_pattern(fold(filter.actor));
    if (!filter.actor.empty()) {
        add(R"(COALESCE(l.actor_id, l.subject_id) IN (
            SELECT n.user_id FROM memberships n WHERE n.workspace_id = :workspace
                AND (n.user_id = :actor OR n.sort_name LIKE :name ESCAPE '!' OR n.sort_email LIKE :name ESCAPE '!')))",
            arg("actor", filter.actor));
        arguments.push_back(arg("name", name));
    }
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
    std::string conditions = R"((:within = '' OR l.workspace_id = :within)
        AND ((l.subject_id = :user AND l.actor_id IS NOT NULL)
            OR (l.action = 'account.log-in-as' AND l.target = :user AND l.result = 'done'
                AND l.workspace_id IN (SELECT n.workspace_id FROM memberships n WHERE n.user_id = :user))))";
    std::vector<Argument> arguments{arg("user", user), arg("within", within), arg("limit", limit)};
    if (after) {
        conditions += " AND (l.at, l.id) < (:after_at, :after_id)";
        arguments.push_back(arg("after_at", after->at));
        arguments.push_back(arg("after_id", after->id));
    }
    return storage_.query<AuditRow>(std::string{columns}.append(conditions).append(names), arguments);
}

}  // namespace audit_log
