// GET session; GET, DELETE user/sessions and DELETE user/sessions/{id}: what is signed in, and signing out elsewhere.
#include <boost/json/array.hpp>

#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

namespace json = boost::json;

model::Response show_session(Context& context) {
    if (!context.session) throw model::Refusal{model::problems::no_credential()};   // an API key has no session
    return json_answer(describe_session(context, context.own_session()));
}

model::Response list_sessions(Context& context) {
    json::array list;
    for (const auto& session : accounts::Sessions{*context.connection}.live_of(context.principal.subject.id, context.request.received_at))
        list.push_back({{"id", session.id.view()},
                        {"current", session.id == context.principal.session},
                        {"userAgent", session.user_agent},
                        {"clientAddress", session.client_address},
                        {"createdAt", model::to_text(session.created_at)},
                        {"lastSeenAt", model::to_text(session.last_seen_at)},
                        {"expiresAt", model::to_text(session.expires_at)}});
    return json_answer(list);
}

model::Response ended(Context& context, std::vector<model::SessionId> sessions) {
    const auto count = sessions.size();
    context.ended_sessions = std::move(sessions);
    return json_answer(json::object{{"ended", count}});
}

model::Response end_others(Context& context) {
    accounts::Sessions sessions{*context.connection};
    return ended(context, sessions.end_of_user(context.principal.subject.id, context.request.received_at, context.principal.session));
}

model::Response end_one(Context& context) {
    const auto text = context.path_parameter("session");
    const auto id = model::SessionId::trusted(text);
    context.output.audit_target = text;
    auto gone = accounts::Sessions{*context.connection}.end_own(context.principal.subject.id, id, context.request.received_at);
    if (gone.empty()) throw model::Refusal{model::problems::not_found("session_not_found", "There is no such session of yours.")};
    return ended(context, std::move(gone));
}

}  // namespace

void add_session(Routes& routes, const Dependencies&) {
    routes.push_back(own_route(model::Method::get, "/session", Entry::signed_in, show_session));
    routes.push_back(own_route(model::Method::get, "/user/sessions", Entry::own_account, list_sessions));
    auto all = own_route(model::Method::del, "/user/sessions", Entry::own_account, end_others);
    all.action = "session.end-others";
    all.audit_always = true;
    routes.push_back(std::move(all));
    auto one = own_route(model::Method::del, "/user/sessions/{session}", Entry::own_account, end_one);
    one.action = "session.end";
    one.audit_always = true;
    routes.push_back(std::move(one));
}

}  // namespace mortise::endpoints
