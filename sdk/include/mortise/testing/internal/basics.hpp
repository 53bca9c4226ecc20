// clock, ids, settings and metrics, and the host's own log: the functions of a line or two.
#pragma once

#include <mortise/testing/internal/running_call.hpp>

namespace mortise::inline v1_0::testing::internal {

inline std::int64_t now(void* ctx) noexcept { return ctx ? static_cast<State*>(ctx)->world.now : 0; }

inline std::int64_t monotonic(void* ctx) noexcept {
    if (!ctx) return 0;
    auto& state = *static_cast<State*>(ctx);
    const std::lock_guard lock{state.mutex};
    return ++state.monotonic;
}

inline mortise_status make_id(void* ctx, char* id) noexcept {
    return service(ctx, "ids.make", about({}), [&](State& state) {
        if (!id) throw Failure{MORTISE_E_INVALID, "id is null"};
        std::memcpy(id, state.make_id().data(), 24);
    });
}

inline mortise_str settings(void* ctx) noexcept { return ctx ? to_abi(static_cast<State*>(ctx)->settings) : mortise_str{}; }

inline mortise_status count(void* ctx, mortise_str name, std::uint64_t by) noexcept {
    return service(ctx, "metrics.count", about(name), [&](State& state) {
        const std::string counter{text_argument(name, "the counter's name", 64)};
        if (counter.empty() || counter.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos)
            throw Failure{MORTISE_E_INVALID, "a counter's name is made of a to z and underscores"};
        const std::lock_guard lock{state.mutex};
        if (!state.counters.contains(counter) && state.counters.size() == 32)
            throw Failure{MORTISE_E_LIMIT, "a plugin has at most 32 counters"};
        state.counters[counter] += by;
    });
}

inline mortise_status write_log(void* ctx, std::uint32_t level, mortise_str message) noexcept {
    return fenced([&] {
        auto& state = State::of(ctx);
        const auto text = text_argument(message, "the message", 8 * 1024);
        const std::lock_guard lock{state.mutex};
        state.log.push_back({level, std::string{text}});
    });
}

inline mortise_str last_error_of(void*) noexcept { return to_abi(last_error()); }

inline const void* get_extension(void* ctx, mortise_str id) noexcept {
    if (!ctx) return nullptr;
    const auto& state = *static_cast<const State*>(ctx);
    const auto found = state.tables.by_id.find(from_abi(id));
    return found != state.tables.by_id.end() && state.offers(found->first) ? found->second : nullptr;
}

}  // namespace mortise::inline v1_0::testing::internal
