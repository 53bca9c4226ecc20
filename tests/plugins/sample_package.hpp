// Packages of the small modules in tests/probe/modules, with the manifest that agrees with them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "plugins/manifest.hpp"
#include "temporary_folder.hpp"

namespace mortise::plugins {

inline std::string module_file(std::string_view name) {
    return std::string{MORTISE_BUILD_DIR} + "/test-modules/" + std::string{name} + ".so";
}

// Installs <folder>/<id>/<id>.so from the module of that name, or of another.
inline Manifest install_sample(const TemporaryFolder& folder, const std::string& id, std::string_view module = {}) {
    const auto package = folder / id;
    std::filesystem::create_directories(package);
    std::filesystem::copy_file(module_file(module.empty() ? id : module), package / (id + ".so"),
                               std::filesystem::copy_options::overwrite_existing);
    Manifest manifest;
    manifest.folder = package.string();
    manifest.file = (package / "plugin.yaml").string();
    manifest.id = id;
    manifest.version = "1.0.0";
    RouteSpec route;
    route.handler = "run";
    route.at = {manifest.file, 12, 3};
    route.path = "/" + id;
    manifest.routes.push_back(route);
    return manifest;
}

}  // namespace mortise::plugins
