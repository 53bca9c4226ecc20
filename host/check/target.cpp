#include "check/target.hpp"

#include <algorithm>

#include "config/text.hpp"

namespace mortise::check {
namespace {

const std::vector<Target>& systems() {
    static const std::vector<Target> table{
        {"debian-11", "2.31", "3.4.28", "1.3.12"},    {"debian-12", "2.36", "3.4.30", "1.3.13"},
        {"debian-13", "2.41", "3.4.33", "1.3.15"},    {"ubuntu-22.04", "2.35", "3.4.30", "1.3.13"},
        {"ubuntu-24.04", "2.39", "3.4.33", "1.3.15"},
    };
    return table;
}

// Numbers between dots; empty when it is something else.
std::vector<unsigned> numbers_in(std::string_view version) {
    std::vector<unsigned> numbers;
    while (true) {
        const auto dot = version.find('.');
        const auto number = config::parse_unsigned(version.substr(0, dot), 999'999);
        if (!number) return {};
        numbers.push_back(*number);
        if (dot == std::string_view::npos) return numbers;
        version.remove_prefix(dot + 1);
    }
}

std::string* member_of(Target& target, std::string_view name) {
    if (name == "glibc") return &target.glibc;
    if (name == "glibcxx") return &target.glibcxx;
    return name == "cxxabi" ? &target.cxxabi : nullptr;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
    const auto known = std::ranges::find(systems(), text, &Target::name);
    if (known != systems().end()) return *known;
    Target target{std::string{text}, {}, {}, {}};
    for (auto rest = text; !rest.empty();) {
        const auto part = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        const auto equals = part.find('=');
        auto* const member = equals == std::string_view::npos ? nullptr : member_of(target, part.substr(0, equals));
        if (!member || numbers_in(part.substr(equals + 1)).empty()) return std::nullopt;
        *member = part.substr(equals + 1);
    }
    if (text.empty()) return std::nullopt;
    return target;
}

std::vector<std::string> known_targets() {
    std::vector<std::string> names;
    for (const auto& system : systems()) names.push_back(system.name);
    return names;
}

bool is_newer(std::string_view version, std::string_view than) {
    return numbers_in(version.substr(version.find('_') + 1)) > numbers_in(than.substr(than.find('_') + 1));
}

bool is_beyond(const Target& target, std::string_view version) {
    const std::pair<std::string_view, std::string_view> kinds[] = {
        {"GLIBC_", target.glibc}, {"GLIBCXX_", target.glibcxx}, {"CXXABI_", target.cxxabi}};
    for (const auto& [prefix, newest] : kinds)
        if (!newest.empty() && version.starts_with(prefix)) return numbers_in(version.substr(prefix.size())) > numbers_in(newest);
    return false;
}

}  // namespace mortise::check
