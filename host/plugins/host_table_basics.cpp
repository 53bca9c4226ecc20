// clock, ids, settings and metrics: the extensions of a line or two.
#include <cstring>

#include "plugins/host_table.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_counter = 64;

std::int64_t now(void*) noexcept { return model::to_microseconds(model::now()); }

std::int64_t monotonic(void*) noexcept {
    const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since_start).count();
}

mortise_status make_id(void*, char* id) noexcept {
    return fenced([&] {
        if (!id) throw HostFailure{MORTISE_E_INVALID, "id is null"};
        std::memcpy(id, model::make_id().data(), model::id_length);
    });
}

mortise_str get_settings(void* ctx) noexcept {
    return ctx ? abi_text(static_cast<HostTable*>(ctx)->settings_text()) : mortise_str{};
}

mortise_status count(void* ctx, mortise_str name, std::uint64_t by) noexcept {
    return fenced([&] {
        auto& table = HostTable::of(ctx);
        const auto counter = text_argument(name, "the counter's name", longest_counter);
        const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
        if (counter.empty() || !std::all_of(counter.begin(), counter.end(), allowed))
            throw HostFailure{MORTISE_E_INVALID, "a counter's name is made of a to z and underscores"};
        table.count(counter, by);
    });
}

}  // namespace

mortise_clock_v1 clock_extension(HostTable& table) { return {sizeof(mortise_clock_v1), &table, now, monotonic}; }
mortise_ids_v1 ids_extension(HostTable& table) { return {sizeof(mortise_ids_v1), &table, make_id}; }
mortise_settings_v1 settings_extension(HostTable& table) { return {sizeof(mortise_settings_v1), &table, get_settings}; }
mortise_metrics_v1 metrics_extension(HostTable& table) { return {sizeof(mortise_metrics_v1), &table, count}; }

}  // namespace mortise::plugins
