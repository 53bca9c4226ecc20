#include "http/transport.hpp"

#include <array>
#include <cstring>

namespace mortise::http {
namespace {

constexpr std::chrono::seconds leaving_time{2};
constexpr std::size_t most_discarded = 256 * 1024;
constexpr std::size_t bytes_per_extra_second = 64 * 1024;

}  // namespace

Transport::Transport(IoThread& thread, Socket socket) : thread_{thread}, socket_{std::move(socket)} {
    thread_.add(*this);
    error_code ignored;
    socket_.non_blocking(true, ignored);
}

Transport::~Transport() {
    if (buffer_) thread_.give_back(std::move(buffer_));
    thread_.remove(*this);
    --thread_.site().connections;
}

void Transport::enter(Phase phase, std::chrono::seconds within) {
    phase_ = phase;
    expired_ = false;
    // One more, since the current second is partly over.
    first_deadline_ = deadline_ = within.count() == 0 ? never : thread_.now() + static_cast<Tick>(within.count()) + 1;
}

void Transport::credit(std::size_t bytes) noexcept {
    if (first_deadline_ != never) deadline_ = first_deadline_ + static_cast<Tick>(bytes / bytes_per_extra_second);
}

void Transport::check(Tick now) {
    if (now < deadline_) return;
    expired_ = true;
    deadline_ = never;
    error_code ignored;
    socket_.cancel(ignored);
}

void Transport::wind_down() {
    error_code ignored;
    if (phase_ == Phase::idle) socket_.cancel(ignored);
    if (stream_signal) stream_signal->raise();
}

void Transport::close() {
    error_code ignored;
    socket_.close(ignored);
    if (stream_signal) stream_signal->raise();
}

Arrival Transport::receive() {
    make_room();
    error_code error;
    const auto size = socket_.read_some(asio::buffer(buffer_.get() + end_, thread_.buffer_size() - end_), error);
    end_ += size;
    if (!error) return Arrival::data;
    if (begin_ == end_) use(0);
    return error == asio::error::would_block ? Arrival::nothing_yet : Arrival::end;
}

void Transport::make_room() {
    if (!buffer_) buffer_ = thread_.take_buffer();
    if (end_ < thread_.buffer_size()) return;
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
}

void Transport::use(std::size_t size) {
    begin_ += size;
    if (begin_ != end_) return;
    begin_ = end_ = 0;
    if (buffer_) thread_.give_back(std::move(buffer_));
}

Arrival Transport::discard() {
    use(end_ - begin_);
    const auto arrival = receive();
    use(end_ - begin_);
    return arrival;
}

std::optional<std::size_t> Transport::try_send(std::span<const asio::const_buffer> parts) {
    error_code error;
    const auto sent = socket_.write_some(parts, error);
    if (error && error != asio::error::would_block) return std::nullopt;
    return sent;
}

Awaitable<Sent> Transport::send_rest(std::vector<asio::const_buffer> parts, std::size_t sent) {
    enter(Phase::writing, thread_.site().options.write_timeout);
    std::size_t waited_for = 0;
    for (auto first = parts.begin();;) {
        while (first != parts.end() && sent >= first->size()) sent -= (first++)->size();
        if (first == parts.end()) co_return Sent::all;
        *first += sent;

        const auto [error] = co_await socket_.async_wait(Socket::wait_write, nothrow);
        if (error) co_return Sent::failed;
        const auto more = try_send({first, parts.end()});
        if (!more) co_return Sent::failed;
        sent = *more;
        credit(waited_for += sent);
    }
}

Awaitable<void> Transport::leave() {
    error_code error;
    socket_.shutdown(Socket::shutdown_send, error);
    enter(Phase::leaving, leaving_time);
    for (std::size_t reads = 0; reads * thread_.buffer_size() < most_discarded; ++reads) {
        const auto [waited] = co_await readable();
        if (waited || discard() == Arrival::end) co_return;
    }
}

}  // namespace mortise::http
