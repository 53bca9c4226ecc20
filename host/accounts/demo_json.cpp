#include "accounts/demo.hpp"

namespace mortise::accounts {
namespace {

std::string quoted(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') (json += '\\') += c;
        else if (const auto byte = static_cast<unsigned char>(c); byte < 0x20)
            ((json += "\\u00") += digits[byte >> 4]) += digits[byte & 15];
        else json += c;
    }
    return json += '"';
}

std::string quoted_or_null(std::string_view text) { return text.empty() ? "null" : quoted(text); }

template <class List, class Write>
std::string list_of(const List& list, Write write) {
    std::string json = "[";
    for (const auto& item : list) {
        if (json.size() > 1) json += ',';
        json += "\n    {" + write(item) + '}';
    }
    return json += "\n  ]";
}

}  // namespace

std::string to_json(const DemoData& data) {
    const auto users = list_of(data.users, [](const DemoUser& user) {
        return R"("email": )" + quoted(user.email) + R"(, "id": )" + quoted(user.id.view());
    });
    const auto workspaces = list_of(data.workspaces, [](const DemoWorkspace& workspace) {
        return R"("name": )" + quoted(workspace.name) + R"(, "id": )" + quoted(workspace.id.view()) + R"(, "plan": )" +
               quoted(workspace.plan) + R"(, "subdomain": )" + quoted_or_null(workspace.subdomain);
    });
    const auto keys = list_of(data.api_keys, [](const DemoKey& key) {
        return R"("user": )" + quoted(key.user) + R"(, "name": )" + quoted(key.name) + R"(, "workspace": )" +
               quoted_or_null(key.workspace) + R"(, "secret": )" + (key.secret ? quoted(*key.secret) : "null");
    });
    return "{\n  \"users\": " + users + ",\n  \"workspaces\": " + workspaces + ",\n  \"apiKeys\": " + keys + "\n}\n";
}

}  // namespace mortise::accounts
