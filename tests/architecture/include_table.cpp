#include "architecture/include_table.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <utility>

namespace mortise::architecture {
namespace {

// Headers of the platform that are no C++ standard headers. Those have neither a dot nor a slash in their name.
constexpr std::array platform_folders{"arpa/", "linux/", "net/", "netinet/", "sys/"};
constexpr std::array platform_headers{"dirent.h", "dlfcn.h", "elf.h",     "errno.h",  "fcntl.h",  "limits.h", "link.h", "malloc.h",
                                      "netdb.h",  "poll.h",  "pthread.h", "sched.h",  "signal.h", "spawn.h",  "stddef.h",
                                      "stdint.h", "stdio.h", "stdlib.h",  "string.h", "termios.h", "time.h", "unistd.h"};

bool starts_with_any(std::string_view text, const auto& beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return text.starts_with(beginning); });
}

bool is_standard(std::string_view header) {
    const bool cxx = header.find_first_of("./") == std::string_view::npos;
    return cxx || starts_with_any(header, platform_folders) ||
           std::ranges::find(platform_headers, header) != platform_headers.end();
}

const Library* library_of(std::string_view header) {
    for (const auto& library : libraries())
        if (starts_with_any(header, library.headers)) return &library;
    return nullptr;
}

const Room* room_of(std::string_view file) {
    for (const auto& room : rooms())
        if (file.starts_with(room.path)) return &room;
    return nullptr;
}

// The name between the quotes or brackets of an include directive.
struct Include {
    std::string name;
    bool quoted = false;
};

std::optional<Include> include_of(std::string_view line) {
    const auto skip = [&](std::string_view characters) {
        line.remove_prefix(std::min(line.find_first_not_of(characters), line.size()));
    };
    skip(" \t");
    if (!line.starts_with('#')) return std::nullopt;
    line.remove_prefix(1);
    skip(" \t");
    if (!line.starts_with("include")) return std::nullopt;
    line.remove_prefix(7);
    skip(" \t");
    if (line.empty()) return std::nullopt;
    const bool quoted = line.front() == '"';
    const auto end = line.find(quoted ? '"' : '>', 1);
    return Include{std::string{line.substr(1, end == std::string_view::npos ? end : end - 1)}, quoted};
}

std::optional<std::string> objection(const Room& room, const std::string& file, const Include& include,
                                     const std::filesystem::path& tree) {
    const auto folder = std::filesystem::path{file}.parent_path();
    if (!include.quoted && is_standard(include.name)) {
        const bool c_only = room.path == "sdk/include/mortise/abi/";
        if (!c_only || include.name == "stdint.h" || include.name == "stddef.h") return std::nullopt;
        return "the binary boundary includes <stdint.h> and <stddef.h> alone";
    }
    if (const auto* library = include.quoted ? nullptr : library_of(include.name)) {
        if (std::ranges::find(room.third_party, library->name) != room.third_party.end()) return std::nullopt;
        return std::string{library->name} + " has another door";
    }
    if (starts_with_any(include.name, room.project)) return std::nullopt;
    const bool of_a_plugin = file.starts_with("plugins/") || file.starts_with("sdk/templates/");
    if (include.quoted && include.name.find("..") == std::string::npos && of_a_plugin &&
        std::filesystem::exists(tree / folder / include.name))
        return std::nullopt;
    return "the include table of " + std::string{room.path} + " does not name it";
}

void check_file(const std::filesystem::path& tree, const std::string& file, std::vector<Violation>& violations) {
    const auto* room = room_of(file);
    if (!room) {
        violations.push_back({file, 0, "no room of the include table holds this file"});
        return;
    }
    std::filesystem::path header{file};
    header.replace_extension(".hpp");
    std::string own_header;
    if (file.ends_with(".cpp") && file.starts_with("host/") && std::filesystem::exists(tree / header))
        own_header = header.lexically_relative("host").generic_string();

    std::ifstream input{tree / file};
    int number = 0;
    bool first = true;
    for (std::string line; std::getline(input, line);) {
        ++number;
        const auto include = include_of(line);
        if (!include) continue;
        if (const auto text = objection(*room, file, *include, tree))
            violations.push_back({file, number, include->name + ": " + *text});
        if (std::exchange(first, false) && !own_header.empty() && include->name != own_header)
            violations.push_back({file, number, "the first include is not " + own_header});
    }
}

}  // namespace

std::vector<Violation> check_includes(const std::filesystem::path& tree) {
    constexpr std::array kinds{".c", ".cpp", ".h", ".hpp"};
    std::vector<std::string> files;
    for (const auto* top : {"sdk", "host", "plugins"}) {
        if (!std::filesystem::exists(tree / top)) continue;
        for (auto entry = std::filesystem::recursive_directory_iterator{tree / top};
             entry != std::filesystem::recursive_directory_iterator{}; ++entry) {
            if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();
            else if (entry->is_regular_file() && std::ranges::find(kinds, entry->path().extension()) != kinds.end())
                files.push_back(entry->path().lexically_relative(tree).generic_string());
        }
    }
    std::ranges::sort(files);
    std::vector<Violation> violations;
    for (const auto& file : files) check_file(tree, file, violations);
    return violations;
}

}  // namespace mortise::architecture
