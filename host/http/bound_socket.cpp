#include "http/bound_socket.hpp"

#include <arpa/inet.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <cstring>
#include <stdexcept>

#include "http/proxies.hpp"

namespace mortise::http {
namespace {

using Endpoint = Protocol::endpoint;

// Closes unless released.
class Descriptor {
public:
    explicit Descriptor(int value) : value_{value} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int get() const noexcept { return value_; }
    int release() noexcept { return std::exchange(value_, -1); }

private:
    int value_;
};

[[noreturn]] void fail(const Address& address, const std::string& cause) {
    throw std::runtime_error{"cannot listen on " + to_text(address) + ": " + cause};
}

std::string remedy(int error) {
    switch (error) {
        case EADDRINUSE: return "; another program listens there: end it or choose another address";
        case EACCES: return "; choose a port above 1023 or a folder that may be written to";
        case EADDRNOTAVAIL: return "; this machine has no such address";
        default: return "";
    }
}

Endpoint endpoint_of(const Address& address) {
    if (!address.unix_path.empty()) {
        if (address.unix_path.size() >= sizeof(sockaddr_un::sun_path))
            fail(address, "the path is too long for a Unix-domain socket");
        return asio::local::stream_protocol::endpoint{address.unix_path};
    }
    error_code error;
    const auto host = asio::ip::make_address(address.host, error);
    if (error) fail(address, "write the address in numbers, 127.0.0.1 or ::1");
    return asio::ip::tcp::endpoint{host, address.port};
}

bool somebody_listens(const Endpoint& endpoint) {
    const Descriptor probe{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    return ::connect(probe.get(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) == 0;
}

void remove_leftover(const Address& address, const Endpoint& endpoint) {
    struct stat status {};
    if (::lstat(address.unix_path.c_str(), &status) != 0) return;
    if (!S_ISSOCK(status.st_mode)) fail(address, "there is a file of that name; remove it or choose another path");
    if (somebody_listens(endpoint)) fail(address, std::strerror(EADDRINUSE) + remedy(EADDRINUSE));
    ::unlink(address.unix_path.c_str());
}

unsigned short chosen_port(int descriptor) {
    sockaddr_storage name{};
    socklen_t size = sizeof name;
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&name), &size);
    return ntohs(name.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(name).sin6_port
                                            : reinterpret_cast<const sockaddr_in&>(name).sin_port);
}

}  // namespace

BoundSocket bind_and_listen(Address address) {
    const auto endpoint = endpoint_of(address);
    const bool is_unix = !address.unix_path.empty();
    const auto check = [&](int result) {
        if (result < 0) fail(address, std::strerror(errno) + remedy(errno));
    };

    Descriptor socket{::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    check(socket.get());
    if (is_unix) {
        remove_leftover(address, endpoint);
        check(::fchmod(socket.get(), S_IRUSR | S_IWUSR));  // before bind, so that it is never open to others
    } else {
        constexpr int yes = 1;
        check(::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes));
        if (endpoint.protocol().family() == AF_INET6)
            check(::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes));
    }
    check(::bind(socket.get(), endpoint.data(), static_cast<socklen_t>(endpoint.size())));
    check(::listen(socket.get(), SOMAXCONN));
    if (!is_unix) address.port = chosen_port(socket.get());
    return {socket.release(), endpoint.protocol(), std::move(address)};
}

std::string peer_text(const sockaddr_storage& peer) {
    if (peer.ss_family == AF_INET) {
        const auto& address = reinterpret_cast<const sockaddr_in&>(peer);
        return asio::ip::address_v4{ntohl(address.sin_addr.s_addr)}.to_string();
    }
    if (peer.ss_family == AF_INET6) {
        asio::ip::address_v6::bytes_type bytes;
        std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr, bytes.size());
        return to_text(asio::ip::address{asio::ip::address_v6{bytes}});
    }
    return std::string{unix_peer};
}

std::string to_text(const Address& address) {
    if (!address.unix_path.empty()) return address.unix_path;
    const bool brackets = address.host.find(':') != std::string::npos;
    return (brackets ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

}  // namespace mortise::http
