// What a plugin hands in, checked before it is read.
#pragma once

#include <mortise/testing/internal/failure.hpp>
#include <mortise/testing/internal/utf8.hpp>
#include <mortise/text.hpp>

#include <algorithm>
#include <cstring>

namespace mortise::inline v1_0::testing::internal {

// MORTISE_E_INVALID when it points nowhere, MORTISE_E_LIMIT when it is too long.
inline std::string_view text_argument(const mortise_str& text, const char* what, std::uint64_t longest) {
    if (!text.data && text.size != 0) throw Failure{MORTISE_E_INVALID, std::string{what} + " has a size and no bytes"};
    if (text.size > longest)
        throw Failure{MORTISE_E_LIMIT, std::string{what} + " is longer than " + std::to_string(longest) + " bytes"};
    return from_abi(text);
}

// As above, UTF-8 without NUL, of at most `longest` characters.
inline std::string_view words_argument(const mortise_str& text, const char* what, std::uint64_t longest) {
    const auto words = text_argument(text, what, 4 * longest);
    const auto characters = characters_of(words);
    if (!characters) throw Failure{MORTISE_E_INVALID, std::string{what} + " is not UTF-8 text without NUL"};
    if (*characters > longest)
        throw Failure{MORTISE_E_LIMIT, std::string{what} + " is longer than " + std::to_string(longest) + " characters"};
    return words;
}

inline bool is_id(std::string_view text) noexcept {
    return text.size() == 24 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Members are whole multiples of eight bytes; texts cut in two read as absent.
constexpr std::uint64_t covered(std::uint64_t struct_size, std::uint64_t known) noexcept {
    return std::min(struct_size, known) & ~std::uint64_t{7};
}

// As much of a plugin's struct as its struct_size covers; the rest is zero.
template <class Struct>
Struct struct_argument(const Struct* given, const char* what) {
    if (!given || given->struct_size < sizeof given->struct_size)
        throw Failure{MORTISE_E_INVALID, std::string{what} + " is null, or its struct_size is not set"};
    Struct copy{};
    std::memcpy(static_cast<void*>(&copy), given, covered(given->struct_size, sizeof copy));
    return copy;
}

// Fills as much of a plugin's struct as its struct_size covers.
template <class Struct>
void fill_struct(Struct* wanted, const Struct& value, const char* what) {
    constexpr auto first = sizeof wanted->struct_size;
    if (!wanted || wanted->struct_size < first)
        throw Failure{MORTISE_E_INVALID, std::string{what} + " is null, or its struct_size is not set"};
    std::memcpy(reinterpret_cast<char*>(wanted) + first, reinterpret_cast<const char*>(&value) + first,
                covered(wanted->struct_size, sizeof value) - first);
}

}  // namespace mortise::inline v1_0::testing::internal
