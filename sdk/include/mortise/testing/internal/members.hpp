// mortise.members/1: looking up members of the call's workspace.
#pragma once

#include <mortise/testing/internal/call_view.hpp>

namespace mortise::inline v1_0::testing::internal {

inline mortise_status find_member(void* ctx, std::uint64_t handle, mortise_str user_id, mortise_member* wanted) noexcept {
    return service(ctx, "members.find", about(user_id), [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        const auto& input = call.input();
        if (!input.workspace)
            throw Failure{MORTISE_E_INVALID, "this route names no workspace, so there are no members to look up"};
        const auto user = text_argument(user_id, "user_id", 200);
        const auto* member = state.world.member(input.workspace->id, user);
        if (input.target && input.target->person.id == user) member = &*input.target;
        if (!member) throw Failure{MORTISE_E_NOT_FOUND, "there is no such member in this workspace"};
        fill_struct(wanted, abi_member(call.memory(), *member), "member");
    });
}

}  // namespace mortise::inline v1_0::testing::internal
