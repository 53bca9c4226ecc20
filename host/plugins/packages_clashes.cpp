#include "plugins/packages_clashes.hpp"

#include "plugins/manifest_reader.hpp"
#include "plugins/names.hpp"

namespace mortise::plugins {

namespace {

// The first plugin that defined each thing of one kind.
class Definitions {
public:
    Definitions(std::string kind, config::Problems& problems) : kind_{std::move(kind)}, problems_{problems} {}

    void add(const std::string& thing, const Manifest& manifest, const config::Position& at) {
        const auto [first, is_new] = owners_.emplace(thing, manifest.id);
        if (!is_new && first->second != manifest.id)
            problems_.add(at,
                          "the " + kind_ + " " + thing + " is defined by " + first->second + " already; enable one of the two");
    }

private:
    std::string kind_;
    config::Problems& problems_;
    std::map<std::string, std::string> owners_;
};

// Several plugins may publish one event, for example when a timer can be stopped in several ways; but then it must be the same.
void check_event(const std::string& name, const EventSpec& event, const Manifest& manifest, const std::vector<Manifest>& all,
                 config::Problems& problems) {
    for (const Manifest& other : all) {
        if (&other == &manifest) return;
        const auto same = other.events.find(name);
        if (same == other.events.end() || (same->second.audience == event.audience && same->second.payload == event.payload))
            continue;
        return problems.add(
            config::position_of(manifest.document, {"events", name}),
            "the event " + name + " is described otherwise by " + other.id + "; give both the same audience and payload");
    }
}

}  // namespace

void check_clashes(const std::vector<Manifest>& manifests, config::Problems& problems) {
    Definitions permissions{"permission", problems}, routes{"route", problems}, tables{"table", problems},
        events{"event", problems}, elements{"element", problems};
    for (const Manifest& manifest : manifests) {
        const auto at = [&](std::string section, const std::string& name) {
            return config::position_of(manifest.document, {std::move(section), name});
        };
        for (const auto& [name, texts] : manifest.permissions) permissions.add(name, manifest, at("permissions", name));
        for (const RouteSpec& route : manifest.routes) {
            const auto pattern = std::string{to_text(route.method)} + " " + path_pattern(route.path);
            if (is_host_route(pattern))
                problems.add(route.at, "the route " + pattern + " is the host's own; give the plugin's another path");
            routes.add(pattern, manifest, route.at);
        }
        for (const auto& [name, table] : manifest.tables)
            if (table.owned) tables.add(name, manifest, at("tables", name));
        for (const auto& [name, event] : manifest.events) check_event(name, event, manifest, manifests, problems);
        for (const WebSpec& spec : manifest.web) elements.add(spec.element, manifest, spec.at);
    }
}

}  // namespace mortise::plugins
