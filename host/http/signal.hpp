// Wakes a coroutine. Signal is for its own I/O thread; Wake lets other threads raise it, for as long as the coroutine is there.
#pragma once

#include <memory>
#include <mutex>

#include "http/socket.hpp"

namespace mortise::http {

// A timer that never runs out: so the waiting coroutine belongs to its io_context, and ends with it.
class Signal {
public:
    explicit Signal(Executor executor) : timer_{executor, std::chrono::steady_clock::time_point::max()} {}

    Executor executor() { return timer_.get_executor(); }
    Awaitable<void> wait();  // returns at once when raised since the last wait
    void raise();

private:
    Timer timer_;
    bool raised_ = false;
};

class Wake : public std::enable_shared_from_this<Wake> {
public:
    explicit Wake(Signal& signal) : signal_{&signal} {}

    void raise();   // from any thread
    void forget();  // from the I/O thread: the signal is about to end

private:
    void arrive();

    std::mutex mutex_;
    Signal* signal_;
    bool on_its_way_ = false;
};

// A Wake that forgets its signal at the end of a scope.
class ScopedWake {
public:
    explicit ScopedWake(Signal& signal) : wake_{std::make_shared<Wake>(signal)} {}
    ScopedWake(const ScopedWake&) = delete;
    ScopedWake& operator=(const ScopedWake&) = delete;
    ~ScopedWake() { wake_->forget(); }

    const std::shared_ptr<Wake>& get() const noexcept { return wake_; }

private:
    std::shared_ptr<Wake> wake_;
};

}  // namespace mortise::http
