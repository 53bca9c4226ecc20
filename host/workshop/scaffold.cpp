#include "workshop/scaffold.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "workshop/refused.hpp"
#include "workshop/templates.hpp"

namespace mortise::workshop {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_id = 50;  // its tables and elements have names of 64 characters at most

bool is_label(std::string_view text) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && lower(text.front()) && text.back() != '-' && text.find("--") == std::string_view::npos &&
           std::ranges::all_of(text, [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_third_party_id(std::string_view id) {
    if (id.find('.') == std::string_view::npos || id.size() > longest_id) return false;
    while (true) {
        const auto dot = id.find('.');
        if (!is_label(id.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        id.remove_prefix(dot + 1);
    }
}

std::string with(std::string text, std::string_view from, char to) {
    std::ranges::replace_if(
        text, [&](char c) { return from.find(c) != std::string_view::npos; }, to);
    return text;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string title_of(const std::string& name) {
    auto title = with(name, "-", ' ');
    title.front() = upper(title.front());
    return title;
}

std::string class_of(std::string_view name) {
    std::string made;
    bool begins = true;
    for (const char c : name) {
        if (c != '-') made += begins ? upper(c) : c;
        begins = c == '-';
    }
    return made;
}

using Replacements = std::array<std::pair<std::string_view, std::string>, 8>;

// What the sample in sdk/templates is called, and what the author's plugin is.
Replacements replacements_for(const std::string& id) {
    const auto name = short_name(id);
    return {{{"com.example.scaffold", id},
             {"com_example_scaffold", with(id, ".-", '_')},
             {"com-example-scaffold", with(id, ".", '-')},
             {"ScaffoldVendor", id.substr(0, id.rfind('.'))},
             {"ScaffoldTitle", title_of(name)},
             {"ScaffoldPlugin", class_of(name)},
             {"scaffold_plugin", with(name, "-", '_')},
             {"scaffold-plugin", name}}};
}

// In one pass: what was put in is not looked at again, whatever the author's names are.
std::string replaced(std::string_view text, const Replacements& replacements) {
    std::string result;
    while (!text.empty()) {
        const auto found = std::ranges::find_if(replacements, [&](const auto& entry) { return text.starts_with(entry.first); });
        result += found == replacements.end() ? std::string{text.front()} : found->second;
        text.remove_prefix(found == replacements.end() ? 1 : found->first.size());
    }
    return result;
}

std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/')); }

}  // namespace

std::vector<std::string> languages() {
    std::vector<std::string> found;
    for (const auto& file : templates()) {
        const auto folder = first_part(file.path);
        const bool language = folder != "common" && folder != "config";
        if (language && (found.empty() || found.back() != folder)) found.emplace_back(folder);
    }
    return found;
}

std::string short_name(std::string_view id) {
    if (!is_third_party_id(id))
        throw Refused{
            "'" + std::string{id} +
            "' is no name for a plugin; put a domain of yours in front, backwards, like com.example.stand-up: lower-case "
            "letters, digits and hyphens between dots, " +
            std::to_string(longest_id) + " characters at most"};
    return std::string{id.substr(id.rfind('.') + 1)};
}

std::vector<ScaffoldFile> scaffold(std::string_view id, std::string_view language) {
    const auto replacements = replacements_for(std::string{id});
    std::vector<ScaffoldFile> files;
    for (const auto& file : templates()) {
        const auto folder = first_part(file.path);
        if (folder == "common" || folder == language)
            files.push_back({replaced(file.path.substr(folder.size() + 1), replacements), replaced(file.text, replacements)});
    }
    return files;
}

void write_scaffold(const std::vector<ScaffoldFile>& files, const fs::path& folder) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(folder, error)))
        throw Refused{folder.string() +
                      " is there already, and nothing in it was changed; choose another place with --directory"};
    for (const auto& file : files) {
        const auto path = folder / file.path;
        fs::create_directories(path.parent_path(), error);
        std::ofstream out{path};
        out << file.text;
        if (!out.flush()) throw Refused{path.string() + " cannot be written; choose another place with --directory"};
    }
}

}  // namespace mortise::workshop
