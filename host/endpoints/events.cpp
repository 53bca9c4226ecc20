// GET events: one stream of server-sent events for the principal. An open stream is no activity: it is closed at the session's limits
// and the browser asks again, as whoever it then is.
#include "accounts/workspaces.hpp"
#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

model::Response open_stream(Context& context, events::Bus& bus) {
    const auto& session = context.own_session();
    events::Listener listener;
    listener.session = session.id;
    listener.parent_session = session.parent;
    listener.user = session.subject.id;
    listener.actor = session.actor.id;
    listener.confined_to = context.principal.confined_to;
    listener.read_at = context.request.started_at;
    listener.expires_at = std::min(session.expires_at, context.request.received_at + session.idle);
    for (const auto& workspace : accounts::Workspaces{*context.connection}.all_of(session.subject.id)) {
        if (!listener.confined_to.empty() && workspace.id != listener.confined_to) continue;
        listener.member_of.push_back(workspace.id);
        // What owners see is denied while logged in as one.
        if (workspace.role == "owner" && !context.principal.logged_in_as()) listener.owner_of.push_back(workspace.id);
    }
    model::Response response;
    response.content_type = "text/event-stream";
    response.stream = bus.open(std::move(listener));
    return response;
}

}  // namespace

void add_events(Routes& routes, const Dependencies& dependencies) {
    auto& bus = dependencies.environment.bus;
    auto route = own_route(model::Method::get, "/events", Entry::signed_in, [&bus](Context& context) { return open_stream(context, bus); });
    route.event_stream = true;
    routes.push_back(std::move(route));
}

}  // namespace mortise::endpoints
