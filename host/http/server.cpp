#include "http/server.hpp"

#include <boost/asio/post.hpp>
#include <future>

#include "http/io_thread.hpp"
#include "http/listener.hpp"
#include "http/site.hpp"

namespace mortise::http {
namespace {

class SocketServer final : public Server {
public:
    SocketServer(ServerOptions options, Handler handler) : site_{std::move(options), std::move(handler)} {}
    ~SocketServer() override { drain(std::chrono::seconds{0}); }

    void start() override;
    std::vector<Address> listening() const override;
    void stop_accepting() override;
    void drain(std::chrono::seconds within) override;
    std::size_t connections() const override { return site_.connections; }

private:
    bool wait_for_connections(std::chrono::milliseconds within) const;

    Site site_;
    std::vector<std::unique_ptr<IoThread>> threads_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    bool running_ = false;
};

void SocketServer::start() {
    std::vector<IoThread*> threads;
    for (unsigned i = 0; i < std::max(1u, site_.options.io_threads); ++i)
        threads.push_back(threads_.emplace_back(std::make_unique<IoThread>(site_)).get());
    for (const auto& address : site_.options.listen) listeners_.push_back(std::make_unique<Listener>(address, threads));
    for (const auto& listener : listeners_) listener->begin();
    for (const auto& thread : threads_) thread->start();
    running_ = true;
}

std::vector<Address> SocketServer::listening() const {
    std::vector<Address> addresses;
    for (const auto& listener : listeners_) addresses.push_back(listener->address());
    return addresses;
}

void SocketServer::stop_accepting() {
    if (!running_) return;
    std::promise<void> stopped;
    asio::post(threads_.front()->context(), [&] {
        for (const auto& listener : listeners_) listener->stop();
        stopped.set_value();
    });
    stopped.get_future().wait();
}

void SocketServer::drain(std::chrono::seconds within) {
    if (!running_) return;
    stop_accepting();
    site_.draining = true;
    for (const auto& thread : threads_) thread->wind_down();
    if (!wait_for_connections(within)) {
        constexpr std::chrono::milliseconds farewell{500};
        for (const auto& thread : threads_) thread->close_all();
        wait_for_connections(farewell);
    }
    running_ = false;
    for (const auto& thread : threads_) thread->stop();
    listeners_.clear();
    threads_.clear();
}

bool SocketServer::wait_for_connections(std::chrono::milliseconds within) const {
    constexpr std::chrono::milliseconds step{5};
    const auto end = std::chrono::steady_clock::now() + within;
    while (site_.connections > 0) {
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(step);
    }
    return true;
}

}  // namespace

std::unique_ptr<Server> Server::make(ServerOptions options, Handler handler) {
    return std::make_unique<SocketServer>(std::move(options), std::move(handler));
}

}  // namespace mortise::http
