#include "http/signal.hpp"

#include <boost/asio/post.hpp>

namespace mortise::http {

Awaitable<void> Signal::wait() {
    if (!raised_) co_await timer_.async_wait(nothrow);
    raised_ = false;
}

void Signal::raise() {
    raised_ = true;
    timer_.cancel();
}

void Wake::raise() {
    const std::lock_guard lock{mutex_};
    if (!signal_ || on_its_way_) return;
    on_its_way_ = true;
    asio::post(signal_->executor(), [self = shared_from_this()] { self->arrive(); });
}

void Wake::arrive() {
    const std::lock_guard lock{mutex_};
    on_its_way_ = false;
    if (signal_) signal_->raise();
}

void Wake::forget() {
    const std::lock_guard lock{mutex_};
    signal_ = nullptr;
}

}  // namespace mortise::http
