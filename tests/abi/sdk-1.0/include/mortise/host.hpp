// The host, as a plugin keeps it: the log, the settings, the clock, and counters. What belongs to one call is on Unit.
// Cheap to copy; valid until the plugin is destroyed; any thread.
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
#include <mortise/extension.hpp>
#include <mortise/instant.hpp>

#include <string>
#include <string_view>

namespace mortise::inline v1_0 {

enum class LogLevel : std::uint32_t {
    debug = MORTISE_LOG_DEBUG,
    info = MORTISE_LOG_INFO,
    warning = MORTISE_LOG_WARNING,
    error = MORTISE_LOG_ERROR
};

class Host {
public:
    explicit Host(const mortise_host& host) noexcept : host_{&host} {}

    // One line in the host's log.
    void log(LogLevel level, std::string_view message) const noexcept {
        if (has_member(host_, &mortise_host::log)) host_->log(host_->ctx, static_cast<std::uint32_t>(level), to_abi(message));
    }

    // A JSON object, checked against the manifest's schema, defaults filled in. JsonObject of json.hpp reads it.
    std::string_view settings() const { return from_abi(settings_.call(&mortise_settings_v1::get)); }

    Instant now() const { return Instant{clock_.call(&mortise_clock_v1::now)}; }
    void count(std::string_view name, std::uint64_t by = 1) const { metrics_.run(&mortise_metrics_v1::count, to_abi(name), by); }

    // An id, never made before: 24 lower-case hexadecimal characters.
    std::string make_id() const {
        std::string id(24, '0');
        ids_.run(&mortise_ids_v1::make, id.data());
        return id;
    }

private:
    friend class Storage;
    friend class Unit;

    const mortise_host* host_;
    Extension<mortise_settings_v1> settings_{*host_, MORTISE_EXT_SETTINGS};
    Extension<mortise_clock_v1> clock_{*host_, MORTISE_EXT_CLOCK};
    Extension<mortise_metrics_v1> metrics_{*host_, MORTISE_EXT_METRICS};
    Extension<mortise_ids_v1> ids_{*host_, MORTISE_EXT_IDS};
    Extension<mortise_storage_v1> storage_{*host_, MORTISE_EXT_STORAGE};
    Extension<mortise_events_v1> events_{*host_, MORTISE_EXT_EVENTS};
    Extension<mortise_audit_v1> audit_{*host_, MORTISE_EXT_AUDIT};
    Extension<mortise_members_v1> members_{*host_, MORTISE_EXT_MEMBERS};
    Extension<mortise_sessions_v1> sessions_{*host_, MORTISE_EXT_SESSIONS};
    Extension<mortise_credentials_v1> credentials_{*host_, MORTISE_EXT_CREDENTIALS};
    Extension<mortise_scheduler_v1> scheduler_{*host_, MORTISE_EXT_SCHEDULER};
};

}  // namespace mortise::inline v1_0
