#include "http/proxies.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <ranges>
#include <stdexcept>

#include "http/grammar.hpp"

namespace mortise::http {
namespace {

namespace ip = boost::asio::ip;

std::optional<ip::address> parse_address(std::string_view text) {
    boost::system::error_code error;
    auto address = ip::make_address(std::string{text}, error);
    if (error) return std::nullopt;
    return address;
}

// Every address as one of IPv6, so that there is one kind of range.
ip::address_v6 widen(const ip::address& address) {
    return address.is_v4() ? ip::make_address_v6(ip::v4_mapped, address.to_v4()) : address.to_v6();
}

std::optional<unsigned> parse_prefix(std::string_view text, unsigned most) {
    unsigned prefix = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), prefix);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || prefix > most) return std::nullopt;
    return prefix;
}

bool same_bits(const std::array<unsigned char, 16>& left, const std::array<unsigned char, 16>& right, unsigned count) {
    const auto whole = count / 8;
    if (!std::equal(left.begin(), left.begin() + whole, right.begin())) return false;
    const auto rest = count % 8;
    return rest == 0 || (left[whole] >> (8 - rest)) == (right[whole] >> (8 - rest));
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& entries) {
    for (const auto& entry : entries) {
        if (entry == unix_peer) {
            unix_peers_ = true;
            continue;
        }
        const auto slash = std::min(entry.find('/'), entry.size());
        const auto address = parse_address(std::string_view{entry}.substr(0, slash));
        const unsigned most = address && address->is_v4() ? 32 : 128;
        const auto prefix = slash == entry.size() ? most : parse_prefix(std::string_view{entry}.substr(slash + 1), most);
        if (!address || !prefix)
            throw std::runtime_error{"trusted proxy \"" + entry +
                                     "\": write an address (10.0.0.1), a range (10.0.0.0/8) or unix"};
        ranges_.push_back({widen(*address).to_bytes(), *prefix + (128 - most)});
    }
}

bool TrustedProxies::contains(const ip::address& address) const {
    const auto bytes = widen(address).to_bytes();
    return std::ranges::any_of(ranges_, [&](const Range& range) { return same_bits(bytes, range.network, range.prefix); });
}

bool TrustedProxies::trusts(std::string_view address) const {
    if (address == unix_peer) return unix_peers_;
    const auto parsed = parse_address(address);
    return parsed && contains(*parsed);
}

void TrustedProxies::believe(model::Request& request) const {
    std::vector<std::string_view> hops;
    for (const auto& header : request.headers)
        if (header.name == "x-forwarded-for") for_each_element(header.value, [&](std::string_view hop) { hops.push_back(hop); });

    for (const auto hop : hops | std::views::reverse) {
        const auto address = parse_address(hop);
        if (!address) break;  // whoever is further left has been vouched for by nobody
        request.client_address = to_text(*address);
        if (!contains(*address)) break;
    }
    if (const auto protocol = request.header("x-forwarded-proto")) request.secure = equal_ignoring_case(*protocol, "https");
}

std::string to_text(const ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

}  // namespace mortise::http
