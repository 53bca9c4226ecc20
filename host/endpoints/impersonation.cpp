// DELETE session/impersonation: return to my account. Works whatever became of the subject, the plan or the time limit, as long as the
// actor's own session lives; takes no user id. Where that session lives on another host, a hand-off leads there.
#include "accounts/workspaces.hpp"
#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

model::Response return_to_own_account(Context& context) {
    if (!context.principal.logged_in_as())
        throw model::Refusal{model::problems::conflict("not_logged_in_as", "You are not logged in as somebody.")};
    accounts::Sessions sessions{*context.connection};
    const auto impersonation = context.own_session();
    const auto now = context.request.received_at;
    sessions.returned(impersonation.id, now);
    context.ended_sessions.push_back(impersonation.id);   // its streams, also where it had ended before
    context.output.audit_target = impersonation.subject.id.string();

    const auto parent = sessions.by_id(impersonation.parent, now);
    if (!parent) {   // it ended meanwhile: nothing to return to but the sign-in page
        context.clear_cookie = true;
        return json_answer(boost::json::object{{"location", "/sign-in"}});
    }
    const auto home = parent->host_workspace.empty() ? std::string{} : accounts::Workspaces{*context.connection}.subdomain_of(parent->host_workspace);
    if (home != context.subdomain) {
        context.clear_cookie = true;
        const auto code = sessions.make_handoff(parent->id, parent->id, parent->host_workspace, now);
        return json_answer(boost::json::object{{"location", url_of(context, home) + "/auth/handoff?code=" + code}});
    }
    context.output.cookie = plugins::SessionCookie{sessions.rotate(parent->id), parent->expires_at};
    auto described = describe_session(context, *parent);
    described["location"] = nullptr;
    return json_answer(described);
}

}  // namespace

void add_impersonation(Routes& routes, const Dependencies&) {
    auto route = own_route(model::Method::del, "/session/impersonation", Entry::returning, return_to_own_account);
    route.action = "session.return";
    route.audit_always = true;
    routes.push_back(std::move(route));
}

}  // namespace mortise::endpoints
