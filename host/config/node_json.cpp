#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>

#include "config/node.hpp"

namespace mortise::config {

namespace {

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

// [-+]?[0-9]+ | 0o[0-7]+ | 0x[0-9a-fA-F]+, as far as 64 bits hold it.
std::optional<std::int64_t> parse_integer(std::string_view text) {
    int base = 10;
    if (text.starts_with("0o") || text.starts_with("0x")) {
        base = text[1] == 'o' ? 8 : 16;
        text.remove_prefix(2);
        if (text.starts_with('-')) return std::nullopt;
    } else if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool looks_like_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (const auto exponent = text.find_first_of("eE"); exponent != std::string_view::npos) {
        std::string_view power = text.substr(exponent + 1);
        if (power.starts_with('-') || power.starts_with('+')) power.remove_prefix(1);
        if (!all_digits(power)) return false;
        text = text.substr(0, exponent);
    }
    const auto point = text.find('.');
    if (point == std::string_view::npos) return all_digits(text);
    const std::string_view whole = text.substr(0, point), fraction = text.substr(point + 1);
    return (all_digits(whole) && (fraction.empty() || all_digits(fraction))) || (whole.empty() && all_digits(fraction));
}

boost::json::value scalar_to_json(std::string_view text) {
    if (text == "true" || text == "True" || text == "TRUE") return true;
    if (text == "false" || text == "False" || text == "FALSE") return false;
    if (const auto integer = parse_integer(text)) return *integer;
    if (looks_like_number(text)) {
        if (text.starts_with('+')) text.remove_prefix(1);
        double number = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{}) return number;
    }
    return boost::json::string{text};
}

}  // namespace

boost::json::value to_json(const Node& node) {
    switch (node.kind) {
        case NodeKind::null: return nullptr;
        case NodeKind::scalar:
            if (node.quoted) return boost::json::string{node.scalar};
            return scalar_to_json(node.scalar);
        case NodeKind::sequence: {
            boost::json::array items;
            for (const Node& item : node.items) items.push_back(to_json(item));
            return items;
        }
        case NodeKind::map: {
            boost::json::object members;
            for (const auto& [key, value] : node.members) members.emplace(key.scalar, to_json(value));
            return members;
        }
    }
    return nullptr;
}

}  // namespace mortise::config
