// mortise.scheduler/1: which runs a call asked for.
#pragma once

#include <mortise/testing/internal/running_call.hpp>

namespace mortise::inline v1_0::testing::internal {

inline mortise_status run_soon(void* ctx, std::uint64_t handle, mortise_str schedule) noexcept {
    const auto describe = [&](ServiceCall& note) {
        about(schedule)(note);
        note.writes = true;
    };
    return service(ctx, "scheduler.run_soon", describe, [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        const std::string name{text_argument(schedule, "the schedule's name", 64)};
        if (!state.declared_schedules.contains(name))
            throw Failure{MORTISE_E_NOT_FOUND, "the manifest has no schedule '" + name + "'; FakeHost::schedule() would"};
        if (!call.input().workspace) throw Failure{MORTISE_E_INVALID, "a schedule runs for a workspace; this call has none"};
        if (call.input().reads()) throw Failure{MORTISE_E_DENIED, "this call only reads"};
        call.answer().runs_soon.insert(name);
    });
}

}  // namespace mortise::inline v1_0::testing::internal
