#include "account_query.hpp"

#include <algorithm>
#include <charconv>

namespace accounts_tab {

using namespace mortise;

namespace {

constexpr std::string_view active_key_of_m = R"(
    SELECT 1 FROM api_keys k
    WHERE k.user_id = m.user_id AND k.status = 'ACTIVE' AND (k.workspace_id IS NULL OR k.workspace_id = :workspace)
        AND NOT EXISTS (SELECT 1 FROM api_key_denials d WHERE d.key_id = k.id AND d.workspace_id = :workspace))";

constexpr std::string_view running_timer_of_m = R"(
    SELECT 1 FROM time_entries r WHERE r.workspace_id = :workspace AND r.user_id = m.user_id AND r.ended_at IS NULL)";

constexpr std::string_view name_of(Column column) {
    switch (column) {
        case Column::name: return "sort_name";
        case Column::email: return "sort_email";
        case Column::joined: return "joined_at";
    }
    return {};
}

// ORDER BY of `table`, whole: the user's id makes it one order.
std::string order(std::string_view table, Column column, Direction direction) {
    const std::string_view suffix = direction == Direction::descending ? " DESC" : "";
    std::string text = " ORDER BY ";
    return text.append(table).append(".").append(name_of(column)).append(suffix).append(", ").append(table).append(".user_id").append(suffix);
}

}  // namespace

AccountQuery::AccountQuery(const Storage& storage, std::string_view workspace, const Filter& filter)
    : storage_{storage}, search_{filter.search}, conditions_{"m.workspace_id = :workspace"} {
    arguments_.push_back(arg("workspace", workspace));
    if (!search_.empty()) {
        conditions_ += " AND (m.sort_name LIKE :search ESCAPE '!' OR m.sort_email LIKE :search ESCAPE '!')";
        arguments_.push_back(arg("search", search_));
    }
    if (!filter.status.empty()) {
        conditions_ += " AND m.status = :status";
        arguments_.push_back(arg("status", filter.status));
    }
    if (!filter.users.empty()) require_one_of(filter.users);
    const auto require = [this](std::optional<bool> wanted, std::string_view found) {
        if (wanted) conditions_.append(*wanted ? " AND EXISTS (" : " AND NOT EXISTS (").append(found).append(")");
    };
    require(filter.has_active_keys, active_key_of_m);
    require(filter.timer_running, running_timer_of_m);
}

void AccountQuery::require_one_of(std::string_view users) {
    conditions_ += " AND m.user_id IN (";
    for (int i = 0; !users.empty(); ++i) {
        const auto& name = names_.emplace_back("user" + std::to_string(i));
        const auto end = std::min(users.find(','), users.size());
        conditions_.append(i == 0 ? ":" : ", :").append(name);
        arguments_.push_back(arg(name, users.substr(0, end)));
        users.remove_prefix(std::min(end + 1, users.size()));
    }
    conditions_ += ")";
}

std::vector<Account> AccountQuery::page(Column column, Direction direction, const std::optional<Position>& after,
                                        std::int64_t limit) const {
    auto arguments = arguments_;
    arguments.push_back(arg("limit", limit));
    std::string sql = R"(
        SELECT p.user_id, u.name, u.email, p.role, p.status, p.joined_at,
            (SELECT COUNT(*) FROM api_keys k
             WHERE k.user_id = p.user_id AND k.status = 'ACTIVE' AND (k.workspace_id IS NULL OR k.workspace_id = :workspace)
                 AND NOT EXISTS (SELECT 1 FROM api_key_denials d WHERE d.key_id = k.id AND d.workspace_id = :workspace)),
            t.id, t.description, t.started_at, p.sort_name, p.sort_email
        FROM (SELECT m.user_id, m.role, m.status, m.joined_at, m.sort_name, m.sort_email FROM memberships m WHERE )";
    sql += conditions_;
    if (after) {
        sql.append(" AND (m.").append(name_of(column)).append(direction == Direction::descending ? ", m.user_id) < " : ", m.user_id) > ");
        sql += "(:after_key, :after_user)";
        if (column == Column::joined) {
            std::int64_t joined = 0;
            std::from_chars(after->key.data(), after->key.data() + after->key.size(), joined);
            arguments.push_back(arg("after_key", joined));
        } else {
            arguments.push_back(arg("after_key", after->key));
        }
        arguments.push_back(arg("after_user", after->user));
    }
    sql.append(order("m", column, direction)).append(R"( LIMIT :limit) p
        JOIN users u ON u.id = p.user_id
        LEFT JOIN time_entries t ON t.workspace_id = :workspace AND t.user_id = p.user_id AND t.ended_at IS NULL)");
    sql += order("p", column, direction);
    return storage_.query<Account>(sql, arguments);
}

std::int64_t AccountQuery::count(std::int64_t limit) const {
    auto arguments = arguments_;
    arguments.push_back(arg("limit", limit));
    const auto sql = "SELECT COUNT(*) FROM (SELECT m.user_id FROM memberships m WHERE " + conditions_ + " LIMIT :limit) c";
    return storage_.query<std::int64_t>(sql, arguments).front();
}

std::string AccountQuery::key_of(const Account& account, Column column) {
    switch (column) {
        case Column::name: return std::string{account.sort_name};
        case Column::email: return std::string{account.sort_email};
        case Column::joined: return std::to_string(account.joined_at.microseconds());
    }
    return {};
}

}  // namespace accounts_tab
