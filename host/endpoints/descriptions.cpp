// GET /api/openapi.json and GET /api/v1/web: what is enabled, for programs and for pages. Made once per generation.
#include <boost/json/array.hpp>

#include "endpoints/endpoints.hpp"
#include "endpoints/openapi.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

namespace json = boost::json;

json::object texts(const plugins::Texts& texts) {
    json::object object;
    for (const auto& [language, text] : texts.by_language) object[language] = text;
    return object;
}

json::object describe_plugin(const plugins::Manifest& manifest) {
    const std::string base = "/plugins/" + manifest.id + '/' + manifest.version + '/';
    json::object described{{"id", manifest.id}, {"version", manifest.version}, {"title", texts(manifest.title)}, {"base", base}};
    described["locales"] = {{"en", base + "locales/en.json"}, {"de", base + "locales/de.json"}};
    json::array contributions;
    for (const auto& web : manifest.web)
        contributions.push_back({{"slot", web.slot}, {"module", base + web.module}, {"element", web.element}, {"needs", web.needs},
                                 {"path", web.path}, {"title", texts(web.title)}});
    described["web"] = std::move(contributions);
    return described;
}

Route constant(std::string pattern, std::string body) {
    auto route = own_route(model::Method::get, "", Entry::open, {});
    route.pattern = std::move(pattern);
    route.place = Place::inline_;
    route.own = [shared = std::make_shared<const std::string>(std::move(body))](Context&) {
        model::Response response;
        response.shared_body = shared;
        return response;
    };
    return route;
}

}  // namespace

void add_descriptions(Routes& routes, const pipeline::Generation& generation) {
    json::array plugins;
    for (const auto& plugin : generation.plugins) plugins.push_back(describe_plugin(plugin->manifest()));
    const json::object web{{"title", "Mortise"}, {"languages", json::array{"en", "de"}}, {"plugins", std::move(plugins)}};
    routes.push_back(constant("/api/v1/web", json::serialize(web)));
    routes.push_back(constant("/api/openapi.json", json::serialize(describe_api(generation, routes))));
}

}  // namespace mortise::endpoints
