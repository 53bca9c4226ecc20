#include <algorithm>
#include <boost/json/parse.hpp>
#include <map>
#include <regex>

#include "accounts/secrets.hpp"
#include "check/static_rules.hpp"

namespace mortise::check {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t hash_digits = 64;

// `HASH  NAME`, or `HASH *NAME`, a line. Lines of another form are findings.
std::map<std::string, std::string> read_sums(const std::string& text, const config::Position& at,
                                             std::vector<Finding>& findings) {
    std::map<std::string, std::string> sums;
    int number = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        ++number;
        const config::Position here{at.file, number, 1};
        if (line.size() < hash_digits + 3 || line[hash_digits] != ' ')
            findings.push_back({here, "is no line of a hash and a name"});
        else if (!sums.emplace(line.substr(hash_digits + 2), line.substr(0, hash_digits)).second)
            findings.push_back({here, "names " + std::string{line.substr(hash_digits + 2)} + " again"});
    }
    return sums;
}

std::vector<std::string> keys_of(const fs::path& file) {
    std::vector<std::string> keys;
    const auto texts = json::parse(read_bytes(file));
    for (const auto& [key, text] : texts.as_object()) keys.emplace_back(key);
    std::ranges::sort(keys);
    return keys;
}

// Modules named by their place beside the one that imports them; the others are the host's.
std::vector<std::string> imports_of(const std::string& script) {
    static const std::regex import{R"re((?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]*)['"])re"};
    std::vector<std::string> names;
    for (std::sregex_iterator at{script.begin(), script.end(), import}, end; at != end; ++at) names.push_back((*at)[1]);
    return names;
}

}  // namespace

// What the package has a copy of; whether the library is of the code beside it cannot be told.
std::vector<Finding> is_of_the_sources(const Question& question) {
    const auto& package = question.package;
    if (package.source.empty()) return {};
    std::vector<Finding> findings;
    for (const auto* part : {"plugin.yaml", "README.md", "web", "locales", "migrations"}) {
        std::vector<fs::path> files;
        if (fs::is_regular_file(package.source / part)) files.push_back(package.source / part);
        if (fs::is_directory(package.source / part))
            for (const auto& entry : fs::recursive_directory_iterator{package.source / part})
                if (entry.is_regular_file()) files.push_back(entry.path());
        std::ranges::sort(files);
        for (const auto& file : files) {
            const auto copy = package.folder / file.lexically_relative(package.source);
            if (!fs::is_regular_file(copy) || read_bytes(copy) != read_bytes(file))
                findings.push_back({{file.string()}, "is not so in the package, which was built earlier"});
        }
    }
    return findings;
}

std::vector<Finding> sums_are_right(const Question& question) {
    const auto& folder = question.package.folder;
    const config::Position at{(folder / "SHA256SUMS").string()};
    if (!fs::is_regular_file(at.file)) return {{at, "is not there"}};
    std::vector<Finding> findings;
    auto sums = read_sums(read_bytes(at.file), at, findings);
    for (const auto& name : files_of(folder)) {
        const auto stated = sums.find(name);
        if (stated == sums.end()) findings.push_back({at, "does not name " + name});
        else if (stated->second != accounts::sha256_hex(read_bytes(folder / name)))
            findings.push_back({{(folder / name).string()}, "has another SHA-256 than SHA256SUMS states"});
        if (stated != sums.end()) sums.erase(stated);
    }
    for (const auto& [name, hash] : sums) findings.push_back({at, "names " + name + ", which is not there"});
    return findings;
}

std::vector<Finding> locales_agree(const Question& question) {
    const auto& package = question.package;
    if (!fs::exists(package.folder / "locales")) return {};
    std::vector<Finding> findings;
    std::map<std::string, std::vector<std::string>> keys;
    for (const auto* language : {"en", "de"}) {
        const auto name = std::string{"locales/"} + language + ".json";
        try {
            keys[name] = keys_of(package.folder / name);
        } catch (const std::exception& error) {
            findings.push_back({package.position(name), std::string{"is no JSON object of texts: "} + error.what()});
        }
    }
    if (!findings.empty()) return findings;
    for (const auto& [name, own] : keys)
        for (const auto& [other, others] : keys)
            for (const auto& key : others)
                if (!std::ranges::binary_search(own, key))
                    findings.push_back({package.position(name), "lacks " + key + ", which " + other + " has"});
    return findings;
}

std::vector<Finding> modules_are_there(const Question& question) {
    const auto& package = question.package;
    std::vector<Finding> findings;
    for (const auto& name : files_of(package.folder)) {
        if (!name.starts_with("web/") || !name.ends_with(".js")) continue;
        for (const auto& imported : imports_of(read_bytes(package.folder / name))) {
            const auto meant = (fs::path{name}.parent_path() / imported).lexically_normal().generic_string();
            if (!meant.starts_with("web/") || !fs::is_regular_file(package.folder / meant))
                findings.push_back({package.position(name), "imports " + imported + ", which is not in the package"});
        }
    }
    return findings;
}

std::vector<Finding> has_readme(const Question& question) {
    const auto file = question.package.folder / "README.md";
    if (fs::is_regular_file(file) && fs::file_size(file) > 0) return {};
    return {{question.package.position("README.md"), fs::exists(file) ? "is empty" : "is not there"}};
}

}  // namespace mortise::check
