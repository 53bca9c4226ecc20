// Regular expressions of a schema. std::regex runs back and forth and recurses for each character, so only what stays quick on
// the worst text is let through: no groups, alternatives or back references, few repetitions, and a bound where one is endless.
#pragma once

#include <optional>
#include <regex>
#include <string>
#include <string_view>

namespace mortise::plugins {

// Why the pattern is refused beside that maxLength; empty when it may be used.
std::string pattern_problem(std::string_view pattern, std::optional<std::size_t> max_length);

// REQUIRES: pattern_problem() found none.
std::regex compile_pattern(std::string_view pattern);

}  // namespace mortise::plugins
