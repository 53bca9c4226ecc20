#include "check/package_folder.hpp"

#include <vector>

#include "check/package.hpp"
#include "config/node.hpp"
#include "config/text.hpp"

namespace mortise::check {
namespace {

namespace fs = std::filesystem;

std::string id_in(const fs::path& manifest) {
    config::Problems problems;
    const auto document = config::read_yaml(manifest.string(), problems);
    const auto* const id = document ? document->find("id") : nullptr;
    if (!id || !config::is_identifier(id->scalar))
        throw NoPackage{manifest.string() + ": id is missing, or is none" + (problems.empty() ? "" : "\n" + problems.text())};
    return id->scalar;
}

// What came with the program, what `mortise plugin run` builds, and what CMake builds, also for several presets.
std::vector<fs::path> places_of_packages(const fs::path& source, const fs::path& shipped) {
    std::vector<fs::path> places{shipped, source / ".mortise/build/plugins", source / "build/plugins"};
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{source / "build", error}) places.push_back(entry.path() / "plugins");
    return places;
}

}  // namespace

PackageFolder find_package_folder(const fs::path& directory, const fs::path& shipped) {
    std::error_code error;
    auto folder = fs::absolute(directory).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    const auto here = fs::current_path(error);
    if (const auto near = folder.lexically_relative(here); folder != here && !near.empty() && *near.begin() != "..")
        folder = near;
    if (!fs::is_regular_file(folder / "plugin.yaml", error))
        throw NoPackage{folder.string() +
                        " holds no plugin: there is no plugin.yaml in it; name the folder of a package, or of its sources"};
    if (!fs::exists(folder / "CMakeLists.txt", error)) return {folder, {}};
    const auto id = id_in(folder / "plugin.yaml");
    fs::path newest;
    fs::file_time_type built{};
    for (const auto& place : places_of_packages(folder, shipped)) {
        const auto package = place / id;
        const auto at = fs::last_write_time(package / (id + ".so"), error);
        if (error || (!newest.empty() && at <= built)) continue;
        newest = package;
        built = at;
    }
    if (newest.empty())
        throw NoPackage{folder.string() +
                        " holds sources, but no package was built of them: there is neither .mortise/build/plugins/" + id +
                        " nor build/plugins/" + id + "; build it, with `mortise plugin run` or with CMake"};
    return {newest, folder};
}

}  // namespace mortise::check
