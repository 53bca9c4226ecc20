#include "http/io_thread.hpp"

#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <boost/asio/post.hpp>
#include <ctime>

#include "http/connection.hpp"
#include "http/transport.hpp"
#include "observe/log.hpp"

namespace mortise::http {
namespace {

constexpr std::size_t most_spare_buffers = 64;

std::uint64_t random_number() {
    std::uint64_t number = 0;
    if (getrandom(&number, sizeof number, 0) != sizeof number)
        throw std::runtime_error{"the operating system gives no random bytes"};
    return number;
}

}  // namespace

IoThread::IoThread(Site& site) : site_{site}, buffer_size_{2 * site.options.header_limit}, id_prefix_{random_number()} {
    set_date();
}

IoThread::~IoThread() { stop(); }

void IoThread::start() {
    sweep();
    thread_ = std::thread{[this] { run(); }};
}

void IoThread::run() {
    for (;;) try {
            context_.run();
            return;
        } catch (const std::exception& error) {
            observe::log(observe::Level::error, "io_thread_exception", {{"cause", error.what()}});
        }
}

void IoThread::stop() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
}

void IoThread::adopt(Protocol protocol, int descriptor, std::string peer) {
    asio::post(context_, [this, protocol, descriptor, peer = std::move(peer)]() mutable {
        error_code error;
        Socket socket{executor()};
        socket.assign(protocol, descriptor, error);
        if (error) {
            ::close(descriptor);
            --site_.connections;
            return;
        }
        Connection::begin(*this, std::move(socket), std::move(peer));
    });
}

void IoThread::wind_down() {
    asio::post(context_, [this] {
        for (const auto transport : transports_) transport->wind_down();
    });
}

void IoThread::close_all() {
    asio::post(context_, [this] {
        for (const auto transport : transports_) transport->close();
    });
}

void IoThread::sweep() {
    now_ = static_cast<Tick>(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began_).count());
    set_date();
    for (const auto transport : transports_) transport->check(now_);
    sweeper_.expires_after(std::chrono::seconds{1});
    sweeper_.async_wait([this](error_code error) {
        if (!error) sweep();
    });
}

void IoThread::set_date() {
    const auto now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text;
    // Not strftime: the names must be English whatever the locale.
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const int size =
        std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT", days[parts.tm_wday], parts.tm_mday,
                      months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
    date_.assign(text.data(), static_cast<std::size_t>(size));
}

std::string IoThread::make_request_id() {
    if (site_.options.request_id) return site_.options.request_id();
    constexpr char digits[] = "0123456789abcdef";
    std::string id(24, '0');
    auto prefix = id_prefix_, number = next_id_++;
    for (std::size_t i = 0; i < 12; ++i, prefix >>= 4) id[i] = digits[prefix & 15];
    for (std::size_t i = 24; i-- > 12; number >>= 4) id[i] = digits[number & 15];
    return id;
}

Buffer IoThread::take_buffer() {
    if (spare_buffers_.empty()) return std::make_unique_for_overwrite<char[]>(buffer_size_);
    auto buffer = std::move(spare_buffers_.back());
    spare_buffers_.pop_back();
    return buffer;
}

void IoThread::give_back(Buffer buffer) {
    if (spare_buffers_.size() < most_spare_buffers) spare_buffers_.push_back(std::move(buffer));
}

void IoThread::add(Transport& transport) {
    transport.position_ = transports_.size();
    transports_.push_back(&transport);
}

void IoThread::remove(Transport& transport) {
    transports_[transport.position_] = transports_.back();
    transports_[transport.position_]->position_ = transport.position_;
    transports_.pop_back();
}

}  // namespace mortise::http
