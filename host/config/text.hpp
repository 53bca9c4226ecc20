// Small readings of text that the configuration's files share: durations, sizes, versions of what was meant. For Cursor and the
// readers built on it; everything is a pure function.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::config {

std::string quote(std::string_view text);                 // "text", for messages
std::string join(const std::vector<std::string>& words);  // a, b, c

// 500ms 2s 15m 12h; a number without a unit is none.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
// 512B 16KiB 1MiB 1GiB; a number without a unit is none.
std::optional<std::size_t> parse_size(std::string_view text);
// Decimal digits alone, up to `max`.
std::optional<unsigned> parse_unsigned(std::string_view text, unsigned max);

// The word of `known` that somebody who wrote `written` may have meant: at most two edits away. Empty when there is none.
std::string closest(std::string_view written, const std::vector<std::string>& known);
// `; did you mean "listen"?`, or `; known are a, b, c`.
std::string suggestion(std::string_view written, const std::vector<std::string>& known);

// Offset of the first byte that is not part of valid UTF-8, or is a control character other than tab and line ends.
std::optional<std::size_t> find_bad_character(std::string_view text);

// [a-z][a-z0-9.-]*, not ending in a dot or hyphen: ids of plugins, names of permissions, events and handlers.
bool is_identifier(std::string_view text);

}  // namespace mortise::config
