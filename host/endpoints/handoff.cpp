// Between the main domain and a workspace's subdomain: cookies are host-only, so a single-use code carries the session across.
#include "accounts/workspaces.hpp"
#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"
#include "pipeline/stages.hpp"

namespace mortise::endpoints {
namespace {

namespace json = boost::json;

// Where to go to work in this workspace: its subdomain, with a code for a session there, or null where it has none or one is there.
model::Response open_workspace(Context& context) {
    const auto& workspace = *context.workspace;
    if (workspace.subdomain.empty() || workspace.id == context.host_workspace) return json_answer(json::object{{"location", nullptr}});
    accounts::Sessions sessions{*context.connection};
    const auto& own = context.own_session();
    const auto& request = context.request;
    accounts::NewSession wanted;
    wanted.subject = own.subject.id;
    wanted.parent = own.id;   // signing out here signs out there
    wanted.host_workspace = wanted.confined_to = workspace.id;
    wanted.user_agent = own.user_agent;
    wanted.client_address = request.client_address;
    wanted.now = request.received_at;
    wanted.password_entered_at = own.password_entered_at;
    wanted.idle = own.idle;
    wanted.absolute = context.generation->settings.sessions.absolute;
    const auto started = sessions.start(wanted);
    const auto code = sessions.make_handoff(own.id, started.id, workspace.id, request.received_at);
    return json_answer(json::object{{"location", url_of(context, workspace.subdomain) + "/auth/handoff?code=" + code}});
}

model::Response redeem(Context& context) {
    accounts::Sessions sessions{*context.connection};
    const auto now = context.request.received_at;
    const auto started = sessions.redeem_handoff(text_of(context.body, "code"), context.host_workspace, now);
    const auto session = started ? sessions.by_token(started->token, now) : std::nullopt;
    if (!session) return pipeline::answer(model::problems::bad_credential());   // not thrown: the code stays spent
    end_brought_session(context);   // not the one redeemed: that has a new token by now
    context.output.cookie = plugins::SessionCookie{started->token, started->expires_at};
    context.principal.kind = model::PrincipalKind::session;   // from here on the audit row knows who
    context.principal.subject = session->subject;
    context.principal.actor = session->actor;
    context.principal.session = session->id;
    context.principal.impersonated_in = session->impersonated_in;
    return json_answer(describe_session(context, *session));
}

}  // namespace

void add_handoff(Routes& routes, const Dependencies&) {
    auto open = own_route(model::Method::post, "/workspaces/{workspace}/open", Entry::own_account, open_workspace);
    takes_texts(open, {});
    open.action = "session.open-workspace";
    open.audit_always = true;
    routes.push_back(std::move(open));
    auto arrive = own_route(model::Method::post, "/auth/handoff", Entry::open, redeem);
    takes_texts(arrive, {"code"});
    arrive.action = "session.arrive";
    arrive.audit_always = true;
    routes.push_back(std::move(arrive));
}

}  // namespace mortise::endpoints
