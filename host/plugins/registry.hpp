// The plugins of one configuration: packages found, checked, loaded and started. Shared by the generations that use them.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/secrets.hpp"
#include "config/access_rules.hpp"
#include "config/settings.hpp"
#include "plugins/call.hpp"
#include "plugins/manifest.hpp"
#include "storage/migrations.hpp"

namespace mortise::plugins {

// What the host tables need of the host, for as long as any plugin lives.
struct Services {
    const accounts::Pepper* pepper = nullptr;
    config::SessionSettings sessions;
    std::string public_url;                                            // http://localhost:8080, for links between hosts
    std::function<void(std::string_view plugin, std::string_view name, std::uint64_t by)> count;   // metrics
};

// One loaded plugin.
class Plugin {
public:
    virtual ~Plugin() = default;
    virtual const Manifest& manifest() const = 0;
    virtual const storage::TableAccess& tables() const = 0;
    virtual const boost::json::object& settings() const = 0;
    virtual bool runs_schedules() const = 0;   // the operator granted that
    // Index of a handler by the name that the manifest's route has; checked at load.
    virtual std::uint32_t handler(std::string_view name) const = 0;
    // Runs the handler. Whatever it does wrong (throws, never answers, returns an error after or instead of an answer) becomes
    // a Problem in the output: 500, or what the host function said that failed (503, 504, 409, a rule's own refusal). The
    // cause of a 5xx goes to the log; nothing escapes. Events and cookie are there for an answer below 400 only. Concurrent.
    virtual CallOutput handle(std::uint32_t handler, const CallInput& input) = 0;
    // Hands it an event that its manifest subscribes to; as handle(), but that no answer is taken. Concurrent.
    virtual CallOutput on_event(const model::Event& event, const CallInput& input) = 0;
};

// Finds and checks the manifests of what is enabled: absent, duplicate, wrong ABI, missing `requires`, extension not granted,
// settings that break their schema. Nothing when `problems` got any. Runs no plugin code.
std::vector<Manifest> read_enabled(const config::PluginSettings& settings, config::Problems& problems);

// Whether the rules of access.yaml fit the permissions and routes of what is enabled: each permission has its rule, each rule of an
// enabled plugin its permission; `signed-in` for routes without {workspace} alone, { plan, roles } for those with it alone.
void check_access(const config::AccessRules& rules, const std::vector<Manifest>& manifests, config::Problems& problems);

// Loads the code of `manifests`, creates and starts in order of `requires`. Adds to `problems` what does not load or agree.
// The result is in the order of the configuration.
std::vector<std::shared_ptr<Plugin>> load_plugins(const config::PluginSettings& settings, std::vector<Manifest> manifests,
                                                  const Services& services, config::Problems& problems);

storage::MigrationSet migrations_of(const Manifest& manifest);

// Extensions that need a line in the operator's `grants`; by full name, mortise.sessions/1, or short, as grants name them.
bool needs_grant(std::string_view extension) noexcept;   // sessions, credentials, scheduler
// First-party pages are part of the product; those of others run with the page's powers only where the operator says so.
bool needs_web_grant(const Manifest& manifest) noexcept;

}  // namespace mortise::plugins
