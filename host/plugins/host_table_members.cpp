#include "accounts/workspaces.hpp"
#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_member_id = 200;

const model::Member& member_of(RunningCall& call, const mortise_str& user) {
    const auto& input = call.input();
    if (!input.workspace)
        throw HostFailure{MORTISE_E_INVALID, "this route names no workspace, so there are no members to look up"};
    const auto id = model::UserId::parse(text_argument(user, "user_id", longest_member_id));
    if (id && input.target && input.target->user == *id) return *input.target;
    auto member = id ? accounts::Workspaces{input.connection}.member(input.workspace->id, *id) : std::nullopt;
    if (!member) throw HostFailure{MORTISE_E_NOT_FOUND, "there is no such member in this workspace"};
    return call.lend(std::move(*member));
}

mortise_status find(void* ctx, std::uint64_t handle, mortise_str user_id, mortise_member* wanted) noexcept {
    return fenced([&] {
        auto& call = RunningCall::in_time(HostTable::of(ctx), handle);
        fill_struct(wanted, abi_member(member_of(call, user_id)), "member");
    });
}

}  // namespace

mortise_members_v1 members_extension(HostTable& table) { return {sizeof(mortise_members_v1), &table, find}; }

}  // namespace mortise::plugins
