// Accepts connections on one address and hands them round the I/O threads. Survives running out of descriptors: it turns one peer
// away with a descriptor kept for that, pauses, and says so in the log now and then instead of spinning.
#pragma once

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "http/io_thread.hpp"

namespace mortise::http {

// A descriptor that is there to be given up when there is no other.
class ReserveDescriptor {
public:
    ReserveDescriptor() { refill(); }
    ReserveDescriptor(const ReserveDescriptor&) = delete;
    ReserveDescriptor& operator=(const ReserveDescriptor&) = delete;
    ~ReserveDescriptor() { release(); }

    void release() noexcept;
    void refill() noexcept;

private:
    int descriptor_ = -1;
};

class Listener {
public:
    // Binds and listens; runs on the first of `threads`. Throws std::runtime_error naming the address and the remedy.
    Listener(Address address, std::vector<IoThread*> threads);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

    const Address& address() const noexcept { return address_; }  // with the port that was chosen
    void begin();
    void stop();  // on its I/O thread, or when that does not run

private:
    Awaitable<void> run();
    bool accept_one();  // false: no peer waits, or none can be taken
    void admit(int descriptor, std::string peer);
    void turn_away();
    void report_exhaustion(int error);

    Address address_;
    std::vector<IoThread*> threads_;
    std::size_t next_thread_ = 0;
    Protocol protocol_;
    asio::posix::basic_stream_descriptor<Executor> socket_;
    Timer pause_;
    ReserveDescriptor reserve_;
    std::chrono::milliseconds pause_for_{0};
    std::chrono::steady_clock::time_point reported_at_{};
};

}  // namespace mortise::http
