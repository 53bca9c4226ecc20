#include "workspace.hpp"

namespace directory {

using namespace mortise;

void write_workspace(JsonWriter& json, const Workspace& workspace, const Features& features) {
    std::string subscription{workspace.plan};
    for (char& c : subscription)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    const auto included = features.find(workspace.plan);

    json.begin_object()
        .member("id", workspace.id)
        .member("name", workspace.name)
        .member("imageUrl", "")
        .key("memberships").begin_array()
        .value(Membership{workspace.user, workspace.id, workspace.membership_status})
        .end_array()
        .member("hourlyRate", nullptr)
        .key("currencies").begin_array().end_array()
        .member("featureSubscriptionType", subscription)
        .member("features", included == features.end() ? std::vector<std::string>{} : included->second)
        .key("subdomain").begin_object()
        .member("name", workspace.subdomain)
        .member("enabled", workspace.subdomain.has_value())
        .end_object()
        .key("workspaceSettings").begin_object()
        .member("timeTrackingMode", "DEFAULT")
        .end_object()
        .end_object();
}

std::vector<Workspace> Workspaces::of(std::string_view user, std::string_view confined_to) const {
    constexpr auto sql = R"(
        SELECT w.id, w.name, w.plan, w.subdomain, m.user_id, m.status
        FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
        WHERE m.user_id = :user AND m.status = 'ACTIVE' AND (:confined_to = '' OR m.workspace_id = :confined_to)
        ORDER BY w.name, w.id)";
    return storage_.query<Workspace>(sql, arg("user", user), arg("confined_to", confined_to));
}

void Workspaces::rename(std::string_view workspace, std::string_view name) const {
    storage_.exec("UPDATE workspaces SET name = :name WHERE id = :workspace", arg("name", name), arg("workspace", workspace));
}

void Workspaces::set_subdomain(std::string_view workspace, std::string_view subdomain) const {
    std::optional<std::string_view> wanted;
    if (!subdomain.empty()) wanted = subdomain;
    try {
        storage_.exec("UPDATE workspaces SET subdomain = :subdomain WHERE id = :workspace", arg("subdomain", wanted),
                         arg("workspace", workspace));
    } catch (const ConstraintViolated&) {
        throw Conflict{"subdomain_taken", "Another workspace has this subdomain."};
    }
}

}  // namespace directory
