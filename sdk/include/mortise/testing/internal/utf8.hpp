// Characters of UTF-8.
#pragma once

#include <mortise/version.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace mortise::inline v1_0::testing::internal {

// Nothing when it is not UTF-8 (overlong forms and surrogates are not), or holds a NUL.
inline std::optional<std::size_t> characters_of(std::string_view text) noexcept {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (lead == 0 || size == 0 || size > text.size() - at) return std::nullopt;
        char32_t point = size == 1 ? lead : lead & (0x7fu >> size);
        for (std::size_t i = 1; i < size; ++i) {
            const auto next = static_cast<unsigned char>(text[at + i]);
            if ((next & 0xc0) != 0x80) return std::nullopt;
            point = (point << 6) | (next & 0x3f);
        }
        const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
        if (overlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return std::nullopt;
        at += size;
    }
    return characters;
}

}  // namespace mortise::inline v1_0::testing::internal
