#include "plugins/registry.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "plugins/registry_plugin.hpp"

namespace mortise::plugins {
namespace {

constexpr std::string_view take_out = "; or take it out of plugins.enabled";

config::Position whole_file(const Manifest& manifest) { return {.file = manifest.file}; }

// Depth first through `requires`; what stands in a circle, or is not there, is a problem.
class Order {
public:
    Order(const std::vector<Manifest>& manifests, config::Problems& problems) : manifests_{manifests}, problems_{problems} {
        for (std::size_t i = 0; i < manifests.size(); ++i) index_.emplace(manifests[i].id, i);
        for (std::size_t i = 0; i < manifests.size(); ++i) visit(i);
    }
    const std::vector<std::size_t>& indices() const noexcept { return order_; }

private:
    void visit(std::size_t index) {
        const auto& manifest = manifests_[index];
        if (done_.contains(index)) return;
        if (!on_the_way_.insert(index).second) {
            problems_.add(whole_file(manifest),
                          "'" + manifest.id + "' requires itself by way of others; take one of them out of `requires`");
            return;
        }
        for (const auto& [id, version] : manifest.requires_plugins) {
            const auto required = index_.find(id);
            if (required != index_.end()) visit(required->second);
            else
                problems_.add(whole_file(manifest),
                              "'" + id + "' is required and not enabled; enable it" + std::string{take_out});
        }
        done_.insert(index);
        order_.push_back(index);
    }

    const std::vector<Manifest>& manifests_;
    config::Problems& problems_;
    std::map<std::string_view, std::size_t> index_;
    std::set<std::size_t> on_the_way_, done_;
    std::vector<std::size_t> order_;
};

const config::EnabledPlugin& enabled_as(const config::PluginSettings& settings, const std::string& id) {
    static const config::EnabledPlugin as_it_comes;
    const auto found =
        std::find_if(settings.enabled.begin(), settings.enabled.end(), [&](const auto& plugin) { return plugin.id == id; });
    return found == settings.enabled.end() ? as_it_comes : *found;
}

// All of them verified and tried out, side by side, before the first is loaded; null where that failed.
std::vector<std::unique_ptr<LibraryLoad>> try_out(const std::vector<Manifest>& manifests, config::Problems& problems) {
    std::vector<std::unique_ptr<LibraryLoad>> loads;
    for (const auto& manifest : manifests) {
        loads.emplace_back();
        try {
            loads.back() = std::make_unique<LibraryLoad>(manifest.folder, manifest.id);
        } catch (const LibraryError& error) {
            problems.add(whole_file(manifest), error.what());
        }
    }
    for (std::size_t i = 0; i < loads.size(); ++i) {
        try {
            if (loads[i]) check_agreement(manifests[i], loads[i]->facts(), loads[i]->path(), problems);
        } catch (const LibraryError& error) {
            problems.add(whole_file(manifests[i]), error.what());
        }
    }
    return loads;
}

void destroy_in_reverse(std::vector<std::shared_ptr<LoadedPlugin>>& plugins, const std::vector<std::size_t>& order) {
    for (auto index = order.rbegin(); index != order.rend(); ++index) plugins[*index].reset();
}

}  // namespace

std::vector<std::shared_ptr<Plugin>> load_plugins(const config::PluginSettings& settings, std::vector<Manifest> manifests,
                                                  const Services& services, config::Problems& problems) {
    config::Problems found;
    const Order order{manifests, found};
    auto loads = try_out(manifests, found);
    std::vector<std::shared_ptr<LoadedPlugin>> plugins(manifests.size());
    std::size_t current = 0;
    try {
        for (const auto index : order.indices()) {
            if (!found.empty()) break;
            current = index;
            const auto& enabled = enabled_as(settings, manifests[index].id);
            auto& library = loads[index]->finish();
            plugins[index] = std::make_shared<LoadedPlugin>(manifests[index], enabled, services, library);
            plugins[index]->create();
        }
        for (const auto index : order.indices()) {
            if (!found.empty()) break;
            current = index;
            plugins[index]->start();
        }
    } catch (const std::exception& error) {
        found.add(whole_file(manifests[current]), "the plugin does not start: " + std::string{error.what()} +
                                                      "; see the log for what it says" + std::string{take_out});
    }
    if (!found.empty()) {
        for (const auto& problem : found.all()) problems.add(problem.at, problem.text);
        destroy_in_reverse(plugins, order.indices());
        return {};
    }
    return {plugins.begin(), plugins.end()};
}

}  // namespace mortise::plugins
