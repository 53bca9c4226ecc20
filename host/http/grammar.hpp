// The character classes of RFC 9110 and RFC 3986 that framing and translation rest on.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace mortise::http {

namespace grammar {

enum Class : unsigned char { token = 1, value = 2, target = 4, host = 8, digit = 16, hex = 32 };

consteval std::array<unsigned char, 256> make_classes() {
    std::array<unsigned char, 256> classes{};
    const auto add = [&](std::string_view chars, unsigned char to) {
        for (const char c : chars) classes[static_cast<unsigned char>(c)] |= to;
    };
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", digits = "0123456789";
    add(letters, token | target | host);
    add(digits, token | target | host | digit | hex);
    add("abcdefABCDEF", hex);
    add("!#$%&'*+-.^_`|~", token);
    add("-._~%!$&'()*+,;=:@/?", target);
    add("-._", host);
    for (int c = 0x20; c < 256; ++c)
        if (c != 0x7f) classes[c] |= value;
    classes['\t'] |= value;
    return classes;
}

inline constexpr auto classes = make_classes();

constexpr bool is(char c, Class kind) noexcept { return classes[static_cast<unsigned char>(c)] & kind; }
constexpr bool all(std::string_view text, Class kind) noexcept {
    return std::ranges::all_of(text, [kind](char c) { return is(c, kind); });
}

}  // namespace grammar

constexpr bool is_token(std::string_view text) noexcept { return !text.empty() && grammar::all(text, grammar::token); }
constexpr bool is_field_value(std::string_view text) noexcept { return grammar::all(text, grammar::value); }
constexpr bool is_digits(std::string_view text) noexcept { return !text.empty() && grammar::all(text, grammar::digit); }

constexpr char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
constexpr bool equal_ignoring_case(std::string_view left, std::string_view right) noexcept {
    return std::ranges::equal(left, right, {}, to_lower, to_lower);
}

// Without the spaces and tabs around it.
constexpr std::string_view trim(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Calls `visit` with each element of a comma-separated list, trimmed, empty ones too.
template <class Visit>
constexpr void for_each_element(std::string_view list, Visit visit) {
    for (;;) {
        const auto comma = list.find(',');
        visit(trim(list.substr(0, comma)));
        if (comma == std::string_view::npos) return;
        list.remove_prefix(comma + 1);
    }
}

}  // namespace mortise::http
