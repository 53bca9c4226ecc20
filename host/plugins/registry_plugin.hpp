// One plugin in memory: its library, its instance, and the host as it sees it. Made by registry.cpp, in lifecycle order.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plugins/host_table.hpp"
#include "plugins/library.hpp"

namespace mortise::plugins {

class LoadedPlugin final : public Plugin {
public:
    LoadedPlugin(Manifest manifest, const config::EnabledPlugin& enabled, const Services& services, Library& library);
    // Stops and destroys the instance. REQUIRES: no handle() is running.
    ~LoadedPlugin() override;

    // Both throw std::runtime_error with what the plugin had to say. [control]
    void create();
    void start();

    const Manifest& manifest() const override { return manifest_; }
    const storage::TableAccess& tables() const override { return tables_; }
    const boost::json::object& settings() const override { return settings_; }
    bool runs_schedules() const override { return host_.extension(MORTISE_EXT_SCHEDULER) != nullptr; }
    std::uint32_t handler(std::string_view name) const override;
    CallOutput handle(std::uint32_t handler, const CallInput& input) override;
    CallOutput on_event(const model::Event& event, const CallInput& input) override;

private:
    const Manifest manifest_;
    const storage::TableAccess tables_;
    const boost::json::object settings_;
    Library& library_;
    HostTable host_;
    void* instance_ = nullptr;
    bool created_ = false, started_ = false;
};

// What the library says about itself that plugin.yaml does not, and the other way round.
void check_agreement(const Manifest& manifest, const ModuleFacts& facts, const std::string& library, config::Problems& problems);

}  // namespace mortise::plugins
