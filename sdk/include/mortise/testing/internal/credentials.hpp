// mortise.credentials/1: API keys, as far as a test can tell. They open nothing.
#pragma once

#include <mortise/testing/internal/running_call.hpp>

namespace mortise::inline v1_0::testing::internal {

// A session that reaches one workspace makes keys that reach that workspace.
inline std::string bound_to(const State& state, const Input& input, std::string_view given) {
    const auto& principal = input.principal;
    const std::string workspace = given.empty() ? principal.confined_to : std::string{given};
    if (workspace.empty()) return {};
    const auto* const member = state.world.member(workspace, principal.subject.id);
    const bool reachable = principal.confined_to.empty() || principal.confined_to == workspace;
    if (!reachable || !member || member->status != "ACTIVE")
        throw Failure{MORTISE_E_NOT_FOUND, "there is no such workspace for this person"};
    return workspace;
}

inline mortise_status issue_api_key(void* ctx, std::uint64_t handle, mortise_str name, mortise_str workspace_id,
                                    mortise_api_key* wanted) noexcept {
    const auto describe = [&](ServiceCall& note) {
        about(name)(note);
        note.writes = true;
    };
    return service(ctx, "credentials.issue_api_key", describe, [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        const auto& principal = call.input().principal;
        fill_struct(wanted, mortise_api_key{}, "key");  // a key that cannot be handed over is not made
        if (!principal.actor.id.empty()) refuse_rule(403, "logged_in_as", "API keys are not made while logged in as somebody.");
        if (principal.kind != MORTISE_PRINCIPAL_SESSION)
            refuse_rule(403, "browser_session_required", "API keys are made from a browser session only.");
        if (from_abi(name).empty()) throw Failure{MORTISE_E_INVALID, "the key's name is empty"};
        const std::string key_name{words_argument(name, "the key's name", 100)};
        const auto workspace = bound_to(state, call.input(), text_argument(workspace_id, "workspace_id", 24));
        if (call.input().reads()) throw Failure{MORTISE_E_DENIED, "a request that reads cannot write"};
        const auto id = state.make_id();
        auto& memory = call.memory();
        const IssuedKey key{id, "mk_" + id + id, "mk_..." + id.substr(20), key_name, workspace};
        call.database().issued(key, principal.subject.id, call.input().now);
        call.answer().keys.push_back(key);
        fill_struct(wanted,
                    {.struct_size = sizeof(mortise_api_key),
                     .id = memory.text(key.id),
                     .secret = memory.text(key.secret),
                     .hint = memory.text(key.hint)},
                    "key");
    });
}

}  // namespace mortise::inline v1_0::testing::internal
