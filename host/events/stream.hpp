// One open /events answer: the chunks that wait for its connection. The text of a chunk is shared by all streams it goes to.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "events/bus.hpp"

namespace mortise::events {

using Chunk = std::shared_ptr<const std::string>;

class Registry;

class EventStream final : public model::Stream, public std::enable_shared_from_this<EventStream> {
public:
    EventStream(Listener listener, std::size_t limit, std::weak_ptr<Registry> registry)
        : listener_{std::move(listener)}, limit_{limit}, registry_{std::move(registry)} {}

    const Listener& listener() const noexcept { return listener_; }

    void push(const Chunk& chunk);
    // The last chunk; then the stream is closed and leaves the registry.
    void finish(const Chunk& last);

    void on_ready(std::function<void()> wake) override;
    std::vector<Chunk> take() override;
    bool closed() const override;
    void detach() override;

private:
    // Shared, for it is called outside the lock: a connection's wake may take another one.
    using Wake = std::shared_ptr<const std::function<void()>>;
    Wake wake_once();
    void leave();

    const Listener listener_;
    const std::size_t limit_;
    const std::weak_ptr<Registry> registry_;
    mutable std::mutex mutex_;
    std::vector<Chunk> waiting_;
    Wake wake_;
    bool woken_ = false;  // and has not taken since
    bool closed_ = false;
};

}  // namespace mortise::events
