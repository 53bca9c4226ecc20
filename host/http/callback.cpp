#include <boost/asio/this_coro.hpp>
#include <mutex>
#include <optional>

#include "http/refusals.hpp"
#include "http/server.hpp"
#include "http/signal.hpp"

namespace mortise::http {
namespace {

// What the coroutine and the one who answers share.
class Pending {
public:
    void answer(model::Response&& response) {
        const std::lock_guard lock{mutex_};
        if (std::exchange(answered_, true)) return;
        response_ = std::move(response);
        if (wake_) wake_->raise();
    }

    std::optional<model::Response> take() {
        const std::lock_guard lock{mutex_};
        return std::exchange(response_, std::nullopt);
    }

    void wake_with(std::shared_ptr<Wake> wake) {
        const std::lock_guard lock{mutex_};
        wake_ = std::move(wake);
        if (answered_) wake_->raise();
    }

private:
    std::mutex mutex_;
    std::optional<model::Response> response_;
    std::shared_ptr<Wake> wake_;
    bool answered_ = false;
};

// Dropped without an answer, it says that something went wrong: no peer is left waiting.
class Answerer {
public:
    explicit Answerer(std::shared_ptr<Pending> pending) : pending_{std::move(pending)} {}
    Answerer(const Answerer&) = delete;
    Answerer& operator=(const Answerer&) = delete;
    ~Answerer() { answer(refusals::to_response(model::problems::internal("the handler gave no answer"))); }

    void answer(model::Response&& response) { pending_->answer(std::move(response)); }

private:
    std::shared_ptr<Pending> pending_;
};

Awaitable<model::Response> call(const std::function<void(model::Request&&, Answer)>& handle, model::Request request) {
    const auto pending = std::make_shared<Pending>();
    handle(std::move(request), [answerer = std::make_shared<Answerer>(pending)](model::Response&& response) {
        answerer->answer(std::move(response));
    });
    if (auto response = pending->take()) co_return *std::move(response);

    Signal signal{co_await asio::this_coro::executor};
    const ScopedWake wake{signal};
    pending->wake_with(wake.get());
    co_await signal.wait();
    co_return pending->take().value();
}

}  // namespace

Handler from_callback(std::function<void(model::Request&&, Answer)> handle) {
    return [handle = std::move(handle)](model::Request&& request) { return call(handle, std::move(request)); };
}

}  // namespace mortise::http
