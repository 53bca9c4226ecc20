// One peer's socket with what has come in and not been used yet, and one coarse deadline that its I/O thread looks at once a
// second. Tries each operation at once and suspends only when it would block. The buffer is held only while there is something in
// it.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "http/io_thread.hpp"
#include "http/signal.hpp"
#include "http/socket.hpp"

namespace mortise::http {

// What a connection is at; decides what the end of its deadline and of the server mean to it.
enum class Phase : unsigned char { idle, header, body, handling, writing, streaming, leaving };

enum class Arrival : unsigned char { data, nothing_yet, end };
enum class Sent : unsigned char { all, failed };

class Transport {
public:
    Transport(IoThread& thread, Socket socket);
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    ~Transport();

    // `within` zero: without limit.
    void enter(Phase phase, std::chrono::seconds within);
    // Whoever is sending or reading this much since then gets more time: about 64 KiB a second is not slow.
    void credit(std::size_t bytes) noexcept;
    Phase phase() const noexcept { return phase_; }
    bool expired() const noexcept { return expired_; }

    auto readable() { return socket_.async_wait(Socket::wait_read, nothrow); }
    Arrival receive();  // never blocks
    std::string_view unread() const noexcept { return {buffer_.get() + begin_, end_ - begin_}; }
    void use(std::size_t size);
    Arrival discard();  // reads what is there and forgets it

    // How much went out without waiting; nothing when the peer is gone.
    std::optional<std::size_t> try_send(std::span<const asio::const_buffer> parts);
    // Sends the rest after `sent` bytes, waiting for the peer up to write_timeout, longer while it reads on.
    Awaitable<Sent> send_rest(std::vector<asio::const_buffer> parts, std::size_t sent);

    // Says that nothing more will be sent and waits a little for the peer to have read it: closing at once on unread bytes would
    // reset the connection and take the answer with it.
    Awaitable<void> leave();

    // The server is going: ends what is idle, wakes what streams.
    void wind_down();
    void check(Tick now);
    void close();

    Signal* stream_signal = nullptr;  // raised by wind_down
    Socket& socket() noexcept { return socket_; }
    IoThread& thread() noexcept { return thread_; }

private:
    friend class IoThread;

    void make_room();

    IoThread& thread_;
    Socket socket_;
    Buffer buffer_;
    std::size_t begin_ = 0, end_ = 0;
    std::size_t position_ = 0;  // in the thread's list
    Tick deadline_ = never, first_deadline_ = never;
    Phase phase_ = Phase::idle;
    bool expired_ = false;
};

}  // namespace mortise::http
