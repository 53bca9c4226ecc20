// Credential -> principal. Exactly one credential; it belongs to the host name the request came to; all that is wrong with one
// looks the same from outside. An impersonation lives only while what it was started by still holds, asked anew each time.
#include <algorithm>

#include "accounts/api_keys.hpp"
#include "accounts/audit.hpp"
#include "accounts/users.hpp"
#include "accounts/workspaces.hpp"
#include "observe/log.hpp"
#include "pipeline/cookies.hpp"
#include "pipeline/environment.hpp"
#include "pipeline/stages.hpp"

namespace mortise::pipeline {
namespace {

using model::Refusal;
namespace problems = model::problems;

void find_tenant(Context& context) {
    context.host_workspace = {};
    if (context.subdomain.empty()) return;
    const auto workspace = accounts::Workspaces{*context.connection}.by_subdomain(context.subdomain);
    if (workspace) context.host_workspace = *workspace;
    else if (context.route->entry != Entry::returning) throw Refusal{problems::unknown_workspace()};   // the way back is open also where the subdomain is gone
}

// Whether the actor could still start this impersonation now, and the subject could still be its target.
bool impersonation_holds(const Context& context, const accounts::Session& session) {
    accounts::Workspaces workspaces{*context.connection};
    const auto& policy = context.generation->policy;
    const auto actors_view = workspaces.seen_by(session.actor.id, session.impersonated_in);
    if (!actors_view || actors_view->subdomain != session.impersonated_subdomain) return false;
    const access::Standing standing{true, false, policy.role_index(actors_view->role), policy.plan_index(actors_view->plan)};
    if (policy.decide(context.generation->log_in_as, standing) != access::Decision::allowed) return false;
    const auto subject = workspaces.member(session.impersonated_in, session.subject.id);
    return subject && subject->status == model::MemberStatus::active;
}

// An impersonation that no longer holds is over for good, also should its conditions come back.
void end_impersonation(const Context& context, const accounts::Session& session) {
    const auto& environment = *context.environment;
    accounts::AuditRow row;
    row.at = context.request.received_at;
    row.node = environment.node;
    row.request_id = context.request.id;
    row.workspace = session.impersonated_in;
    row.subject = session.subject.id;
    row.actor = session.actor.id;
    row.session = session.id;
    row.action = "session.lapsed";
    row.target = session.subject.id.string();
    row.client_address = context.request.client_address;
    const bool queued = environment.database.write(
        {.run = [row](storage::Connection& connection) {
             if (accounts::Sessions{connection}.end(row.session, row.at).empty()) return false;   // another request was first
             accounts::AuditLog{connection}.append(row);
             return true;
         },
         .done = [&bus = environment.bus, id = session.id](std::exception_ptr error) {
             if (error) observe::log(observe::Level::error, "impersonation_not_ended", {{"session", id.view()}});
             else bus.end_session(id);
         }});
    if (!queued) observe::log(observe::Level::error, "impersonation_not_ended", {{"session", session.id.view()}, {"cause", "queue full"}});
}

// On a subdomain a credential is good for members of that workspace alone.
bool belongs_here(const Context& context) {
    if (context.host_workspace.empty()) return true;
    const auto& denied = context.key_denied_in;
    if (std::find(denied.begin(), denied.end(), context.host_workspace) != denied.end()) return false;
    return accounts::Workspaces{*context.connection}.seen_by(context.principal.subject.id, context.host_workspace).has_value();
}

void by_session(Context& context, std::string_view token) {
    auto& environment = *context.environment;
    accounts::Sessions sessions{*context.connection};
    const bool returning = context.route->entry == Entry::returning;
    auto session = returning ? sessions.returnable(token, context.request.received_at) : std::nullopt;
    if (!session) session = sessions.by_token(token, context.request.received_at);
    if (!session || (!returning && session->host_workspace != context.host_workspace)) throw Refusal{problems::bad_credential()};
    if (!session->actor.id.empty() && !returning && !impersonation_holds(context, *session)) {
        end_impersonation(context, *session);
        throw Refusal{problems::bad_credential()};
    }

    auto& principal = context.principal;
    principal.kind = model::PrincipalKind::session;
    principal.subject = session->subject;
    principal.actor = session->actor;
    principal.session = session->id;
    principal.confined_to = session->confined_to.empty() ? context.host_workspace : session->confined_to;
    principal.impersonated_in = session->impersonated_in;
    principal.password_entered_at = session->password_entered_at;
    principal.expires_at = session->expires_at;
    if (!context.route->event_stream) environment.bookkeeping.session_seen(*session, context.request.received_at);   // a stream is no activity
    context.session = std::move(session);
}

void by_api_key(Context& context, std::string_view key) {
    auto& environment = *context.environment;
    auto verified = accounts::ApiKeys{*context.connection, environment.pepper}.verify(key);
    if (!verified) throw Refusal{problems::bad_credential()};
    const bool of_this_host = context.host_workspace.empty() || verified->bound_to.empty() || verified->bound_to == context.host_workspace;
    if (!of_this_host) throw Refusal{problems::bad_credential()};

    auto& principal = context.principal;
    principal.kind = model::PrincipalKind::api_key;
    principal.subject = std::move(verified->owner);
    principal.api_key = verified->id;
    principal.confined_to = verified->bound_to.empty() ? context.host_workspace : verified->bound_to;
    context.key_denied_in = std::move(verified->denied_in);
    environment.bookkeeping.key_used(verified->id, verified->last_used_at, context.request.received_at);
}

}  // namespace

void authenticate(Context& context) {
    context.principal = {};
    context.session.reset();
    context.key_denied_in.clear();
    find_tenant(context);

    const auto token = session_token(context.request, context.generation->settings);
    const auto keys = context.request.count_headers("x-api-key");
    const bool open = context.route->entry == Entry::open;
    if (open && !token && keys == 0) return;
    if (keys + (token ? 1 : 0) != 1) throw Refusal{problems::no_credential()};
    if (open) return;   // what is open needs no credential, and a dead one must not keep anybody from signing in
    if (token) by_session(context, *token);
    else by_api_key(context, *context.request.header("x-api-key"));
    if (context.route->entry != Entry::returning && !belongs_here(context)) {
        context.principal = {};   // whoever it is, not here
        throw Refusal{problems::bad_credential()};
    }
}

}  // namespace mortise::pipeline
