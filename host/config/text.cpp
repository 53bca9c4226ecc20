#include "config/text.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>

namespace mortise::config {

namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

// A whole number followed by one of `units`, multiplied; empty when it is none or does not fit into 62 bits.
template <std::size_t size>
std::optional<std::uint64_t> parse_with_unit(std::string_view text, const Unit (&units)[size]) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    const std::string_view unit{end, static_cast<std::size_t>(text.data() + text.size() - end)};
    for (const Unit& known : units)
        if (known.name == unit) {
            if (number > (std::uint64_t{1} << 62) / known.factor) return std::nullopt;
            return number * known.factor;
        }
    return std::nullopt;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

// Length of the UTF-8 sequence at the front of `text`; 0 when it is malformed, overlong, a surrogate or above U+10FFFF.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && byte(1) < 0xA0, surrogate = first == 0xED && byte(1) > 0x9F;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && byte(1) < 0x90, beyond = first == 0xF4 && byte(1) > 0x8F;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

}  // namespace

std::string quote(std::string_view text) { return "\"" + std::string{text} + "\""; }

std::string join(const std::vector<std::string>& words) {
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
    return joined;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    static constexpr Unit units[] = {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};
    const auto number = parse_with_unit(text, units);
    constexpr std::uint64_t century = std::uint64_t{100} * 366 * 24 * 3'600'000;
    if (!number || *number > century) return std::nullopt;
    return std::chrono::milliseconds{*number};
}

std::optional<std::size_t> parse_size(std::string_view text) {
    static constexpr Unit units[] = {{"B", 1}, {"KiB", 1024}, {"MiB", 1024 * 1024}, {"GiB", 1024 * 1024 * 1024}};
    return parse_with_unit(text, units);
}

std::optional<unsigned> parse_unsigned(std::string_view text, unsigned max) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > max) return std::nullopt;
    return number;
}

std::string closest(std::string_view written, const std::vector<std::string>& known) {
    std::string best;
    std::size_t best_distance = std::min<std::size_t>(3, written.size());  // a word is not made of nothing
    if (written.size() > 64) return best;
    for (const std::string& word : known)
        if (const std::size_t distance = edit_distance(written, word); distance < best_distance) {
            best = word;
            best_distance = distance;
        }
    return best;
}

std::string suggestion(std::string_view written, const std::vector<std::string>& known) {
    if (const std::string meant = closest(written, known); !meant.empty()) return "; did you mean " + quote(meant) + "?";
    return known.empty() ? "; remove it" : "; known are " + join(known);
}

std::optional<std::size_t> find_bad_character(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const auto byte = static_cast<unsigned char>(text[offset]);
        const bool control = (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
        const std::size_t length = control ? 0 : sequence_length(text.substr(offset));
        if (length == 0) return offset;
        offset += length;
    }
    return std::nullopt;
}

bool is_identifier(std::string_view text) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || text.size() > 64 || !lower(text.front()) || !(lower(text.back()) || digit(text.back()))) return false;
    return std::ranges::all_of(text, [&](char c) { return lower(c) || digit(c) || c == '.' || c == '-'; });
}

}  // namespace mortise::config
