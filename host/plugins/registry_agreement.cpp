#include <algorithm>

#include "plugins/registry_plugin.hpp"

namespace mortise::plugins {
namespace {

constexpr std::string_view remedy = "; build the plugin again from this plugin.yaml, or install the package again";
constexpr std::string_view remedy_of_missing =
    "; write it and name it in the code's list of handlers, build the plugin again, or install the package again";
constexpr std::string_view remedy_of_needless =
    "; write its route or schedule here, take it from the code's list of handlers, or install the package again";

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
    const auto check = [&](std::string_view what, const auto& entry) {
        if (std::find(handlers.begin(), handlers.end(), entry.handler) == handlers.end())
            problems.add(entry.at, "the " + std::string{what} + " '" + entry.handler + "' has no handler in " + library +
                                       std::string{remedy_of_missing});
    };
    for (const auto& route : manifest.routes) check("route", route);
    for (const auto& schedule : manifest.schedules) check("schedule", schedule);
    for (auto handler = handlers.begin(); handler != handlers.end(); ++handler) {
        if (std::find(handlers.begin(), handler, *handler) != handler)
            problems.add(position_of(manifest, "routes"),
                         "the handler '" + *handler + "' stands twice in " + library + std::string{remedy});
        const auto serves = [&](const auto& entry) { return entry.handler == *handler; };
        if (std::none_of(manifest.routes.begin(), manifest.routes.end(), serves) &&
            std::none_of(manifest.schedules.begin(), manifest.schedules.end(), serves))
            problems.add(position_of(manifest, "routes"),
                         "the handler '" + *handler + "' of " + library + " has no route" + std::string{remedy_of_needless});
    }
    if (!manifest.subscribes.empty() && !facts.listens)
        problems.add(position_of(manifest, "subscribes"), "there is no on_event in " + library + std::string{remedy});
}

}  // namespace mortise::plugins
