#include <algorithm>

#include "config/text.hpp"
#include "plugins/manifest_reader.hpp"
#include "plugins/registry.hpp"

namespace mortise::plugins {

using config::AccessRules;
using config::Problems;
using config::quote;
using config::Rule;

namespace {

const Rule* find_rule(const AccessRules& rules, const std::string& plugin, std::string_view permission) {
    const auto of_plugin = rules.rules.find(plugin);
    if (of_plugin == rules.rules.end()) return nullptr;
    const auto rule = std::ranges::find(of_plugin->second, permission, &Rule::permission);
    return rule == of_plugin->second.end() ? nullptr : &*rule;
}

bool names_workspace(const RouteSpec& route) {
    const auto parameters = path_parameters(route.path);
    return std::ranges::find(parameters, "workspace") != parameters.end();
}

void check_plugin(const AccessRules& rules, const Manifest& manifest, Problems& problems) {
    std::vector<std::string> defined;
    for (const auto& [permission, texts] : manifest.permissions) {
        defined.push_back(permission);
        if (!find_rule(rules, manifest.id, permission))
            problems.add(config::position_of(manifest.document, {"permissions", permission}),
                         "no rule for " + permission + "; add one under rules." + manifest.id + " in " + rules.file);
    }
    if (const auto of_plugin = rules.rules.find(manifest.id); of_plugin != rules.rules.end())
        for (const Rule& rule : of_plugin->second)
            if (!manifest.permissions.contains(rule.permission))
                problems.add(rule.at, manifest.id + " defines no permission " + quote(rule.permission) +
                                          config::suggestion(rule.permission, defined));
}

// A rule asks for plan and role of the workspace that the route names; where it names none, there are none to ask for.
void check_kind(const Rule& rule, const RouteSpec& route, Problems& problems) {
    const std::string where = std::string{to_text(route.method)} + " " + route.path;
    if (rule.signed_in && names_workspace(route))
        problems.add(rule.at, rule.permission + " guards " + where +
                                  ", which names a workspace; write { plan, roles } instead of signed-in");
    else if (!rule.signed_in && !names_workspace(route))
        problems.add(rule.at, rule.permission + " guards " + where +
                                  ", which names no workspace; write signed-in instead of { plan, roles }");
}

// A permission of another plugin: enabled or not, somebody must know it.
void check_foreign(const AccessRules& rules, const std::string& permission, const config::Position& at, Problems& problems) {
    if (permission.empty()) return;
    for (const auto& [plugin, of_plugin] : rules.rules)
        if (std::ranges::find(of_plugin, permission, &Rule::permission) != of_plugin.end()) return;
    problems.add(at, "unknown permission " + quote(permission) + ": no rule in " + rules.file + " names it; check its spelling");
}

}  // namespace

void check_access(const AccessRules& rules, const std::vector<Manifest>& manifests, Problems& problems) {
    for (const Manifest& manifest : manifests) {
        check_plugin(rules, manifest, problems);
        for (const RouteSpec& route : manifest.routes) {
            if (const Rule* rule = find_rule(rules, manifest.id, route.needs)) check_kind(*rule, route, problems);
            check_foreign(rules, route.needs_for_others,
                          config::position_of(manifest.document, {"routes", route.handler, "needs-for-others"}), problems);
        }
        for (const WebSpec& spec : manifest.web)
            if (!manifest.permissions.contains(spec.needs)) check_foreign(rules, spec.needs, spec.at, problems);
    }
}

}  // namespace mortise::plugins
