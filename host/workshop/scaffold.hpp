// A new plugin, to begin from: the templates, with the author's names in place of the sample's.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::workshop {

struct ScaffoldFile {
    std::filesystem::path path;  // within the plugin's folder
    std::string text;
};

// Languages that there are templates for: c, c++, ...
std::vector<std::string> languages();

// The last part of a plugin's id: stand-up of com.example.stand-up. Throws Refused when it is no id for a third party's plugin.
std::string short_name(std::string_view id);

// REQUIRES: `language` is one of languages(). Throws Refused as short_name does.
std::vector<ScaffoldFile> scaffold(std::string_view id, std::string_view language);

// Throws Refused when `folder` exists, or cannot be written.
void write_scaffold(const std::vector<ScaffoldFile>& files, const std::filesystem::path& folder);

}  // namespace mortise::workshop
