#include "plugins/host_table.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "observe/log.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"
#include "plugins/names.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_log_message = 8 * 1024;
constexpr std::size_t most_counters = 32;

const void* get_extension(void* ctx, mortise_str id) noexcept {
    return ctx ? static_cast<HostTable*>(ctx)->extension(view_of(id)) : nullptr;
}

observe::Level level_of(std::uint32_t level) noexcept {
    switch (level) {
        case MORTISE_LOG_DEBUG: return observe::Level::debug;
        case MORTISE_LOG_WARNING: return observe::Level::warning;
        case MORTISE_LOG_ERROR: return observe::Level::error;
        default: return observe::Level::info;
    }
}

mortise_status write_log(void* ctx, std::uint32_t level, mortise_str message) noexcept {
    return fenced([&] {
        const auto& table = HostTable::of(ctx);
        const auto text = text_argument(message, "the message", longest_log_message);
        const auto& call = RunningCall::of_this_thread();
        const auto request = call.running() ? std::string_view{call.input().request.id} : std::string_view{};
        observe::log(level_of(level), "plugin_said", {{"plugin", table.manifest().id}, {"request", request}, {"message", text}});
    });
}

mortise_str last_error(void*) noexcept { return last_error_of_this_thread(); }

bool wanted(const Manifest& manifest, std::string_view extension) {
    const auto lists = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), extension) != ids.end();
    };
    return lists(manifest.extensions_required) || lists(manifest.extensions_optional);
}

}  // namespace

HostTable::HostTable(const Manifest& manifest, const std::vector<std::string>& grants, const storage::TableAccess& tables,
                     const boost::json::object& settings, const Services& services)
    : manifest_{manifest},
      tables_{tables},
      services_{services},
      settings_text_{boost::json::serialize(settings)},
      storage_{storage_extension(*this)},
      events_{events_extension(*this)},
      audit_{audit_extension(*this)},
      clock_{clock_extension(*this)},
      ids_{ids_extension(*this)},
      members_{members_extension(*this)},
      settings_{settings_extension(*this)},
      metrics_{metrics_extension(*this)},
      credentials_{credentials_extension(*this)},
      sessions_{sessions_extension(*this)},
      scheduler_{scheduler_extension(*this)} {
    host_ = {.struct_size = sizeof(mortise_host),
             .abi_minor = MORTISE_ABI_MINOR,
             .flags = 0,
             .ctx = this,
             .get_extension = get_extension,
             .log = write_log,
             .last_error = last_error};
    offer(grants);
}

void HostTable::offer(const std::vector<std::string>& grants) {
    const std::pair<const char*, const void*> all[] = {
        {MORTISE_EXT_STORAGE, &storage_},   {MORTISE_EXT_EVENTS, &events_},   {MORTISE_EXT_AUDIT, &audit_},
        {MORTISE_EXT_CLOCK, &clock_},       {MORTISE_EXT_IDS, &ids_},         {MORTISE_EXT_MEMBERS, &members_},
        {MORTISE_EXT_SETTINGS, &settings_}, {MORTISE_EXT_METRICS, &metrics_}, {MORTISE_EXT_CREDENTIALS, &credentials_},
        {MORTISE_EXT_SESSIONS, &sessions_}, {MORTISE_EXT_SCHEDULER, &scheduler_},
    };
    for (const auto& [id, table] : all) {
        const auto name = short_extension_name(id);
        const bool granted = !needs_grant(id) || std::find(grants.begin(), grants.end(), name) != grants.end();
        if (granted && wanted(manifest_, id)) offered_.emplace(id, table);
    }
}

HostTable& HostTable::of(void* ctx) {
    if (!ctx) throw HostFailure{MORTISE_E_INVALID, "ctx is null; pass the one of the table that the function is in"};
    return *static_cast<HostTable*>(ctx);
}

const void* HostTable::extension(std::string_view id) const noexcept {
    const auto found = offered_.find(id);
    return found == offered_.end() ? nullptr : found->second;
}

void HostTable::count(std::string_view name, std::uint64_t by) {
    {
        const std::lock_guard lock{counters_mutex_};
        if (!counters_.contains(name)) {
            if (counters_.size() == most_counters)
                throw HostFailure{MORTISE_E_LIMIT, "a plugin has at most " + std::to_string(most_counters) + " counters"};
            counters_.emplace(name);
        }
    }
    if (services_.count) services_.count(manifest_.id, name, by);
}

}  // namespace mortise::plugins
