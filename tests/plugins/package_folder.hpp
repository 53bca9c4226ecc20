// A folder of plugin packages that lives as long as a test, and problems as text with that folder's path taken out.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "config/problem.hpp"

namespace mortise::plugins::testing {

class PackageFolder {
public:
    PackageFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "mortise-packages-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder: " + pattern);
        path_ = pattern;
    }
    ~PackageFolder() { std::filesystem::remove_all(path_); }
    PackageFolder(const PackageFolder&) = delete;
    PackageFolder& operator=(const PackageFolder&) = delete;

    std::string path(const std::string& name = "") const { return name.empty() ? path_ : path_ + "/" + name; }

    // Makes the folders on the way, too.
    std::string write(const std::string& name, std::string_view text) const {
        std::filesystem::create_directories(std::filesystem::path{path(name)}.parent_path());
        std::ofstream{path(name), std::ios::binary} << text;
        return path(name);
    }

    // Every problem a line, with paths inside this folder relative to it.
    std::string text_of(const config::Problems& problems) const {
        std::string text = problems.text();
        for (auto at = text.find(path_ + "/"); at != std::string::npos; at = text.find(path_ + "/")) text.erase(at, path_.size() + 1);
        return text;
    }

private:
    std::string path_;
};

}  // namespace mortise::plugins::testing
