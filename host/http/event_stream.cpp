#include "http/event_stream.hpp"

#include <array>
#include <memory>

#include "http/signal.hpp"

namespace mortise::http {
namespace {

using Chunks = std::vector<std::shared_ptr<const std::string>>;

// Notices that the peer has left. Shared with the pending read, which may end after the stream has.
class PeerWatch : public std::enable_shared_from_this<PeerWatch> {
public:
    PeerWatch(Transport& transport, std::shared_ptr<Wake> wake) : transport_{&transport}, wake_{std::move(wake)} {}

    // Whoever asked for a stream has nothing more to say on this connection: bytes count as leaving too.
    void begin() {
        transport_->socket().async_wait(Socket::wait_read,
                                        [self = shared_from_this()](error_code error) { self->arrive(error); });
    }
    void end() noexcept { transport_ = nullptr; }
    bool gone() const noexcept { return gone_; }

private:
    void arrive(error_code error) {
        if (!transport_) return;
        if (!error && transport_->discard() == Arrival::nothing_yet) return begin();
        gone_ = true;
        wake_->raise();
    }

    Transport* transport_;
    std::shared_ptr<Wake> wake_;
    bool gone_ = false;
};

// Ties a stream to a transport for the length of a scope.
class Attachment {
public:
    Attachment(Transport& transport, model::Stream& stream)
        : transport_{transport},
          stream_{stream},
          signal_{transport.thread().executor()},
          wake_{signal_},
          watch_{std::make_shared<PeerWatch>(transport, wake_.get())} {
        transport_.stream_signal = &signal_;
        stream_.on_ready([wake = wake_.get()] { wake->raise(); });
        watch_->begin();
    }
    Attachment(const Attachment&) = delete;
    Attachment& operator=(const Attachment&) = delete;
    ~Attachment() {
        transport_.stream_signal = nullptr;
        watch_->end();
        error_code ignored;
        transport_.socket().cancel(ignored);  // the pending read
        stream_.detach();
    }

    Signal& signal() noexcept { return signal_; }
    bool peer_is_gone() const noexcept { return watch_->gone(); }

private:
    Transport& transport_;
    model::Stream& stream_;
    Signal signal_;
    ScopedWake wake_;
    std::shared_ptr<PeerWatch> watch_;
};

std::vector<asio::const_buffer> buffers_of(const Chunks& chunks) {
    std::vector<asio::const_buffer> buffers;
    buffers.reserve(chunks.size());
    for (const auto& chunk : chunks) buffers.push_back(asio::buffer(*chunk));
    return buffers;
}

Awaitable<Sent> send_chunks(Transport& transport, Chunks chunks) {
    auto parts = buffers_of(chunks);
    const auto sent = transport.try_send(parts);
    if (!sent) co_return Sent::failed;
    const auto result = co_await transport.send_rest(std::move(parts), *sent);
    transport.enter(Phase::streaming, {});
    co_return result;
}

}  // namespace

Awaitable<void> drain(Transport& transport, std::shared_ptr<model::Stream> stream) {
    Attachment attachment{transport, *stream};
    transport.enter(Phase::streaming, {});
    for (;;) {
        const bool last = stream->closed() || transport.thread().site().draining;
        auto chunks = stream->take();
        const bool nothing = chunks.empty();
        if (!nothing && co_await send_chunks(transport, std::move(chunks)) == Sent::failed) break;
        if (last || attachment.peer_is_gone()) break;
        if (nothing) co_await attachment.signal().wait();
    }
}

}  // namespace mortise::http
