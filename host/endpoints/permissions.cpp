// GET workspaces/{workspace}/permissions: which hold, and for each that does not, why. Pages hide what it refuses; the gate refuses it all
// the same.
#include <boost/json/array.hpp>

#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

namespace json = boost::json;

// Which of the two is missing, and what would do: for a page that says so.
void explain(json::object& entry, const access::Requirement& requirement) {
    json::array missing, roles;
    if (requirement.role_missing) missing.emplace_back("role");
    if (requirement.plan_missing) missing.emplace_back("plan");
    for (const auto role : requirement.roles) roles.emplace_back(role);
    entry["missing"] = std::move(missing);
    entry["needs"] = {{"plan", requirement.plan}, {"roles", std::move(roles)}};
}

model::Response list_permissions(Context& context) {
    const auto& policy = context.generation->policy;
    json::object permissions;
    for (access::PermissionIndex i = 0; i < policy.permissions().size(); ++i) {
        const auto decision = policy.decide(i, context.standing);
        json::object entry{{"allowed", decision == access::Decision::allowed}};
        if (decision != access::Decision::allowed) entry["reason"] = access::reason_of(decision);
        if (decision == access::Decision::role_required || decision == access::Decision::plan_required)
            explain(entry, policy.requirement(i, context.standing));
        permissions[policy.permissions()[i]] = std::move(entry);
    }
    return json_answer(json::object{{"permissions", std::move(permissions)}});
}

}  // namespace

void add_permissions(Routes& routes, const Dependencies&) {
    routes.push_back(own_route(model::Method::get, "/workspaces/{workspace}/permissions", Entry::signed_in, list_permissions));
}

}  // namespace mortise::endpoints
