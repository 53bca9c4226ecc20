// The handler: a plugin's, through its C boundary, or the host's own.
#include "pipeline/environment.hpp"
#include "pipeline/stages.hpp"

namespace mortise::pipeline {
namespace {

// Names of the permissions that hold, for the plugin to read without asking back.
std::vector<std::string_view> held(const Context& context) {
    const auto& policy = context.generation->policy;
    std::vector<std::string_view> names;
    names.reserve(policy.permissions().size());
    for (access::PermissionIndex i = 0; i < policy.permissions().size(); ++i)
        if (policy.decide(i, context.standing) == access::Decision::allowed) names.push_back(policy.permissions()[i]);
    return names;
}

}  // namespace

void dispatch(Context& context) {
    const auto& route = *context.route;
    if (route.own) {
        context.output.response = route.own(context);
        return;
    }
    const auto permissions = held(context);
    const auto allowed = context.deadline - context.request.started_at;   // steady: a jump of the wall clock changes nothing
    const plugins::CallInput input{.request = context.request,
                                   .path_parameters = context.path_parameters,
                                   .principal = context.principal,
                                   .workspace = context.workspace ? &*context.workspace : nullptr,
                                   .target = context.target ? &*context.target : nullptr,
                                   .host_workspace = context.host_workspace,
                                   .permissions = permissions,
                                   .connection = *context.connection,
                                   .deadline = context.request.received_at + std::chrono::duration_cast<std::chrono::microseconds>(allowed)};
    context.output = route.plugin->handle(route.handler, input);
    if (context.output.refusal) throw model::Refusal{*context.output.refusal};
}

}  // namespace mortise::pipeline
