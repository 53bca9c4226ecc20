#include "user.hpp"

#include <string>

namespace directory {

using namespace mortise;

namespace {

// The columns of a User, its memberships aside.
struct UserRow {
    std::string_view id, email, name, status, time_zone;
    std::optional<std::string_view> language;
    std::string_view theme;
    std::optional<std::string_view> default_workspace, active_workspace;
};

struct MemberRow {
    std::string_view id, email, name, status, time_zone;
    std::optional<std::string_view> language;
    std::string_view theme, membership_status, role;
};

constexpr std::string_view column_of(MemberOrder order) {
    switch (order) {
        case MemberOrder::id: return "m.user_id";
        case MemberOrder::email: return "m.sort_email";
        case MemberOrder::name: return "m.sort_name";
    }
    return {};
}

}  // namespace

void write_json(JsonWriter& json, const Membership& membership) {
    json.begin_object()
        .member("userId", membership.user)
        .member("targetId", membership.workspace)
        .member("membershipType", "WORKSPACE")
        .member("membershipStatus", membership.status)
        .member("hourlyRate", nullptr)
        .member("costRate", nullptr);
    if (!membership.role.empty()) json.member("role", membership.role);
    json.end_object();
}

void write_json(JsonWriter& json, const User& user) {
    json.begin_object()
        .member("id", user.id)
        .member("email", user.email)
        .member("name", user.name)
        .member("profilePicture", "")
        .member("activeWorkspace", user.active_workspace)
        .member("defaultWorkspace", user.default_workspace)
        .member("memberships", user.memberships)
        .key("settings").begin_object()
        .member("timeZone", user.time_zone)
        .member("weekStart", "MONDAY")
        .member("timeFormat", "HOUR24")
        .member("dateFormat", "YYYY-MM-DD")
        .member("lang", user.language.value_or("en"))
        .member("theme", user.theme)
        .end_object()
        .member("status", user.status)
        .key("customFields").begin_array().end_array()
        .end_object();
}

User Users::by_id(std::string_view id, std::string_view confined_to) const {
    // A workspace that the user has left is nobody's default: the first of those that remain stands in.
    constexpr auto sql = R"(
        SELECT u.id, u.email, u.name, u.status, u.time_zone, u.language, u.theme,
            COALESCE((SELECT d.workspace_id FROM memberships d
                      WHERE d.workspace_id = u.default_workspace_id AND d.user_id = u.id AND d.status = 'ACTIVE'),
                     (SELECT MIN(f.workspace_id) FROM memberships f WHERE f.user_id = u.id AND f.status = 'ACTIVE')),
            COALESCE((SELECT a.workspace_id FROM memberships a
                      WHERE a.workspace_id = u.active_workspace_id AND a.user_id = u.id AND a.status = 'ACTIVE'),
                     (SELECT MIN(g.workspace_id) FROM memberships g WHERE g.user_id = u.id AND g.status = 'ACTIVE'))
        FROM users u WHERE u.id = :user)";
    const auto row = storage_.first<UserRow>(sql, arg("user", id));
    if (!row) throw NotFound{"user_not_found", "There is no such user."};
    User user{row->id, row->email, row->name, row->status, row->time_zone, row->language, row->theme, row->default_workspace,
              row->active_workspace};
    if (!confined_to.empty()) user.default_workspace = user.active_workspace = confined_to;
    return user;
}

std::vector<Membership> Users::memberships_of(std::string_view user, std::string_view confined_to) const {
    constexpr auto sql = R"(
        SELECT user_id, workspace_id, status, '' FROM memberships
        WHERE user_id = :user AND (:confined_to = '' OR workspace_id = :confined_to) ORDER BY workspace_id)";
    return storage_.query<Membership>(sql, arg("user", user), arg("confined_to", confined_to));
}

std::vector<User> Users::members_of(std::string_view workspace, const MemberFilter& filter) const {
    const auto column = column_of(filter.order);
    const std::string_view direction = filter.direction == Direction::descending ? " DESC" : "";
    std::string sql = R"(
        SELECT u.id, u.email, u.name, u.status, u.time_zone, u.language, u.theme, m.status, m.role
        FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = :workspace AND m.sort_email LIKE :email ESCAPE '!' AND m.sort_name LIKE :name ESCAPE '!'
            AND (:status = 'ALL' OR m.status = :status)
        ORDER BY )";
    sql.append(column).append(direction);
    if (filter.order != MemberOrder::id) sql.append(", m.user_id").append(direction);
    sql.append(" LIMIT :limit OFFSET :offset");

    const auto rows = storage_.query<MemberRow>(sql, arg("workspace", workspace), arg("email", filter.email),
                                                arg("name", filter.name), arg("status", filter.status),
                                                arg("limit", filter.limit), arg("offset", filter.offset));
    std::vector<User> users;
    users.reserve(rows.size());
    for (const auto& row : rows)
        users.push_back({row.id, row.email, row.name, row.status, row.time_zone, row.language, row.theme, workspace, workspace,
                         {{row.id, workspace, row.membership_status, filter.with_roles ? row.role : std::string_view{}}}});
    return users;
}

}  // namespace directory
