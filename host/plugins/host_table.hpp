// The host as one plugin sees it: mortise_host, and a table for each extension that the manifest asks for and the operator
// granted. One per plugin, at a fixed address from create until destroy has returned.
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
#include <mortise/abi/v1.h>

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/registry.hpp"

namespace mortise::plugins {

class HostTable {
public:
    // All but `services`, which is copied, is borrowed for as long as the table lives.
    HostTable(const Manifest& manifest, const std::vector<std::string>& grants, const storage::TableAccess& tables,
              const boost::json::object& settings, const Services& services);
    HostTable(const HostTable&) = delete;
    HostTable& operator=(const HostTable&) = delete;

    const mortise_host& abi() const noexcept { return host_; }

    // ---- For the host functions ----

    static HostTable& of(void* ctx);  // throws HostFailure
    const Manifest& manifest() const noexcept { return manifest_; }
    const storage::TableAccess& tables() const noexcept { return tables_; }
    const Services& services() const noexcept { return services_; }
    std::string_view settings_text() const noexcept { return settings_text_; }
    const void* extension(std::string_view id) const noexcept;
    void count(std::string_view name, std::uint64_t by);

private:
    void offer(const std::vector<std::string>& grants);

    const Manifest& manifest_;
    const storage::TableAccess& tables_;
    const Services services_;
    const std::string settings_text_;
    std::mutex counters_mutex_;
    std::set<std::string, std::less<>> counters_;

    mortise_host host_{};
    mortise_storage_v1 storage_;
    mortise_events_v1 events_;
    mortise_audit_v1 audit_;
    mortise_clock_v1 clock_;
    mortise_ids_v1 ids_;
    mortise_members_v1 members_;
    mortise_settings_v1 settings_;
    mortise_metrics_v1 metrics_;
    mortise_credentials_v1 credentials_;
    mortise_sessions_v1 sessions_;
    mortise_scheduler_v1 scheduler_;
    std::map<std::string, const void*, std::less<>> offered_;
};

// One function a file, host_table_<extension>.cpp.
mortise_storage_v1 storage_extension(HostTable& table);
mortise_events_v1 events_extension(HostTable& table);
mortise_audit_v1 audit_extension(HostTable& table);
mortise_clock_v1 clock_extension(HostTable& table);
mortise_ids_v1 ids_extension(HostTable& table);
mortise_members_v1 members_extension(HostTable& table);
mortise_settings_v1 settings_extension(HostTable& table);
mortise_metrics_v1 metrics_extension(HostTable& table);
mortise_credentials_v1 credentials_extension(HostTable& table);
mortise_sessions_v1 sessions_extension(HostTable& table);
mortise_scheduler_v1 scheduler_extension(HostTable& table);

// The two answers of a call, host_table_answer.cpp.
mortise_status respond(const mortise_call* call, const mortise_response* response) noexcept;
mortise_status refuse(const mortise_call* call, const mortise_refusal* refusal) noexcept;

}  // namespace mortise::plugins
