// The host's tables, and their ends: a table may be cut at any member, as an older host's would be. What lies beyond is a trap
// that reports whoever steps on it.
#pragma once

#include <mortise/abi/audit.h>
#include <mortise/abi/clock.h>
#include <mortise/abi/credentials.h>
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/members.h>
#include <mortise/abi/metrics.h>
#include <mortise/abi/scheduler.h>
#include <mortise/abi/sessions.h>
#include <mortise/abi/settings.h>
#include <mortise/abi/storage.h>
#include <mortise/version.hpp>

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <type_traits>

namespace mortise::inline v1_0::testing::internal {

struct Tables {
    mortise_host host{};
    mortise_storage_v1 storage{};
    mortise_events_v1 events{};
    mortise_audit_v1 audit{};
    mortise_clock_v1 clock{};
    mortise_ids_v1 ids{};
    mortise_members_v1 members{};
    mortise_settings_v1 settings{};
    mortise_metrics_v1 metrics{};
    mortise_credentials_v1 credentials{};
    mortise_sessions_v1 sessions{};
    mortise_scheduler_v1 scheduler{};
    std::map<std::string, const void*, std::less<>> by_id{
        {MORTISE_EXT_STORAGE, &storage},
        {MORTISE_EXT_EVENTS, &events},
        {MORTISE_EXT_AUDIT, &audit},
        {MORTISE_EXT_CLOCK, &clock},
        {MORTISE_EXT_IDS, &ids},
        {MORTISE_EXT_MEMBERS, &members},
        {MORTISE_EXT_SETTINGS, &settings},
        {MORTISE_EXT_METRICS, &metrics},
        {MORTISE_EXT_CREDENTIALS, &credentials},
        {MORTISE_EXT_SESSIONS, &sessions},
        {MORTISE_EXT_SCHEDULER, &scheduler},
    };

    Tables() = default;
    Tables(const Tables&) = delete;
    Tables& operator=(const Tables&) = delete;
};

inline std::atomic<unsigned>& sprung_traps() noexcept {
    static std::atomic<unsigned> count{0};
    return count;
}

template <class Function>
struct Trap;
template <class Result, class... Parameters>
struct Trap<Result (*)(Parameters...)> {
    static Result spring(Parameters...) noexcept {
        ++sprung_traps();
        if constexpr (std::is_same_v<Result, mortise_status>) return MORTISE_E_INTERNAL;
        else return Result{};
    }
};

// Ends `table` after `size` bytes. `functions` are its members that can be called.
template <class Table, class... Functions>
void cut(Table& table, std::uint64_t size, Functions Table::*... functions) {
    const auto beyond = [&](const auto& member) {
        return reinterpret_cast<const char*>(&member) + sizeof member > reinterpret_cast<const char*>(&table) + size;
    };
    if (beyond(table.ctx)) table.ctx = nullptr;
    ((beyond(table.*functions) ? void(table.*functions = &Trap<Functions>::spring) : void()), ...);
    table.struct_size = size;
}

// Cuts the table of an extension, or "mortise.host". False: there is none of that name, or it is not that long.
inline bool cut_table(Tables& tables, std::string_view id, std::uint64_t size) {
    bool done = false;
    const auto one = [&](std::string_view name, auto& table, auto... functions) {
        if (name != id || size > sizeof table || size < sizeof table.struct_size) return;
        cut(table, size, functions...);
        done = true;
    };
    one("mortise.host", tables.host, &mortise_host::get_extension, &mortise_host::log, &mortise_host::last_error);
    one(MORTISE_EXT_STORAGE, tables.storage, &mortise_storage_v1::query);
    one(MORTISE_EXT_EVENTS, tables.events, &mortise_events_v1::publish);
    one(MORTISE_EXT_AUDIT, tables.audit, &mortise_audit_v1::set_reason, &mortise_audit_v1::set_details,
        &mortise_audit_v1::set_target);
    one(MORTISE_EXT_CLOCK, tables.clock, &mortise_clock_v1::now, &mortise_clock_v1::monotonic);
    one(MORTISE_EXT_IDS, tables.ids, &mortise_ids_v1::make);
    one(MORTISE_EXT_MEMBERS, tables.members, &mortise_members_v1::find);
    one(MORTISE_EXT_SETTINGS, tables.settings, &mortise_settings_v1::get);
    one(MORTISE_EXT_METRICS, tables.metrics, &mortise_metrics_v1::count);
    one(MORTISE_EXT_CREDENTIALS, tables.credentials, &mortise_credentials_v1::issue_api_key);
    one(MORTISE_EXT_SESSIONS, tables.sessions, &mortise_sessions_v1::start_impersonation);
    one(MORTISE_EXT_SCHEDULER, tables.scheduler, &mortise_scheduler_v1::run_soon);
    return done;
}

// Where `cut_table` may cut, for each table: before each of its members.
inline std::map<std::string, std::uint64_t> table_sizes() {
    return {{"mortise.host", sizeof(mortise_host)},
            {MORTISE_EXT_STORAGE, sizeof(mortise_storage_v1)},
            {MORTISE_EXT_EVENTS, sizeof(mortise_events_v1)},
            {MORTISE_EXT_AUDIT, sizeof(mortise_audit_v1)},
            {MORTISE_EXT_CLOCK, sizeof(mortise_clock_v1)},
            {MORTISE_EXT_IDS, sizeof(mortise_ids_v1)},
            {MORTISE_EXT_MEMBERS, sizeof(mortise_members_v1)},
            {MORTISE_EXT_SETTINGS, sizeof(mortise_settings_v1)},
            {MORTISE_EXT_METRICS, sizeof(mortise_metrics_v1)},
            {MORTISE_EXT_CREDENTIALS, sizeof(mortise_credentials_v1)},
            {MORTISE_EXT_SESSIONS, sizeof(mortise_sessions_v1)},
            {MORTISE_EXT_SCHEDULER, sizeof(mortise_scheduler_v1)}};
}

}  // namespace mortise::inline v1_0::testing::internal
