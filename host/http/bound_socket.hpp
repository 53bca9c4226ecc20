// The operating system's side of listening: a bound socket for an address, and the peer's address as text.
#pragma once

#include <sys/socket.h>

#include <string>

#include "http/socket.hpp"

namespace mortise::http {

struct BoundSocket {
    int descriptor = -1;
    Protocol protocol;
    Address address;  // with the port that was chosen
};

// Bound and listening, non-blocking. Throws std::runtime_error naming the address and the remedy. A Unix-domain socket is for the
// owner alone, and takes the place of one that nobody listens on any more.
BoundSocket bind_and_listen(Address address);

std::string peer_text(const sockaddr_storage& peer);

std::string to_text(const Address& address);

}  // namespace mortise::http
