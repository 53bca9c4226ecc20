#include "accounts/api_keys.hpp"
#include "accounts/workspaces.hpp"
#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_key_name = 100;  // characters, of at most four bytes

void check_caller(RunningCall& call) {
    const auto& principal = call.input().principal;
    if (principal.logged_in_as()) refuse_rule(403, "logged_in_as", "API keys are not made while logged in as somebody.");
    if (principal.kind != model::PrincipalKind::session)
        refuse_rule(403, "browser_session_required", "API keys are made from a browser session only.");
}

std::string_view name_argument(const mortise_str& text) {
    const auto name = text_argument(text, "the key's name", 4 * longest_key_name);
    if (name.empty()) throw HostFailure{MORTISE_E_INVALID, "the key's name is empty"};
    if (characters_of(name, "the key's name") > longest_key_name)
        throw HostFailure{MORTISE_E_LIMIT, "the key's name is longer than " + std::to_string(longest_key_name) + " characters"};
    return name;
}

// A session that reaches one workspace makes keys that reach that workspace.
model::WorkspaceId bound_to(RunningCall& call, const mortise_str& text) {
    const auto& input = call.input();
    const auto& principal = input.principal;
    const auto given = text_argument(text, "workspace_id", model::id_length);
    const auto workspace = given.empty() ? principal.confined_to : model::WorkspaceId::trusted(given);
    if (given.empty() && workspace.empty()) return {};
    const bool reachable = principal.confined_to.empty() || principal.confined_to == workspace;
    if (workspace.empty() || !reachable || !accounts::Workspaces{input.connection}.seen_by(principal.subject.id, workspace))
        throw HostFailure{MORTISE_E_NOT_FOUND, "there is no such workspace for this person"};
    return workspace;
}

mortise_status issue_api_key(void* ctx, std::uint64_t handle, mortise_str name, mortise_str workspace_id,
                             mortise_api_key* wanted) noexcept {
    return fenced([&] {
        const auto& table = HostTable::of(ctx);
        auto& call = RunningCall::in_time(table, handle);
        const auto& input = call.input();
        if (!table.services().pepper) throw HostFailure{MORTISE_E_UNAVAILABLE, "this host has no pepper to make API keys with"};
        fill_struct(wanted, mortise_api_key{}, "key");  // a key that cannot be handed over is not made
        check_caller(call);
        const auto key_name = name_argument(name);
        const auto workspace = bound_to(call, workspace_id);
        accounts::ApiKeys keys{input.connection, *table.services().pepper};
        const auto& key = call.lend(keys.issue(input.principal.subject.id, key_name, workspace, input.request.received_at));
        const mortise_api_key issued{.struct_size = sizeof(mortise_api_key),
                                     .id = abi_text(key.id.view()),
                                     .secret = abi_text(key.secret),
                                     .hint = abi_text(key.hint)};
        fill_struct(wanted, issued, "key");
    });
}

}  // namespace

mortise_credentials_v1 credentials_extension(HostTable& table) { return {sizeof(mortise_credentials_v1), &table, issue_api_key}; }

}  // namespace mortise::plugins
