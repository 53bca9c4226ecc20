#include "pipeline/generation.hpp"

namespace mortise::pipeline {
namespace {

Route compile(const std::shared_ptr<plugins::Plugin>& plugin, const plugins::RouteSpec& spec, const access::Policy& policy) {
    Route route;
    route.method = spec.method;
    route.pattern = "/api/v1" + spec.path;
    route.entry = Entry::permission;
    route.place = model::reads_only(spec.method) ? Place::reader : Place::writer;
    route.needs = policy.index_of(spec.needs);
    if (!spec.needs_for_others.empty()) route.needs_for_others = policy.index_of(spec.needs_for_others);
    else route.needs_for_others = route.needs;
    route.public_api = spec.public_api;
    route.step_up = spec.step_up;
    route.action = spec.audit.action;
    route.target_parameter = spec.audit.target;
    route.audit_always = spec.audit.always && !model::reads_only(spec.method);
    route.body_limit = spec.body ? spec.body_limit : 0;
    route.deadline = spec.deadline;
    if (spec.parameters) route.parameters.emplace(*spec.parameters, true);
    if (spec.body) route.body.emplace(*spec.body, spec.public_api);
    route.body_optional = spec.body_optional;
    route.plugin = plugin;
    route.handler = plugin->handler(spec.handler);
    route.spec = &spec;
    return route;
}

}  // namespace

std::vector<Route> plugin_routes(const std::vector<std::shared_ptr<plugins::Plugin>>& plugins, const access::Policy& policy) {
    std::vector<Route> routes;
    for (const auto& plugin : plugins)
        for (const auto& spec : plugin->manifest().routes) routes.push_back(compile(plugin, spec, policy));
    return routes;
}

std::map<std::string, std::string, std::less<>> defined_permissions(const std::vector<std::shared_ptr<plugins::Plugin>>& plugins) {
    std::map<std::string, std::string, std::less<>> defined;
    for (const auto& plugin : plugins)
        for (const auto& [permission, title] : plugin->manifest().permissions) defined.emplace(permission, plugin->manifest().id);
    return defined;
}

}  // namespace mortise::pipeline
