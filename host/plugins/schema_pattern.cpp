#include "plugins/schema_pattern.hpp"

#include <algorithm>

namespace mortise::plugins {

namespace {

constexpr std::size_t longest_pattern = 100;
constexpr std::size_t longest_text = 256;  // where a repetition is endless
constexpr std::ptrdiff_t most_repetitions = 2;

bool refers_back(std::string_view pattern) {
    for (auto slash = pattern.find('\\'); slash != std::string_view::npos; slash = pattern.find('\\', slash + 2))
        if (slash + 1 < pattern.size() && pattern[slash + 1] >= '0' && pattern[slash + 1] <= '9') return true;
    return false;
}

bool repeats_without_end(std::string_view pattern) {
    return pattern.find_first_of("*+") != std::string_view::npos || pattern.find(",}") != std::string_view::npos;
}

}  // namespace

std::string pattern_problem(std::string_view pattern, std::optional<std::size_t> max_length) {
    if (pattern.size() > longest_pattern) return "pattern must have at most 100 characters";
    if (pattern.find_first_of("()|") != std::string_view::npos)
        return "pattern must do without groups and alternatives; write character classes like [0-9a-f.]";
    if (refers_back(pattern)) return "pattern must do without back references";
    if (repeats_without_end(pattern) && max_length.value_or(longest_text + 1) > longest_text)
        return "pattern repeats without end; put a maxLength of at most 256 beside it";
    // A search that may begin anywhere counts as one more.
    const auto repetitions =
        std::ranges::count_if(pattern, [](char c) { return std::string_view{"*+?{"}.find(c) != std::string_view::npos; });
    if (repetitions + (pattern.starts_with('^') ? 0 : 1) > most_repetitions)
        return "pattern must do with two repetitions, or with one where it does not begin with ^";
    try {
        compile_pattern(pattern);
    } catch (const std::regex_error& error) {
        return std::string{"pattern is no regular expression: "} + error.what();
    }
    return {};
}

std::regex compile_pattern(std::string_view pattern) {
    return std::regex{pattern.begin(), pattern.end(), std::regex::ECMAScript | std::regex::optimize};
}

}  // namespace mortise::plugins
