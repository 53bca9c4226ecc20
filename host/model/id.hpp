// Ids: 24 lower-case hexadecimal characters, made by the host. A type per thing, so that a user is never taken for a workspace.
// Kept in place, without a heap allocation. An id that is not set is empty.
#pragma once

#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mortise::model {

constexpr std::size_t id_length = 24;

constexpr bool looks_like_id(std::string_view text) noexcept {
    if (text.size() != id_length) return false;
    for (const char c : text)
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    return true;
}

template <class Tag>
class Id {
public:
    constexpr Id() = default;

    // Empty unless `text` is an id.
    static constexpr std::optional<Id> parse(std::string_view text) noexcept {
        if (!looks_like_id(text)) return std::nullopt;
        return Id{text};
    }
    // REQUIRES: `text` is an id or empty, as it comes from the database; anything else becomes the empty id.
    static constexpr Id trusted(std::string_view text) noexcept { return looks_like_id(text) ? Id{text} : Id{}; }

    constexpr bool empty() const noexcept { return chars_[0] == '\0'; }
    constexpr explicit operator bool() const noexcept { return !empty(); }
    constexpr std::string_view view() const noexcept {
        return empty() ? std::string_view{} : std::string_view{chars_.data(), id_length};
    }
    std::string string() const { return std::string{view()}; }

    friend constexpr bool operator==(const Id&, const Id&) = default;
    friend constexpr auto operator<=>(const Id&, const Id&) = default;

private:
    constexpr explicit Id(std::string_view text) noexcept {
        for (std::size_t i = 0; i < id_length; ++i) chars_[i] = text[i];
    }
    std::array<char, id_length> chars_{};
};

using UserId = Id<struct UserTag>;
using WorkspaceId = Id<struct WorkspaceTag>;
using SessionId = Id<struct SessionTag>;
using ApiKeyId = Id<struct ApiKeyTag>;

// A new id: 32 bits of seconds, 64 bits of randomness; sorts roughly by time.
std::string make_id();

}  // namespace mortise::model

template <class Tag>
struct std::hash<mortise::model::Id<Tag>> {
    std::size_t operator()(const mortise::model::Id<Tag>& id) const noexcept { return std::hash<std::string_view>{}(id.view()); }
};
