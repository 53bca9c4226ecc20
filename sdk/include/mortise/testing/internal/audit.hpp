// mortise.audit/1: what the plugin adds to the audit row.
#pragma once

#include <mortise/testing/internal/json_text.hpp>
#include <mortise/testing/internal/running_call.hpp>

namespace mortise::inline v1_0::testing::internal {

inline mortise_status set_reason(void* ctx, std::uint64_t handle, mortise_str reason) noexcept {
    return service(ctx, "audit.set_reason", about(reason), [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        call.answer().audit.reason = words_argument(reason, "the reason", 500);
    });
}

inline mortise_status set_details(void* ctx, std::uint64_t handle, mortise_str json) noexcept {
    return service(ctx, "audit.set_details", about(json), [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        const auto text = text_argument(json, "the details", 2'000);
        if (!JsonText::members_of(text)) throw Failure{MORTISE_E_INVALID, "the details are not a JSON object"};
        call.answer().audit.details = text;
    });
}

inline mortise_status set_target(void* ctx, std::uint64_t handle, mortise_str target) noexcept {
    return service(ctx, "audit.set_target", about(target), [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        const auto text = text_argument(target, "the target", 200);
        if (!characters_of(text)) throw Failure{MORTISE_E_INVALID, "the target is not UTF-8 text without NUL"};
        call.answer().audit.target = text;
    });
}

}  // namespace mortise::inline v1_0::testing::internal
