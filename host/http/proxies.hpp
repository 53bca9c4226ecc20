// Which peers may speak for others: X-Forwarded-For and X-Forwarded-Proto are believed from these alone.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "model/request.hpp"

namespace mortise::http {

class TrustedProxies {
public:
    // Addresses, CIDR ranges, or `unix` for peers on a Unix-domain socket. Throws std::runtime_error naming what is none of
    // these.
    explicit TrustedProxies(const std::vector<std::string>& entries);

    bool trusts(std::string_view address) const;
    // REQUIRES: the peer that sent `request` is trusted. Sets its client_address (the rightmost that is not) and `secure`.
    void believe(model::Request& request) const;

private:
    using Bytes = std::array<unsigned char, 16>;
    struct Range {
        Bytes network{};
        unsigned prefix = 128;
    };

    bool contains(const boost::asio::ip::address& address) const;

    std::vector<Range> ranges_;
    bool unix_peers_ = false;
};

// What stands for the address of a peer on a Unix-domain socket.
inline constexpr std::string_view unix_peer = "unix";

// As text; IPv4 inside IPv6 as IPv4.
std::string to_text(const boost::asio::ip::address& address);

}  // namespace mortise::http
