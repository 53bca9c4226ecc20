// GET workspaces/{workspace}/permissions: which hold, and for each that does not, why. Pages hide what it refuses; the gate refuses it all
// the same.
#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

model::Response list_permissions(Context& context) {
    const auto& policy = context.generation->policy;
    boost::json::object permissions;
    for (access::PermissionIndex i = 0; i < policy.permissions().size(); ++i) {
        const auto decision = policy.decide(i, context.standing);
        boost::json::object entry{{"allowed", decision == access::Decision::allowed}};
        if (decision != access::Decision::allowed) entry["reason"] = access::reason_of(decision);
        permissions[policy.permissions()[i]] = std::move(entry);
    }
    return json_answer(boost::json::object{{"permissions", std::move(permissions)}});
}

}  // namespace

void add_permissions(Routes& routes, const Dependencies&) {
    routes.push_back(own_route(model::Method::get, "/workspaces/{workspace}/permissions", Entry::signed_in, list_permissions));
}

}  // namespace mortise::endpoints
