// Text at the boundary, and text for searching. Plugins meet std::string_view everywhere; only the SDK meets mortise_str.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/version.hpp>

#include <string>
#include <string_view>

namespace mortise::inline v1_0 {

constexpr mortise_str to_abi(std::string_view text) noexcept { return {text.data(), text.size()}; }
constexpr std::string_view from_abi(mortise_str text) noexcept {
    return text.data ? std::string_view{text.data, static_cast<std::size_t>(text.size)} : std::string_view{};
}

// Lower case for search, as the host's *_folded and sort_* columns have it: ASCII and Latin-1 letters, umlauts among them.
inline std::string fold(std::string_view text) {
    std::string folded{text};
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const auto byte = static_cast<unsigned char>(folded[i]);
        if (byte >= 'A' && byte <= 'Z') {
            folded[i] = static_cast<char>(byte + 32);
        } else if (byte == 0xC3 && i + 1 < folded.size()) {   // U+00C0 to U+00FF
            const auto next = static_cast<unsigned char>(folded[++i]);
            if (next >= 0x80 && next <= 0x9E && next != 0x97) folded[i] = static_cast<char>(next + 32);
        }
    }
    return folded;
}

// LIKE patterns for "begins with `text`" and "contains `text`", whatever wildcards it holds. The statement must say ESCAPE '!'.
inline std::string starts_pattern(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c;
    }
    return pattern += '%';
}
inline std::string contains_pattern(std::string_view text) { return '%' + starts_pattern(text); }

}  // namespace mortise::inline v1_0
