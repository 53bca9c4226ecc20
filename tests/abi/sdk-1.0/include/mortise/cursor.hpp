// Where the next page of a list begins, as one opaque text for a link. Put in what the order needs and what it is bound to
// (the sort), so that a cursor of another order is refused and not misread.
#pragma once

#include <mortise/refusal.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mortise::inline v1_0 {

template <std::size_t Parts>
class Cursor {
public:
    explicit Cursor(std::array<std::string, Parts> parts) : parts_{std::move(parts)} {}

    // Throws Invalid, naming `field`, for a text that encode() did not make.
    static Cursor decode(std::string_view field, std::string_view text) {
        std::array<std::string, Parts> parts;
        std::size_t part = 0;
        for (const char byte : bytes(field, text)) {
            if (byte != separator) parts[part] += byte;
            else if (++part == Parts) reject(field);
        }
        if (part != Parts - 1) reject(field);
        return Cursor{std::move(parts)};
    }

    std::string encode() const {
        std::string joined = parts_.front();
        for (std::size_t i = 1; i < Parts; ++i) joined += separator + parts_[i];
        std::string text;
        std::uint32_t bits = 0;
        int count = 0;
        for (const char byte : joined) {
            bits = bits << 8 | static_cast<unsigned char>(byte);
            for (count += 8; count >= 6; count -= 6) text += alphabet[bits >> (count - 6) & 63];
        }
        if (count > 0) text += alphabet[bits << (6 - count) & 63];
        return text;
    }
    const std::string& operator[](std::size_t part) const noexcept { return parts_[part]; }

private:
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";   // base64url
    static constexpr char separator = '\n';

    static std::string bytes(std::string_view field, std::string_view text) {
        std::string joined;
        std::uint32_t bits = 0;
        int count = 0;
        for (const char c : text) {
            const auto digit = alphabet.find(c);
            if (digit == std::string_view::npos) reject(field);
            bits = bits << 6 | static_cast<std::uint32_t>(digit);
            if ((count += 6) >= 8) joined += static_cast<char>(bits >> (count -= 8) & 255);
        }
        return joined;
    }
    [[noreturn]] static void reject(std::string_view field) {
        throw Invalid{field, "This is not a cursor that an earlier answer with the same order gave."};
    }

    std::array<std::string, Parts> parts_;
};

}  // namespace mortise::inline v1_0
