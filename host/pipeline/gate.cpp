// Whether the principal may: the workspace must be one they see, the permission must hold there, the password must be recent where
// the route asks for it. Decided before any plugin code runs.
#include <algorithm>

#include "accounts/workspaces.hpp"
#include "pipeline/environment.hpp"
#include "pipeline/stages.hpp"

namespace mortise::pipeline {
namespace {

using model::Refusal;
namespace problems = model::problems;

// A workspace that the caller cannot see and one that does not exist are the same answer.
void find_workspace(Context& context) {
    context.workspace.reset();
    const auto text = context.path_parameter("workspace");
    if (text.empty()) return;
    const auto id = model::WorkspaceId::parse(text);
    const auto& principal = context.principal;
    if (!id || (!principal.confined_to.empty() && principal.confined_to != *id)) throw Refusal{problems::unknown_workspace()};
    context.workspace = accounts::Workspaces{*context.connection}.seen_by(principal.subject.id, *id);
    if (!context.workspace) throw Refusal{problems::unknown_workspace()};
    const auto& denied = context.key_denied_in;
    if (std::find(denied.begin(), denied.end(), *id) != denied.end()) throw Refusal{problems::bad_credential()};
}

void check_permission(const Context& context) {
    const auto& policy = context.generation->policy;
    const auto user = context.path_parameter("user");
    const bool for_others = !user.empty() && user != context.principal.subject.id.view();
    const auto needed = for_others ? context.route->needs_for_others : context.route->needs;
    const auto name = needed == access::no_permission ? std::string_view{"this"} : std::string_view{policy.permissions()[needed]};
    switch (policy.decide(needed, context.standing)) {
        case access::Decision::allowed: return;
        case access::Decision::not_signed_in: throw Refusal{problems::no_credential()};
        case access::Decision::not_enabled: throw Refusal{problems::not_enabled(name)};
        case access::Decision::logged_in_as: throw Refusal{problems::denied_while_logged_in_as(name)};
        case access::Decision::role_required: throw Refusal{problems::role_required(name)};
        case access::Decision::plan_required: throw Refusal{problems::plan_required(name)};
    }
}

void check_step_up(const Context& context) {
    const auto& principal = context.principal;
    const auto age = context.request.received_at - principal.password_entered_at;
    const bool recent = age >= std::chrono::seconds{-60} && age <= context.generation->settings.sessions.step_up;
    if (principal.kind != model::PrincipalKind::session || !recent) throw Refusal{problems::step_up_required()};
}

}  // namespace

void gate(Context& context) {
    const auto& principal = context.principal;
    find_workspace(context);
    context.standing = {principal.signed_in(), principal.logged_in_as(), -1, -1};
    if (context.workspace) {
        context.standing.role = context.generation->policy.role_index(context.workspace->role);
        context.standing.plan = context.generation->policy.plan_index(context.workspace->plan);
    }
    switch (context.route->entry) {
        case Entry::open: break;
        case Entry::returning:
        case Entry::signed_in:
            if (!principal.signed_in()) throw Refusal{problems::no_credential()};
            break;
        case Entry::own_account:
            if (principal.kind != model::PrincipalKind::session) throw Refusal{problems::no_credential()};
            if (principal.logged_in_as()) throw Refusal{problems::denied_while_logged_in_as("this account's own settings")};
            break;
        case Entry::permission: check_permission(context); break;
    }
    if (context.route->step_up) check_step_up(context);
}

}  // namespace mortise::pipeline
