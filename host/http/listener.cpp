#include "http/listener.hpp"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <cstring>

#include "http/bound_socket.hpp"
#include "http/refusals.hpp"
#include "observe/log.hpp"

namespace mortise::http {
namespace {

using namespace std::chrono_literals;

constexpr auto first_pause = 50ms, longest_pause = 500ms;
constexpr auto between_reports = 10s;
constexpr int most_at_once = 64;  // accepted before others on the thread get their turn

bool out_of_resources(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

}  // namespace

void ReserveDescriptor::release() noexcept {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
}

void ReserveDescriptor::refill() noexcept {
    if (descriptor_ < 0) descriptor_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

Listener::Listener(Address address, std::vector<IoThread*> threads)
    : threads_{std::move(threads)},
      protocol_{AF_INET, SOCK_STREAM},
      socket_{threads_.front()->executor()},
      pause_{threads_.front()->executor()} {
    auto bound = bind_and_listen(std::move(address));
    address_ = std::move(bound.address);
    protocol_ = bound.protocol;
    socket_.assign(bound.descriptor);
}

Listener::~Listener() { stop(); }

void Listener::begin() { asio::co_spawn(threads_.front()->executor(), run(), asio::detached); }

void Listener::stop() {
    if (!socket_.is_open()) return;
    error_code ignored;
    socket_.close(ignored);
    pause_.cancel();
    if (!address_.unix_path.empty()) ::unlink(address_.unix_path.c_str());
}

Awaitable<void> Listener::run() {
    while (socket_.is_open()) {
        const auto [error] = co_await socket_.async_wait(asio::posix::descriptor_base::wait_read, nothrow);
        if (error) co_return;
        for (int i = 0; i < most_at_once && accept_one(); ++i) {
        }
        if (pause_for_ == 0ms) continue;
        pause_.expires_after(pause_for_);
        co_await pause_.async_wait(nothrow);
    }
}

bool Listener::accept_one() {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    const int descriptor =
        ::accept4(socket_.native_handle(), reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0) {
        pause_for_ = 0ms;
        reserve_.refill();
        admit(descriptor, peer_text(peer));
        return true;
    }
    if (!out_of_resources(errno)) return errno == ECONNABORTED || errno == EINTR;
    report_exhaustion(errno);
    turn_away();
    pause_for_ = std::clamp<std::chrono::milliseconds>(2 * pause_for_, first_pause, longest_pause);
    return false;
}

void Listener::admit(int descriptor, std::string peer) {
    auto& site = threads_.front()->site();
    if (site.connections.fetch_add(1) < site.options.connections) {
        constexpr int yes = 1;
        if (protocol_.family() != AF_UNIX) ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        const auto chosen = next_thread_++ % threads_.size();
        return threads_[chosen]->adopt(protocol_, descriptor, std::move(peer));
    }
    --site.connections;
    auto& thread = *threads_.front();
    const auto response = refusals::to_response(refusals::too_many_connections());
    std::string answer;
    const auto id = thread.make_request_id();
    write_head(answer, response, {site.standing_lines, thread.date(), id, 1, Persistence::close});
    answer += response.body;
    ::send(descriptor, answer.data(), answer.size(), MSG_NOSIGNAL);
    ::shutdown(descriptor, SHUT_WR);
    // What the peer has sent is read, else closing would reset the connection and take the answer with it.
    std::array<char, 4096> ignored;
    while (::recv(descriptor, ignored.data(), ignored.size(), 0) > 0) {
    }
    ::close(descriptor);
}

// One peer learns at once that it cannot be served, instead of waiting for nothing.
void Listener::turn_away() {
    reserve_.release();
    const int descriptor = ::accept4(socket_.native_handle(), nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor >= 0) ::close(descriptor);
    reserve_.refill();
}

void Listener::report_exhaustion(int error) {
    const auto now = std::chrono::steady_clock::now();
    if (reported_at_ != std::chrono::steady_clock::time_point{} && now - reported_at_ < between_reports) return;
    reported_at_ = now;
    observe::log(observe::Level::error, "accept_exhausted", {{"address", to_text(address_)}, {"cause", std::strerror(error)}});
}

}  // namespace mortise::http
