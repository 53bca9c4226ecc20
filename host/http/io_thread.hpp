// One thread, one io_context, the connections it owns, and what they share because only one of them runs at a time: the date, the
// coarse clock, receive buffers, the text of the next header block.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "http/site.hpp"
#include "http/socket.hpp"

namespace mortise::http {

class Transport;

// Seconds since the thread's start, as of the last sweep.
using Tick = std::uint32_t;
inline constexpr Tick never = ~Tick{0};

using Buffer = std::unique_ptr<char[]>;

class IoThread {
public:
    explicit IoThread(Site& site);
    ~IoThread();

    void start();
    // From any thread: a connection that was accepted; `peer` is its address.
    void adopt(Protocol protocol, int descriptor, std::string peer);
    void wind_down();
    void close_all();
    void stop();  // ends the loop without waiting for anything, and joins

    Site& site() noexcept { return site_; }
    Executor executor() { return context_.get_executor(); }
    asio::io_context& context() noexcept { return context_; }
    Tick now() const noexcept { return now_; }
    std::string_view date() const noexcept { return date_; }
    std::string& scratch() noexcept { return scratch_; }
    std::string make_request_id();

    std::size_t buffer_size() const noexcept { return buffer_size_; }
    Buffer take_buffer();
    void give_back(Buffer buffer);

    void add(Transport& transport);
    void remove(Transport& transport);

private:
    void run();
    void sweep();
    void set_date();

    Site& site_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    Tick now_ = 0;
    std::string date_, scratch_;
    const std::size_t buffer_size_;
    std::vector<Buffer> spare_buffers_;
    std::vector<Transport*> transports_;
    std::uint64_t id_prefix_, next_id_ = 0;
    asio::io_context context_{1};  // after all that its connections use when it ends them
    Timer sweeper_{context_.get_executor()};
    std::thread thread_;
};

}  // namespace mortise::http
