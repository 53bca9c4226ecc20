#include "cli/print.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cstdio>

#include "cli/admin.hpp"

namespace mortise::cli {
namespace {

namespace json = boost::json;

std::string cell(const json::value* value) {
    if (!value || value->is_null()) return "-";
    if (const auto* text = value->if_string()) return text->empty() ? "-" : std::string{*text};
    if (const auto* list = value->if_array()) {
        std::string all;
        for (const auto& item : *list) all += (all.empty() ? "" : ", ") + cell(&item);
        return all;
    }
    return json::serialize(*value);
}

void print_table(const json::array& rows) {
    std::vector<std::string> names;
    for (const auto& row : rows)
        for (const auto& [name, value] : row.as_object())
            if (std::find(names.begin(), names.end(), std::string_view{name}) == names.end()) names.emplace_back(name);
    std::vector<std::size_t> widths;
    for (const auto& name : names) {
        std::size_t width = name.size();
        for (const auto& row : rows) width = std::max(width, cell(row.as_object().if_contains(name)).size());
        widths.push_back(width);
    }
    for (std::size_t i = 0; i < names.size(); ++i) std::printf("%-*s  ", int(widths[i]), names[i].c_str());
    std::puts("");
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < names.size(); ++i)
            std::printf("%-*s  ", int(widths[i]), cell(row.as_object().if_contains(names[i])).c_str());
        std::puts("");
    }
}

}  // namespace

void print(const json::value& result, bool as_json) {
    if (as_json) std::puts(json::serialize(result).c_str());
    else if (const auto* rows = result.if_array()) print_table(*rows);
    else
        for (const auto& [name, value] : result.as_object()) std::printf("%s: %s\n", std::string{name}.c_str(), cell(&value).c_str());
}

int run_demo(const Configuration& configuration, bool as_json) {
    const auto result = run_command(configuration, "demo.seed", {{"memory", configuration.settings.passwords.memory_kib},
                                                                  {"passes", configuration.settings.passwords.passes}});
    if (const auto* note = result.as_object().if_contains("note")) std::fprintf(stderr, "mortise: %s\n", note->as_string().c_str());
    auto data = result.as_object();
    data.erase("note");
    if (as_json) {
        print(data, true);
        return 0;
    }
    std::printf("%zu users, %zu workspaces, %zu API keys.\n", data["users"].as_array().size(), data["workspaces"].as_array().size(),
                data["apiKeys"].as_array().size());
    std::puts("Sign in as olivia@acme.example (owner) or mia@acme.example (member); the password of everyone is mortise-demo.");
    return 0;
}

}  // namespace mortise::cli
