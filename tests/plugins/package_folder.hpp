// A folder of plugin packages, and problems as text with that folder's path taken out.
#pragma once

#include "config/problem.hpp"
#include "temporary_folder.hpp"

namespace mortise::plugins::test {

class PackageFolder {
public:
    std::string path(const std::string& name = "") const {
        return name.empty() ? folder_.path().string() : (folder_ / name).string();
    }

    // Makes the folders on the way, too.
    std::string write(const std::string& name, std::string_view text) const {
        std::filesystem::create_directories((folder_ / name).parent_path());
        folder_.write(name, text);
        return path(name);
    }

    // Every problem a line.
    std::string text_of(const config::Problems& problems) const {
        const std::string prefix = path() + "/";
        std::string text = problems.text();
        for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) text.erase(at, prefix.size());
        return text;
    }

private:
    TemporaryFolder folder_;
};

}  // namespace mortise::plugins::test
