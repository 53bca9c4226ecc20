#include "plugins/registry_plugin.hpp"

#include <algorithm>
#include <stdexcept>

#include "observe/log.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"
#include "plugins/schema.hpp"

namespace mortise::plugins {
namespace {

boost::json::object complete_settings(const Manifest& manifest, const config::EnabledPlugin& enabled) {
    if (manifest.settings_schema.empty()) return enabled.settings;
    return Schema{manifest.settings_schema}.with_defaults(enabled.settings);
}

// A [control] function of the plugin; throws what it had to say when it fails.
template <class Function>
void control(Library& library, const char* what, const Function& function) {
    const std::lock_guard lock{library.control()};
    forget_last_error();
    std::string cause;
    try {
        const mortise_status status = function();
        if (status == MORTISE_OK) return;
        cause = "returned status " + std::to_string(status);
        if (const auto error = view_of(last_error_of_this_thread()); !error.empty()) cause.append(" (").append(error).append(")");
    } catch (const std::exception& error) {
        cause = std::string{"threw across the boundary: "} + error.what();
    } catch (...) {
        cause = "threw across the boundary something that is no std::exception";
    }
    throw std::runtime_error{std::string{what} + " " + cause};
}

}  // namespace

LoadedPlugin::LoadedPlugin(Manifest manifest, const config::EnabledPlugin& enabled, const Services& services, Library& library)
    : manifest_{std::move(manifest)},
      tables_{manifest_.id, manifest_.tables},
      settings_{complete_settings(manifest_, enabled)},
      library_{library},
      host_{manifest_, enabled.grants, tables_, settings_, services} {}

LoadedPlugin::~LoadedPlugin() {
    const auto& module = library_.module();
    try {
        if (started_ && module.stop) control(library_, "stop", [&] { return module.stop(instance_); });
    } catch (const std::exception& error) {
        observe::log(observe::Level::error, "plugin_failed", {{"plugin", manifest_.id}, {"cause", error.what()}});
    }
    try {
        if (created_) control(library_, "destroy", [&] { return module.destroy(instance_), MORTISE_OK; });
    } catch (const std::exception& error) {
        observe::log(observe::Level::error, "plugin_failed", {{"plugin", manifest_.id}, {"cause", error.what()}});
    }
}

void LoadedPlugin::create() {
    control(library_, "create", [&] { return library_.module().create(&host_.abi(), &instance_); });
    created_ = true;
}

void LoadedPlugin::start() {
    if (library_.module().start) control(library_, "start", [&] { return library_.module().start(instance_); });
    started_ = true;
}

std::uint32_t LoadedPlugin::handler(std::string_view name) const {
    const auto& handlers = library_.facts().handlers;
    const auto found = std::find(handlers.begin(), handlers.end(), name);
    if (found == handlers.end()) throw std::out_of_range{"plugin " + manifest_.id + " has no handler " + std::string{name}};
    return static_cast<std::uint32_t>(found - handlers.begin());
}

CallOutput LoadedPlugin::handle(std::uint32_t handler, const CallInput& input) {
    const Handler called{library_.module().handle, instance_, handler, library_.facts().handlers[handler]};
    return RunningCall::of_this_thread().run(called, host_, input);
}

CallOutput LoadedPlugin::on_event(const model::Event& event, const CallInput& input) {
    const Handler called{.instance = instance_, .name = "on_event", .listener = library_.module().on_event, .event = &event};
    return RunningCall::of_this_thread().run(called, host_, input);
}

}  // namespace mortise::plugins
