// One configuration, immutable: policy, routes, plugins, files. A request holds it by shared_ptr from its first stage to its last,
// so a reload never changes the rules under a request.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.hpp"
#include "config/settings.hpp"
#include "pipeline/route.hpp"
#include "plugins/registry.hpp"

namespace mortise::pipeline {

struct Generation {
    config::Settings settings;
    std::string public_url;                                    // http://localhost:8080
    access::Policy policy;
    std::vector<std::shared_ptr<plugins::Plugin>> plugins;     // in the order of their tabs
    access::PermissionIndex log_in_as = access::no_permission; // what an impersonation lives by, asked again at every request
    std::unique_ptr<RouteTable> routes;
    // The shell's and the plugins' files, and the page for every other address; nothing when the path is none of them.
    std::function<std::optional<model::Response>(const model::Request&)> files;
};

// The plugins' routes, below /api/v1. The host's own come from endpoints.
std::vector<Route> plugin_routes(const std::vector<std::shared_ptr<plugins::Plugin>>& plugins, const access::Policy& policy);

// Permission -> the plugin that defines it.
std::map<std::string, std::string, std::less<>> defined_permissions(const std::vector<std::shared_ptr<plugins::Plugin>>& plugins);

}  // namespace mortise::pipeline
