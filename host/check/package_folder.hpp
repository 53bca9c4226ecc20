// Where the package is that belongs to a folder that somebody names. For open_package().
#pragma once

#include <filesystem>

namespace mortise::check {

struct PackageFolder {
    std::filesystem::path package;  // with its name, which "." has not
    std::filesystem::path source;   // empty when `directory` was the package
};

// Throws NoPackage.
PackageFolder find_package_folder(const std::filesystem::path& directory, const std::filesystem::path& shipped);

}  // namespace mortise::check
