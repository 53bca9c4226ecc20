#include "accounts/users.hpp"

namespace mortise::accounts {
namespace {

// U+00C0 to U+017F. In Latin Extended-A upper and lower case take turns, three times changing step.
constexpr unsigned lower(unsigned letter) {
    if (letter < 0x100) return letter <= 0xDE && letter != 0xD7 ? letter + 0x20 : letter;
    if (letter == 0x130) return 'i';   // dotted capital I
    if (letter == 0x178) return 0xFF;  // Y with two dots, whose lower case is in Latin-1
    if (letter == 0x17F) return 's';   // long s
    const bool odd_is_upper = (letter >= 0x139 && letter <= 0x148) || letter >= 0x179;
    const bool has_no_case = letter == 0x131 || letter == 0x138 || letter == 0x149;
    const bool upper = (letter % 2 == 1) == odd_is_upper;
    return upper && !has_no_case ? letter + 1 : letter;
}

}  // namespace

std::string fold(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool pair =
            byte >= 0xC3 && byte <= 0xC5 && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80;
        if (!pair) {
            folded += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 0x20) : text[i];
            continue;
        }
        const unsigned letter = lower((byte & 0x1Fu) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3Fu));
        if (letter < 0x80) {
            folded += static_cast<char>(letter);
        } else {
            folded += static_cast<char>(0xC0 | letter >> 6);
            folded += static_cast<char>(0x80 | (letter & 0x3F));
        }
    }
    return folded;
}

}  // namespace mortise::accounts
