// PATCH session/preferences: language and theme of the person at the keyboard, kept on the server so that every host name and browser
// shows the same. While logged in as somebody they stay one's own: nothing of the account changes.
#include <algorithm>
#include <array>

#include "accounts/users.hpp"
#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

namespace json = boost::json;

struct Theme {
    std::string_view shown, kept;
};
constexpr std::array themes{Theme{"system", "DEFAULT"}, Theme{"light", "LIGHT"}, Theme{"dark", "DARK"}};

model::Response choose(Context& context) {
    if (!context.session) throw model::Refusal{model::problems::no_credential()};   // an API key looks at no page
    const auto& person = context.own_session().actor.id.empty() ? context.own_session().subject.id : context.own_session().actor.id;
    accounts::Users users{*context.connection};
    auto preferences = users.preferences(person);
    const auto& body = context.body.as_object();
    if (const auto* language = body.if_contains("language")) {
        preferences.language.reset();
        if (!language->is_null()) preferences.language = language->as_string().c_str();
    }
    if (const auto* theme = body.if_contains("theme")) {
        const auto chosen = std::ranges::find(themes, std::string_view{theme->as_string()}, &Theme::shown);
        preferences.theme = chosen->kept;
    }
    users.set_preferences(person, preferences);
    return json_answer(describe_preferences(preferences));
}

}  // namespace

json::object describe_preferences(const accounts::Preferences& preferences) {
    const auto theme = std::ranges::find(themes, std::string_view{preferences.theme}, &Theme::kept);
    return {{"language", preferences.language ? json::value(*preferences.language) : json::value(nullptr)},
            {"theme", theme == themes.end() ? themes.front().shown : theme->shown}};
}

void add_preferences(Routes& routes, const Dependencies&) {
    auto route = own_route(model::Method::patch, "/session/preferences", Entry::signed_in, choose);
    route.action = "session.preferences";
    route.body_limit = 1024;
    json::array shown;
    for (const auto& theme : themes) shown.emplace_back(theme.shown);
    route.body.emplace(json::object{
        {"type", "object"},
        {"additionalProperties", false},
        {"properties",
         {{"language", {{"type", {"string", "null"}}, {"pattern", "^[a-z]{2}$"}}}, {"theme", {{"type", "string"}, {"enum", shown}}}}}});
    routes.push_back(std::move(route));
}

}  // namespace mortise::endpoints
