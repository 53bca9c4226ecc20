// A call as the plugin sees it: mortise_call and all that hangs on it, on pages that go with the call.
#pragma once

#include <mortise/testing/internal/answering.hpp>

namespace mortise::inline v1_0::testing::internal {

// What proves who somebody is has been used up before a plugin is called.
inline bool is_credential(std::string_view header) noexcept {
    return header == "cookie" || header == "x-api-key" || header == "authorization" || header == "x-csrf-token";
}

inline mortise_member abi_member(Memory& memory, const FakeMember& member) {
    return {.struct_size = sizeof(mortise_member),
            .user_id = memory.text(member.person.id),
            .name = memory.text(member.person.name),
            .email = memory.text(member.person.email),
            .role = memory.text(member.role),
            .status = memory.text(member.status),
            .joined_at = member.joined_at};
}

inline mortise_principal abi_principal(Memory& memory, const FakePrincipal& principal) {
    return {.struct_size = sizeof(mortise_principal),
            .kind = principal.kind,
            .padding_ = 0,
            .subject_id = memory.text(principal.subject.id),
            .subject_name = memory.text(principal.subject.name),
            .subject_email = memory.text(principal.subject.email),
            .actor_id = memory.text(principal.actor.id),
            .actor_name = memory.text(principal.actor.name),
            .actor_email = memory.text(principal.actor.email),
            .confined_to = memory.text(principal.confined_to)};
}

inline mortise_workspace abi_workspace(Memory& memory, const FakeWorkspace& workspace, std::string_view role) {
    return {.struct_size = sizeof(mortise_workspace),
            .id = memory.text(workspace.id),
            .name = memory.text(workspace.name),
            .plan = memory.text(workspace.plan),
            .subdomain = memory.text(workspace.subdomain),
            .role = memory.text(role)};
}

inline const mortise_call* call_view(RunningCall& running) {
    auto& memory = running.memory();
    const auto& input = running.input();
    const auto pairs = [&](const Pairs& texts) {
        std::vector<mortise_pair> list;
        for (const auto& [name, value] : texts)
            if (!is_credential(name)) list.push_back({memory.text(name), memory.text(value)});
        return list;
    };
    const auto path = pairs(input.path_parameters), query = pairs(input.query), headers = pairs(input.headers);
    std::vector<mortise_str> permissions;
    for (const auto& permission : input.permissions) permissions.push_back(memory.text(permission));
    return memory.make(
        mortise_call{.struct_size = sizeof(mortise_call),
                     .handle = running.handle(),
                     .flags = input.reads() ? MORTISE_CALL_READ_ONLY : 0,
                     .padding_ = 0,
                     .method = memory.text(input.method),
                     .path = memory.text(input.path),
                     .request_id = memory.text(input.request_id),
                     .path_params = memory.list(path),
                     .path_param_count = path.size(),
                     .query = memory.list(query),
                     .query_count = query.size(),
                     .headers = memory.list(headers),
                     .header_count = headers.size(),
                     .body = memory.text(input.body),
                     .now = input.now,
                     .deadline = input.deadline,
                     .principal = memory.make(abi_principal(memory, input.principal)),
                     .workspace = input.workspace ? memory.make(abi_workspace(memory, *input.workspace, input.role)) : nullptr,
                     .target = input.target ? memory.make(abi_member(memory, *input.target)) : nullptr,
                     .permissions = memory.list(permissions),
                     .permission_count = permissions.size(),
                     .respond = respond,
                     .refuse = refuse});
}

}  // namespace mortise::inline v1_0::testing::internal
