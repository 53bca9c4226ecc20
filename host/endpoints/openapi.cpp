#include "endpoints/openapi.hpp"

#include <boost/json/array.hpp>

namespace mortise::endpoints {
namespace {

namespace json = boost::json;

// `$ref: "time-tracker#TimeEntry"` becomes a reference to the document's components.
json::value with_local_references(const json::value& schema) {
    if (const auto* array = schema.if_array()) {
        json::array copy;
        for (const auto& item : *array) copy.push_back(with_local_references(item));
        return copy;
    }
    const auto* object = schema.if_object();
    if (!object) return schema;
    json::object copy;
    for (const auto& [key, value] : *object) {
        const auto* text = value.if_string();
        const auto hash = key == "$ref" && text ? std::string_view{*text}.find('#') : std::string_view::npos;
        if (hash == std::string_view::npos || hash == 0) {
            copy[key] = with_local_references(value);
            continue;
        }
        const std::string_view reference{*text};
        copy[key] = "#/components/schemas/" + std::string{reference.substr(0, hash)} + '.' + std::string{reference.substr(hash + 1)};
    }
    return copy;
}

json::array parameters_of(const pipeline::Route& route) {
    json::array parameters;
    std::string_view rest = route.pattern;
    while (true) {
        const auto open = rest.find('{');
        if (open == std::string_view::npos) break;
        const auto close = rest.find('}', open);
        parameters.push_back({{"name", rest.substr(open + 1, close - open - 1)}, {"in", "path"}, {"required", true},
                              {"schema", {{"type", "string"}}}});
        rest.remove_prefix(close + 1);
    }
    if (!route.spec || !route.spec->parameters) return parameters;
    const auto* properties = route.spec->parameters->if_contains("properties");
    if (!properties) return parameters;
    for (const auto& [name, schema] : properties->as_object())
        parameters.push_back({{"name", name}, {"in", "query"}, {"schema", with_local_references(schema)}});
    return parameters;
}

json::object responses_of(const pipeline::Route& route) {
    json::object responses;
    if (route.spec) {
        for (const auto& [status, answer] : route.spec->answers) {
            if (const auto* reason = answer.if_string()) {
                responses[status] = {{"description", *reason}, {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
            } else if (answer.is_null()) {
                responses[status] = {{"description", "Done"}};
            } else {
                responses[status] = {{"description", "Done"}, {"content", {{"application/json", {{"schema", with_local_references(answer)}}}}}};
            }
        }
    }
    if (responses.empty()) responses["200"] = {{"description", "Done"}};
    responses["default"] = {{"description", "Refused"}, {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    return responses;
}

json::object operation_of(const pipeline::Generation& generation, const pipeline::Route& route) {
    json::object operation;
    if (route.plugin) {
        operation["operationId"] = route.plugin->manifest().id + '.' + route.spec->handler;
        operation["tags"] = json::array{json::string{route.plugin->manifest().id}};
        const auto permission = [&](const char* key, access::PermissionIndex needed) {
            if (needed != access::no_permission) operation[key] = generation.policy.permissions()[needed];
        };
        permission("x-permission", route.needs);
        if (route.needs_for_others != route.needs) permission("x-permission-for-others", route.needs_for_others);
    } else {
        operation["operationId"] = "host." + route.label;
        operation["tags"] = json::array{json::string{"host"}};
    }
    operation["parameters"] = parameters_of(route);
    if (route.spec && route.spec->body)
        operation["requestBody"] = {{"required", !route.body_optional},
                                    {"content", {{"application/json", {{"schema", with_local_references(*route.spec->body)}}}}}};
    if (route.entry == pipeline::Entry::open) operation["security"] = json::array{};
    operation["responses"] = responses_of(route);
    return operation;
}

}  // namespace

json::object describe_api(const pipeline::Generation& generation, const std::vector<pipeline::Route>& routes) {
    json::object paths;
    for (const auto& route : routes) {
        auto& path = paths[route.pattern];
        if (!path.is_object()) path.emplace_object();
        std::string method{model::to_text(route.method)};
        for (auto& c : method) c = static_cast<char>(c | 0x20);
        path.as_object()[method] = operation_of(generation, route);
    }
    json::object schemas;
    schemas["Problem"] = {{"type", "object"},
                          {"required", json::array{json::string{"message"}, json::string{"code"}, json::string{"reason"}}},
                          {"properties", {{"message", {{"type", "string"}}}, {"code", {{"type", "integer"}}}, {"reason", {{"type", "string"}}},
                                          {"field", {{"type", "string"}}}}}};
    for (const auto& plugin : generation.plugins)
        for (const auto& [name, schema] : plugin->manifest().schemas)
            schemas[plugin->manifest().id + '.' + name] = with_local_references(schema);
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "Mortise"}, {"version", "1"}}},
            {"servers", json::array{json::value{{"url", generation.public_url}}}},
            {"security", json::array{json::value{{"apiKey", json::array{}}}, json::value{{"session", json::array{}}}}},
            {"paths", std::move(paths)},
            {"components", {{"schemas", std::move(schemas)},
                            {"securitySchemes", {{"apiKey", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-Api-Key"}}},
                                                 {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-mortise"}}}}}}}};
}

}  // namespace mortise::endpoints
