#include <algorithm>

#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_schedule_name = 64;

mortise_status run_soon(void* ctx, std::uint64_t handle, mortise_str schedule) noexcept {
    return fenced([&] {
        const auto& table = HostTable::of(ctx);
        auto& call = RunningCall::in_time(table, handle);
        const std::string name{text_argument(schedule, "the schedule's name", longest_schedule_name)};
        const auto& schedules = table.manifest().schedules;
        if (std::ranges::find(schedules, name, &ScheduleSpec::handler) == schedules.end())
            throw HostFailure{MORTISE_E_NOT_FOUND, "the manifest has no schedule '" + name + "'"};
        if (!call.input().workspace) throw HostFailure{MORTISE_E_INVALID, "a schedule runs for a workspace; this call has none"};
        if (model::reads_only(call.input().request.method)) throw HostFailure{MORTISE_E_DENIED, "this call only reads"};
        auto& soon = call.output().soon;
        if (std::ranges::find(soon, name) == soon.end()) soon.push_back(name);
    });
}

}  // namespace

mortise_scheduler_v1 scheduler_extension(HostTable& table) { return {sizeof(mortise_scheduler_v1), &table, run_soon}; }

}  // namespace mortise::plugins
