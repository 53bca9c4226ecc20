// JSON, written straight into a string. For reading JSON include <mortise/json.hpp>.
//
//     json.begin_object().member("id", entry.id).member("end", entry.ended_at).end_object();
//
// A value is null, a bool, a number, a text, an Instant, an optional or a range of values, or any type with a
// `void write_json(JsonWriter&, const T&)` beside it.
#pragma once

#include <mortise/instant.hpp>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace mortise::inline v1_0 {

class JsonWriter {
public:
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    JsonWriter& key(std::string_view name) {
        separate();
        quote(name);
        text_ += ':';
        return *this;
    }
    template <class T>
    JsonWriter& member(std::string_view name, const T& member_value) {
        return key(name).value(member_value);
    }

    template <class T>
    JsonWriter& value(const T& content) {
        if constexpr (std::same_as<T, std::nullptr_t>) return raw("null");
        else if constexpr (std::same_as<T, bool>) return raw(content ? "true" : "false");
        else if constexpr (std::is_arithmetic_v<T>) return number(content);
        else if constexpr (std::convertible_to<const T&, std::string_view>) return text(content);
        else if constexpr (std::same_as<T, Instant>) return text(content.text());
        else return compound(content);
    }
    // A value that is JSON already.
    JsonWriter& raw(std::string_view json) {
        separate();
        text_ += json;
        return *this;
    }

    std::string take() && { return std::move(text_); }

private:
    template <class T>
    JsonWriter& compound(const std::optional<T>& content) {
        return content ? value(*content) : raw("null");
    }
    template <class T>
    JsonWriter& compound(const T& content) {
        if constexpr (std::ranges::input_range<T>) {
            begin_array();
            for (const auto& element : content) value(element);
            end_array();
        } else {
            write_json(*this, content);
        }
        return *this;
    }
    template <class T>
    JsonWriter& number(T content) {
        char digits[32];
        const auto [end, error] = std::to_chars(digits, digits + sizeof digits, content);
        return raw({digits, static_cast<std::size_t>(end - digits)});
    }
    JsonWriter& text(std::string_view content) {
        separate();
        quote(content);
        return *this;
    }

    JsonWriter& open(char bracket) {
        separate();
        text_ += bracket;
        return *this;
    }
    JsonWriter& close(char bracket) {
        text_ += bracket;
        return *this;
    }
    // What ended before needs a comma, what was only opened does not.
    void separate() {
        if (!text_.empty() && std::string_view{"{[:"}.find(text_.back()) == std::string_view::npos) text_ += ',';
    }
    void quote(std::string_view content) {
        text_ += '"';
        for (const char c : content) {
            if (c == '"' || c == '\\') {
                text_ += '\\';
                text_ += c;
            } else if (static_cast<unsigned char>(c) < 0x20) {
                constexpr std::string_view hex = "0123456789abcdef";
                text_ += "\\u00";
                text_ += hex[static_cast<unsigned char>(c) >> 4];
                text_ += hex[static_cast<unsigned char>(c) & 15];
            } else {
                text_ += c;
            }
        }
        text_ += '"';
    }

    std::string text_;
};

// `value` as JSON text.
template <class T>
std::string to_json(const T& value) {
    JsonWriter json;
    json.value(value);
    return std::move(json).take();
}

}  // namespace mortise::inline v1_0
