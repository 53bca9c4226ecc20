#include "support/openapi.hpp"

namespace mortise::testing {

std::vector<Operation> operations(Client& client) {
    std::vector<Operation> all;
    const auto document = client.raw("GET", "/api/openapi.json", {}, {}).json();
    for (const auto& [path, methods] : document.at("paths").as_object())
        for (const auto& [method, operation] : methods.as_object()) {
            const auto* permission = operation.as_object().if_contains("x-permission");
            if (!permission) continue;
            const auto* others = operation.as_object().if_contains("x-permission-for-others");
            std::string upper{method};
            for (auto& c : upper) c = static_cast<char>(std::toupper(c));
            all.push_back({upper, std::string{path}.substr(std::string{"/api/v1"}.size()), std::string{permission->as_string()},
                           std::string{(others ? others : permission)->as_string()}});
        }
    return all;
}

std::string filled(std::string path, const std::map<std::string, std::string>& values) {
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        const auto close = path.find('}', open);
        const auto found = values.find(path.substr(open + 1, close - open - 1));
        path.replace(open, close - open + 1, found == values.end() ? unknown_id : found->second);
    }
    return path;
}

std::string plausible_body(const Operation& operation) {
    if (operation.method == "GET" || operation.method == "DELETE") return {};
    const auto ends = [&](std::string_view end) { return operation.path.ends_with(end); };
    if (ends("/api-keys/{id}") || ends("/user/api-keys")) return R"({"name":"A key"})";
    if (operation.method == "PATCH") return R"({"end":"2026-01-01T01:00:00Z"})";
    if (ends("/time-entries") || operation.method == "PUT") return R"({"start":"2026-01-01T00:00:00Z","end":"2026-01-01T01:00:00Z"})";
    return "{}";
}

}  // namespace mortise::testing
