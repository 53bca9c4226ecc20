#include "cli/commands.hpp"

#include "cli/command_support.hpp"

namespace mortise::cli {

const Command* find_command(std::string_view name) {
    static const CommandTable table = [] {
        CommandTable made;
        add_user_commands(made);
        add_workspace_commands(made);
        add_key_commands(made);
        add_audit_commands(made);
        add_demo_command(made);
        return made;
    }();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : &found->second;
}

std::string_view text_argument(const CommandInput& input, std::string_view name) {
    const auto* value = input.arguments.if_contains(name);
    return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

accounts::User user_argument(const CommandInput& input) {
    const auto text = text_argument(input, "user");
    accounts::Users users{input.connection};
    const auto id = model::UserId::parse(text);
    auto user = id ? users.by_id(*id) : users.by_email(text);
    if (!user) throw CommandRefused{"there is no user " + std::string{text} + "; `mortise user list` shows who there is"};
    return std::move(*user);
}

model::WorkspaceId workspace_argument(const CommandInput& input) {
    const auto text = text_argument(input, "workspace");
    const auto rows = input.connection.query("SELECT id FROM workspaces WHERE id = :text OR subdomain = :text OR name = :text",
                                             {storage::arg("text", text)}, {storage::Type::text});
    if (rows.empty()) throw CommandRefused{"there is no workspace " + std::string{text} + "; `mortise workspace list` shows what there is"};
    if (rows.size() > 1) throw CommandRefused{"more than one workspace is called " + std::string{text} + "; give its id"};
    return model::WorkspaceId::trusted(rows.text(0, 0));
}

}  // namespace mortise::cli
