#include "pipeline/route.hpp"

namespace mortise::pipeline {
namespace {

// Takes the first segment off the front of `path`.
std::string_view take_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    const auto segment = path.substr(0, end);
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    return segment;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

}  // namespace

RouteTable::RouteTable(std::vector<Route> routes) : routes_{std::move(routes)} {
    for (const auto& route : routes_) {
        Node* node = &root_;
        for (std::string_view rest = route.pattern; !rest.empty();) {
            const auto segment = take_segment(rest);
            auto& next = is_parameter(segment) ? node->parameter : node->literals[std::string{segment}];
            if (!next) next = std::make_unique<Node>();
            node = next.get();
        }
        node->here.push_back(&route);
    }
}

const RouteTable::Node* RouteTable::walk(const Node& node, std::string_view rest, std::vector<std::string_view>& values) {
    if (rest.empty()) return node.here.empty() ? nullptr : &node;
    const auto segment = take_segment(rest);
    if (const auto literal = node.literals.find(segment); literal != node.literals.end())
        if (const auto* found = walk(*literal->second, rest, values)) return found;
    if (!node.parameter || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const auto* found = walk(*node.parameter, rest, values)) return found;
    values.pop_back();
    return nullptr;
}

Match RouteTable::find(model::Method method, std::string_view path) const {
    Match match;
    std::vector<std::string_view> values;
    const auto* node = path.starts_with('/') ? walk(root_, path, values) : nullptr;
    if (!node) return match;

    const auto wanted = method == model::Method::head ? model::Method::get : method;
    for (const auto* route : node->here) {
        if (route->method == wanted) match.route = route;
        if (!match.allow.empty()) match.allow += ", ";
        match.allow += model::to_text(route->method);
        if (route->method == model::Method::get) match.allow += ", HEAD";
    }
    if (!match.route) return match;

    std::size_t next = 0;
    for (std::string_view rest = match.route->pattern; !rest.empty();) {
        const auto segment = take_segment(rest);
        if (!is_parameter(segment)) continue;
        match.parameters.push_back({std::string{segment.substr(1, segment.size() - 2)}, std::string{values[next++]}});
    }
    return match;
}

}  // namespace mortise::pipeline
