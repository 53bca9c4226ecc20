#include <algorithm>

#include "plugins/registry_plugin.hpp"

namespace mortise::plugins {
namespace {

constexpr std::string_view remedy = "; build the plugin again from this plugin.yaml, or install the package again";

config::Position position_of(const Manifest& manifest, std::string_view key) {
    if (const auto* node = manifest.document.find(key)) return node->at;
    return {.file = manifest.file};
}

std::string minor_text(unsigned minor) { return "1." + std::to_string(minor); }

}  // namespace

void check_agreement(const Manifest& manifest, const ModuleFacts& facts, const std::string& library, config::Problems& problems) {
    const auto differs = [&](std::string_view key, std::string_view what, const std::string& here, const std::string& there) {
        if (here == there) return;
        problems.add(position_of(manifest, key),
                     std::string{what} + " is '" + here + "' here and '" + there + "' in " + library + std::string{remedy});
    };
    differs("id", "the id", manifest.id, facts.id);
    differs("version", "the version", manifest.version, facts.version);
    differs("abi", "the ABI it was built for", minor_text(manifest.abi.built_minor), minor_text(facts.built_minor));
    differs("abi", "the ABI it requires", minor_text(manifest.abi.required_minor), minor_text(facts.required_minor));

    const auto& handlers = facts.handlers;
    for (const auto& route : manifest.routes)
        if (std::find(handlers.begin(), handlers.end(), route.handler) == handlers.end())
            problems.add(route.at, "the route '" + route.handler + "' has no handler in " + library + std::string{remedy});
    for (auto handler = handlers.begin(); handler != handlers.end(); ++handler) {
        if (std::find(handlers.begin(), handler, *handler) != handler)
            problems.add(position_of(manifest, "routes"),
                         "the handler '" + *handler + "' stands twice in " + library + std::string{remedy});
        const auto serves = [&](const RouteSpec& route) { return route.handler == *handler; };
        if (std::none_of(manifest.routes.begin(), manifest.routes.end(), serves))
            problems.add(position_of(manifest, "routes"),
                         "the handler '" + *handler + "' of " + library + " has no route" + std::string{remedy});
    }
}

}  // namespace mortise::plugins
