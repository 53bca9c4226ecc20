#include "accounts/key_format.hpp"

#include <cstdint>

namespace mortise::accounts {
namespace {

constexpr std::string_view prefix = "mk_";
constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t secret_length = 43;   // 62^43 > 2^256
constexpr std::size_t checksum_length = 6;  // 62^6 > 2^32
constexpr std::size_t secret_at = prefix.size() + model::id_length + 1;
static_assert(key_length == secret_at + secret_length + checksum_length);

constexpr auto crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t remainder = i;
        for (int bit = 0; bit < 8; ++bit) remainder = remainder & 1 ? 0xEDB88320u ^ remainder >> 1 : remainder >> 1;
        table[i] = remainder;
    }
    return table;
}();

std::uint32_t crc32(std::string_view text) {
    std::uint32_t crc = 0xFFFFFFFFu;
    for (const char c : text) crc = crc_table[(crc ^ static_cast<unsigned char>(c)) & 0xFF] ^ crc >> 8;
    return ~crc;
}

// `number`, big-endian, in exactly `length` digits. REQUIRES: it fits.
template <std::size_t size>
std::string base62(std::array<unsigned char, size> number, std::size_t length) {
    std::string text(length, digits.front());
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit) {
        unsigned remainder = 0;
        for (auto& byte : number) {
            const unsigned value = remainder << 8 | byte;
            byte = static_cast<unsigned char>(value / 62);
            remainder = value % 62;
        }
        *digit = digits[remainder];
    }
    return text;
}

std::string checksum(std::string_view text) {
    const auto crc = crc32(text);
    return base62(std::array<unsigned char, 4>{static_cast<unsigned char>(crc >> 24), static_cast<unsigned char>(crc >> 16),
                                               static_cast<unsigned char>(crc >> 8), static_cast<unsigned char>(crc)},
                  checksum_length);
}

}  // namespace

std::string format_key(const model::ApiKeyId& id, const std::array<unsigned char, 32>& secret) {
    std::string key{prefix};
    key += id.view();
    key += '_';
    key += base62(secret, secret_length);
    return key += checksum(key);
}

std::optional<model::ApiKeyId> id_of_key(std::string_view key) {
    if (key.size() != key_length || !key.starts_with(prefix) || key[secret_at - 1] != '_') return std::nullopt;
    if (key.find_first_not_of(digits, secret_at) != std::string_view::npos) return std::nullopt;
    const auto checked = key.substr(0, key_length - checksum_length);
    if (checksum(checked) != key.substr(checked.size())) return std::nullopt;
    return model::ApiKeyId::parse(key.substr(prefix.size(), model::id_length));
}

std::string hint_of_key(std::string_view key) { return "mk_…" + std::string{key.substr(key.size() - 4)}; }

}  // namespace mortise::accounts
