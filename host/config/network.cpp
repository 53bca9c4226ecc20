#include "config/network.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "config/text.hpp"

namespace mortise::config {

namespace {

bool is_address(int family, std::string_view text) {
    unsigned char bytes[16];
    return inet_pton(family, std::string{text}.c_str(), bytes) == 1;
}

bool is_label(std::string_view label) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !label.empty() && label.size() <= 63 && plain(label.front()) && plain(label.back()) &&
           std::ranges::all_of(label, [&](char c) { return plain(c) || c == '-'; });
}

}  // namespace

std::optional<Endpoint> parse_endpoint(std::string_view text) {
    if (text.starts_with("unix:")) {
        if (text.size() == 5 || text.size() > 5 + 107) return std::nullopt;  // sun_path
        return Endpoint{{}, 0, std::string{text.substr(5)}};
    }
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto port = parse_unsigned(text.substr(colon + 1), 65535);
    std::string_view address = text.substr(0, colon);
    const bool bracketed = address.starts_with('[') && address.ends_with(']') && address.size() > 2;
    if (bracketed) address = address.substr(1, address.size() - 2);
    if (!port || !is_address(bracketed ? AF_INET6 : AF_INET, address)) return std::nullopt;
    return Endpoint{std::string{address}, static_cast<unsigned short>(*port), {}};
}

bool is_address_range(std::string_view text) {
    const auto slash = text.find('/');
    const std::string_view address = text.substr(0, slash);
    const bool v4 = is_address(AF_INET, address);
    if (!v4 && !is_address(AF_INET6, address)) return false;
    return slash == std::string_view::npos || parse_unsigned(text.substr(slash + 1), v4 ? 32 : 128).has_value();
}

bool is_host_name(std::string_view text) {
    if (text.size() > 253) return false;
    while (true) {
        const auto dot = text.find('.');
        if (!is_label(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_origin(std::string_view text) {
    const std::string_view scheme = text.starts_with("https://") ? "https://" : "http://";
    if (!text.starts_with(scheme)) return false;
    text.remove_prefix(scheme.size());
    const auto colon = text.find(':');
    if (colon != std::string_view::npos && parse_unsigned(text.substr(colon + 1), 65535).value_or(0) == 0) return false;
    return is_host_name(text.substr(0, colon));
}

}  // namespace mortise::config
