#include "endpoints/own_route.hpp"

#include <boost/json/array.hpp>

#include "pipeline/cookies.hpp"

namespace mortise::endpoints {

namespace json = boost::json;

Route own_route(model::Method method, std::string_view path, Entry entry, std::function<model::Response(Context&)> handle) {
    Route route;
    route.method = method;
    route.pattern = "/api/v1" + std::string{path};
    route.entry = entry;
    route.place = model::reads_only(method) ? Place::reader : Place::writer;
    route.own = std::move(handle);
    return route;
}

void takes_texts(Route& route, std::initializer_list<std::string_view> members) {
    json::object properties;
    json::array required;
    for (auto member : members) {
        const bool optional = member.ends_with('?');
        if (optional) member.remove_suffix(1);
        else required.emplace_back(member);
        properties[member] = {{"type", "string"}, {"maxLength", 500}};
    }
    route.body_optional = required.empty();
    route.body_limit = 4096;
    route.body.emplace(json::object{{"type", "object"}, {"additionalProperties", false}, {"required", required}, {"properties", properties}});
}

model::Response json_answer(const json::value& value, int status) {
    model::Response response;
    response.status = status;
    response.body = json::serialize(value);
    return response;
}

std::string_view text_of(const json::value& body, std::string_view member) {
    const auto* object = body.if_object();
    const auto* value = object ? object->if_contains(member) : nullptr;
    return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

namespace {

json::value id_or_null(std::string_view id) { return id.empty() ? json::value(nullptr) : json::value(id); }

}  // namespace

json::object describe_session(const Context& context, const accounts::Session& session) {
    const auto person = [](const model::Person& who) {
        return json::object{{"id", who.id.view()}, {"email", who.email}, {"name", who.name}};
    };
    json::object described;
    auto user = person(session.subject);
    user["lang"] = session.subject_language.empty() ? json::value(nullptr) : json::value(session.subject_language);
    described["user"] = std::move(user);
    described["actor"] = session.actor.id.empty() ? json::value(nullptr) : json::value(person(session.actor));
    described["csrfToken"] = context.environment->pepper.csrf_token(session.id.view());
    const auto& confined = session.confined_to.empty() ? session.host_workspace : session.confined_to;
    described["scope"] = {{"workspaceId", id_or_null(confined.view())}};
    described["expiresAt"] = model::to_text(session.expires_at);
    described["impersonation"] = nullptr;
    if (!session.actor.id.empty())
        described["impersonation"] = {{"workspaceId", session.impersonated_in.view()},
                                      {"startedAt", model::to_text(session.created_at)},
                                      {"expiresAt", model::to_text(session.expires_at)},
                                      {"reason", id_or_null(session.reason)}};
    const auto& at_the_keyboard = session.actor.id.empty() ? session.subject.id : session.actor.id;
    described["preferences"] = describe_preferences(accounts::Users{*context.connection}.preferences(at_the_keyboard));
    return described;
}

void end_brought_session(Context& context) {
    accounts::Sessions sessions{*context.connection};
    const auto token = pipeline::session_token(context.request, context.generation->settings);
    const auto session = token ? sessions.by_token(*token, context.request.received_at) : std::nullopt;
    if (session) context.ended_sessions = sessions.end(session->id, context.request.received_at);
}

std::string url_of(const Context& context, std::string_view subdomain) {
    const std::string& base = context.generation->public_url;
    if (subdomain.empty()) return base;
    const auto host = base.find("//") + 2;
    return base.substr(0, host) + std::string{subdomain} + '.' + base.substr(host);
}

}  // namespace mortise::endpoints
