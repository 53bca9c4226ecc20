// JSON as text: whether it is an object, and with which members. Enough to hold payloads and audit details to their contract
// without a JSON library in the author's test.
#pragma once

#include <mortise/testing/internal/utf8.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::inline v1_0::testing::internal {

class JsonText {
public:
    // The names of an object's own members; nothing when the text is no object.
    static std::optional<std::vector<std::string>> members_of(std::string_view text) {
        JsonText json{text};
        json.blanks();
        if (!characters_of(text) || !json.object(0)) return std::nullopt;
        json.blanks();
        if (json.at_ != text.size()) return std::nullopt;
        return std::move(json.members_);
    }

    static std::string quoted(std::string_view text) {
        std::string out = "\"";
        for (const char c : text) {
            constexpr char digits[] = "0123456789abcdef";
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') (out += '\\') += c;
            else if (byte < 0x20) ((out += "\\u00") += digits[byte >> 4]) += digits[byte & 15];
            else out += c;
        }
        return out += '"';
    }

private:
    static constexpr int deepest = 32;

    explicit JsonText(std::string_view text) : text_{text} {}

    char look() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) noexcept { return look() == c && (++at_, true); }
    bool take(std::string_view word) noexcept { return text_.substr(at_).starts_with(word) && (at_ += word.size(), true); }
    void blanks() noexcept {
        while (look() == ' ' || look() == '\t' || look() == '\n' || look() == '\r') ++at_;
    }
    bool digits() noexcept {
        const auto first = at_;
        while (look() >= '0' && look() <= '9') ++at_;
        return at_ > first;
    }
    bool number() noexcept {
        take('-');
        if (!take('0') && !digits()) return false;
        if (take('.') && !digits()) return false;
        if (look() != 'e' && look() != 'E') return true;
        ++at_;
        if (look() == '+' || look() == '-') ++at_;
        return digits();
    }
    bool escape() noexcept {
        if (!take('u')) return std::string_view{"\"\\/bfnrt"}.find(look()) != std::string_view::npos && at_++ < text_.size();
        for (int i = 0; i < 4; ++i)
            if (std::string_view{"0123456789abcdefABCDEF"}.find(look()) == std::string_view::npos || at_++ >= text_.size())
                return false;
        return true;
    }
    bool string() noexcept {
        if (!take('"')) return false;
        while (at_ < text_.size() && look() != '"') {
            if (static_cast<unsigned char>(look()) < 0x20) return false;
            if (text_[at_++] == '\\' && !escape()) return false;
        }
        return take('"');
    }
    bool array(int depth) {
        if (!take('[')) return false;
        if (blanks(), take(']')) return true;
        do {
            if (!value(depth)) return false;
        } while (take(','));
        return take(']');
    }
    bool object(int depth) {
        if (!take('{')) return false;
        if (blanks(), take('}')) return true;
        do {
            blanks();
            const auto name = at_;
            if (!string()) return false;
            if (depth == 0) members_.emplace_back(text_.substr(name + 1, at_ - name - 2));
            if (blanks(), !take(':') || !value(depth)) return false;
        } while (take(','));
        return take('}');
    }
    bool value(int depth) {
        if (depth >= deepest) return false;
        blanks();
        const char c = look();
        const bool read = c == '{'   ? object(depth + 1)
                          : c == '[' ? array(depth + 1)
                          : c == '"' ? string()
                                     : take("true") || take("false") || take("null") || number();
        blanks();
        return read;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<std::string> members_;
};

}  // namespace mortise::inline v1_0::testing::internal
