#include "config/locations.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "config/overrides.hpp"
#include "config/text.hpp"

namespace mortise::config {

namespace fs = std::filesystem;

Locations::Locations(const std::string& file, Problems& problems)
    : folder_{fs::absolute(file).parent_path().string()}, problems_{problems} {}

std::string Locations::path(const Node& node, std::string_view written) const {
    const fs::path base = from_override(node.at) ? fs::current_path() : fs::path{folder_};
    return (base / written).lexically_normal().string();
}

std::optional<std::string> Locations::existing_file(const Node& node, std::string_view written) const {
    std::string file = path(node, written);
    std::error_code error;
    if (fs::is_regular_file(file, error)) return file;
    problems_.add(node.at, "no file " + file + "; check the path");
    return std::nullopt;
}

std::optional<std::string> Locations::referenced(const Node& node, std::string_view reference) const {
    if (reference.starts_with("env:")) {
        const std::string name{reference.substr(4)};
        if (const char* value = std::getenv(name.c_str()); value && *value) return std::string{value};
        problems_.add(node.at, "the environment variable " + quote(name) + " is not set; set it before the start");
        return std::nullopt;
    }
    if (!reference.starts_with("file:")) {
        problems_.add(node.at, "unknown reference " + quote(reference) + "; write ${file:PATH} or ${env:NAME}");
        return std::nullopt;
    }
    const auto file = existing_file(node, reference.substr(5));
    if (!file) return std::nullopt;
    constexpr std::size_t max_bytes = 16 * 1024;
    std::string text(max_bytes + 1, '\0');
    std::ifstream stream{*file, std::ios::binary};
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    if (!text.empty() && text.size() <= max_bytes) return text;
    problems_.add(node.at, "the file " + *file + " is empty, unreadable or larger than 16 KiB; check it and its permissions");
    return std::nullopt;
}

std::optional<std::string> Locations::secret(const Node& node) const {
    std::string secret;
    std::string_view rest = node.scalar;
    while (true) {
        const auto begin = rest.find("${");
        secret += rest.substr(0, begin);
        if (begin == std::string_view::npos) return secret;
        const auto end = rest.find('}', begin);
        if (end == std::string_view::npos) {
            problems_.add(node.at, "a reference is not closed; write ${file:PATH} or ${env:NAME}");
            return std::nullopt;
        }
        const auto value = referenced(node, rest.substr(begin + 2, end - begin - 2));
        if (!value) return std::nullopt;
        secret += *value;
        rest.remove_prefix(end + 1);
    }
}

std::optional<std::string> Locations::database_url(const Node& node) const {
    const auto url = secret(node);
    if (!url) return std::nullopt;
    constexpr std::string_view sqlite = "sqlite:";
    if (url->starts_with(sqlite) && url->size() > sqlite.size())
        return std::string{sqlite} + path(node, std::string_view{*url}.substr(sqlite.size()));
    if (url->starts_with("postgresql://")) return url;
    problems_.add(node.at, "database.url must be sqlite:PATH or postgresql://user@host/name");
    return std::nullopt;
}

}  // namespace mortise::config
