#include "events/stream.hpp"

#include "events/registry.hpp"

namespace mortise::events {

EventStream::Wake EventStream::wake_once() {
    if (woken_ || !wake_) return nullptr;
    woken_ = true;
    return wake_;
}

void EventStream::push(const Chunk& chunk) {
    Wake wake;
    bool overflowed = false;
    {
        const std::lock_guard lock{mutex_};
        if (closed_) return;
        if (waiting_.size() < limit_) {
            waiting_.push_back(chunk);
        } else {
            waiting_ = {};
            closed_ = overflowed = true;
            woken_ = false;
        }
        wake = wake_once();
    }
    if (overflowed) leave();
    if (wake) (*wake)();
}

void EventStream::finish(const Chunk& last) {
    Wake wake;
    {
        const std::lock_guard lock{mutex_};
        if (closed_) return;
        waiting_.push_back(last);
        closed_ = true;
        woken_ = false;
        wake = wake_once();
    }
    leave();
    if (wake) (*wake)();
}

void EventStream::on_ready(std::function<void()> wake) {
    Wake now;
    {
        const std::lock_guard lock{mutex_};
        wake_ = std::make_shared<const std::function<void()>>(std::move(wake));
        if (closed_ || !waiting_.empty()) now = wake_once();
    }
    if (now) (*now)();
}

std::vector<Chunk> EventStream::take() {
    const std::lock_guard lock{mutex_};
    woken_ = false;
    return std::exchange(waiting_, {});
}

bool EventStream::closed() const {
    const std::lock_guard lock{mutex_};
    return closed_;
}

void EventStream::detach() {
    {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        waiting_ = {};
        wake_.reset();
    }
    leave();
}

void EventStream::leave() {
    if (const auto registry = registry_.lock()) registry->remove(*this);
}

}  // namespace mortise::events
