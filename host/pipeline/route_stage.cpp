// Host name, path and method -> route. The base domain and one label in front of it are all the names there are; whether the label is
// somebody's subdomain the database says, in authenticate.
#include "pipeline/stages.hpp"

namespace mortise::pipeline {
namespace {

using model::Refusal;
namespace problems = model::problems;

bool is_label(std::string_view text) noexcept {
    if (text.empty() || text.size() > 63 || text.front() == '-' || text.back() == '-') return false;
    for (const char c : text)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
    return true;
}

bool is_loopback(std::string_view host) noexcept { return host == "127.0.0.1" || host == "[::1]"; }

std::string subdomain_of(std::string_view host, std::string_view base) {
    if (host == base || (base == "localhost" && is_loopback(host))) return {};
    if (host.size() > base.size() + 1 && host.ends_with(base) && host[host.size() - base.size() - 1] == '.') {
        const auto label = host.substr(0, host.size() - base.size() - 1);
        if (is_label(label)) return std::string{label};
    }
    throw Refusal{problems::wrong_host()};
}

}  // namespace

void find_route(Context& context) {
    const auto& generation = *context.generation;
    auto match = generation.routes->find(context.request.method, context.request.path);
    if (!match.route || !match.route->any_host)
        context.subdomain = subdomain_of(context.request.host, generation.settings.server.base_domain);
    if (!match.route) {
        if (match.allow.empty()) throw Refusal{problems::no_such_route()};
        throw Refusal{problems::method_not_allowed(match.allow)};
    }
    context.route = match.route;
    context.path_parameters = std::move(match.parameters);
}

std::string_view Context::path_parameter(std::string_view name) const noexcept {
    for (const auto& parameter : path_parameters)
        if (parameter.name == name) return parameter.value;
    return {};
}

}  // namespace mortise::pipeline
