// The server's sockets: one io_context per I/O thread, a guard in front of Beast, one request at a time per connection.
// Knows nothing of routes: every complete request goes to one Handler.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/request.hpp"
#include "model/response.hpp"

namespace mortise::http {

// The executor's type is not erased: it costs 2 us a request.
template <class T>
using Awaitable = boost::asio::awaitable<T, boost::asio::io_context::executor_type>;

// Runs on the connection's I/O thread and must not block it. The request lives until the answer is there. What it throws is
// answered: a model::Refusal as it says, anything else with 500.
using Handler = std::function<Awaitable<model::Response>(model::Request&&)>;

// For a handler that answers through a callback, from any thread, once; at once costs nothing extra. A callback that is dropped
// without an answer answers 500.
using Answer = std::function<void(model::Response&&)>;
Handler from_callback(std::function<void(model::Request&&, Answer)> handle);

struct Address {
    std::string host;  // empty with unix_path
    unsigned short port = 0;
    std::string unix_path;
};

struct ServerOptions {
    std::vector<Address> listen;
    unsigned io_threads = 1;
    std::size_t header_limit = 8 * 1024;  // bytes with the request line; beyond 431, or 414 within that line
    std::size_t field_limit = 100;
    std::size_t body_limit = 1024 * 1024;  // of any route; routes have smaller ones
    // The limit for one request, asked when its header has ended; 0: no body is taken.
    std::function<std::size_t(model::Method, std::string_view path)> body_limit_of;
    std::chrono::seconds header_timeout{10}, body_timeout{10}, write_timeout{10}, idle_timeout{60};
    std::size_t connections = 10'000;
    std::vector<std::string> trusted_proxies;  // addresses, CIDR ranges, or unix for peers on a unix_path
    bool tls = false;                          // whether answers say Strict-Transport-Security (behind a TLS proxy)
    std::string content_security_policy;       // on every answer
    std::function<std::string()> request_id;   // made once per request; empty: numbers of this process, without a system call
};

class Server {
public:
    // Throws std::runtime_error naming a trusted proxy that is none.
    static std::unique_ptr<Server> make(ServerOptions options, Handler handler);
    virtual ~Server() = default;
    virtual void start() = 0;  // binds, listens, starts the I/O threads; throws std::runtime_error naming the address
    virtual std::vector<Address> listening() const = 0;  // with the ports that were chosen
    virtual void stop_accepting() = 0;
    virtual void drain(std::chrono::seconds within) = 0;  // lets requests in flight finish, then closes and joins
    virtual std::size_t connections() const = 0;
};

}  // namespace mortise::http
