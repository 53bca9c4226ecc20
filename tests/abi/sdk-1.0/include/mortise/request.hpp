// What was asked: parameters and body that passed their schemas, by a principal who passed the gate. Reading it crosses no
// boundary. All views are valid until the handler returns; a Request cannot be copied or kept.
#pragma once

#include <mortise/instant.hpp>
#include <mortise/member.hpp>
#include <mortise/principal.hpp>
#include <mortise/refusal.hpp>
#include <mortise/workspace.hpp>

#include <algorithm>
#include <concepts>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mortise::inline v1_0 {

class Request {
public:
    explicit Request(const mortise_call& call) noexcept : call_{call} {}
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    // A parameter of the path, as the manifest spells it: path("user") for {user}.
    std::string_view path(std::string_view name) const {
        const auto value = find({call_.path_params, call_.path_param_count}, name);
        if (!value) throw std::logic_error{"the route has no {" + std::string{name} + "}"};
        return *value;
    }
    // A parameter of the query. T: std::string_view, bool, std::int64_t, Instant.
    template <class T = std::string_view>
    std::optional<T> query(std::string_view name) const {
        const auto text = find({call_.query, call_.query_count}, name);
        if (!text) return std::nullopt;
        if constexpr (std::same_as<T, std::string_view>) return text;
        else return parse<T>(name, *text);
    }
    // A header, its name in lower case. Credentials are not among them.
    std::optional<std::string_view> header(std::string_view name) const { return find({call_.headers, call_.header_count}, name); }
    // As sent. JsonObject of json.hpp reads it.
    std::string_view body() const noexcept { return from_abi(call_.body); }

    std::string_view id() const noexcept { return from_abi(call_.request_id); }
    Instant now() const noexcept { return Instant{call_.now}; }
    Principal principal() const noexcept { return Principal{*call_.principal}; }
    // REQUIRES: the route has {workspace}.
    Workspace workspace() const {
        if (!call_.workspace) throw std::logic_error{"the route has no {workspace}"};
        return workspace_from(*call_.workspace);
    }
    // The member named by {user}. REQUIRES: the route has it.
    Member target() const {
        if (!call_.target) throw std::logic_error{"the route has no {user}"};
        return member_from(*call_.target);
    }
    bool holds(std::string_view permission) const noexcept {
        const std::span held{call_.permissions, static_cast<std::size_t>(call_.permission_count)};
        return std::any_of(held.begin(), held.end(), [&](const mortise_str& name) { return from_abi(name) == permission; });
    }

private:
    static std::optional<std::string_view> find(std::span<const mortise_pair> pairs, std::string_view name) {
        const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const mortise_pair& pair) { return from_abi(pair.name) == name; });
        if (found == pairs.end()) return std::nullopt;
        return from_abi(found->value);
    }

    template <class T>
    static T parse(std::string_view name, std::string_view text) {
        if constexpr (std::same_as<T, bool>) {
            if (text == "true" || text == "1") return true;
            if (text == "false" || text == "0") return false;
        } else if constexpr (std::same_as<T, Instant>) {
            if (const auto instant = Instant::parse(text)) return *instant;
        } else {
            static_assert(std::same_as<T, std::int64_t>, "std::string_view, bool, std::int64_t or Instant");
            T number = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
            if (error == std::errc{} && end == text.data() + text.size()) return number;
        }
        throw Invalid{name, "This is not a value that the parameter takes."};
    }

    const mortise_call& call_;
};

}  // namespace mortise::inline v1_0
