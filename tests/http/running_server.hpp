// A server on a free loopback port whose handler answers with what it was asked, for tests that speak to it through a socket.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "client.hpp"
#include "framing_cases.hpp"
#include "http/server.hpp"

namespace mortise::http::test {

inline ServerOptions quick_options() {
    ServerOptions options;
    options.listen = {{"127.0.0.1", 0, {}}};
    options.header_limit = header_limit;
    options.body_limit_of = [](model::Method, std::string_view path) {
        return path == "/big" ? std::size_t{1} << 20 : body_limit;
    };
    options.header_timeout = options.body_timeout = options.write_timeout = std::chrono::seconds{1};
    options.idle_timeout = std::chrono::seconds{1};
    options.content_security_policy = "default-src 'self'";
    return options;
}

// The body is the request's body; every other part of the request is told in a field.
inline model::Response echo(const model::Request& request) {
    model::Response response;
    response.content_type = "text/plain";
    response.body = request.body;
    std::string query;
    for (const auto& [name, value] : request.query) query += "[" + name + "=" + value + "]";
    response.headers = {{"X-Method", request.method_text},
                        {"X-Path", request.path},
                        {"X-Query", query},
                        {"X-Host", request.host},
                        {"X-Authority", request.authority},
                        {"X-Client", request.client_address},
                        {"X-Secure", request.secure ? "yes" : "no"}};
    if (request.header("authorization")) response.headers.push_back({"X-Authorized", "yes"});
    return response;
}

class RunningServer {
public:
    explicit RunningServer(ServerOptions options = quick_options()) : RunningServer{std::move(options), &RunningServer::echoes} {}
    RunningServer(ServerOptions options, Handler handler)
        : server_{Server::make(std::move(options), [this, handler = std::move(handler)](model::Request&& request) {
              ++requests_;
              return handler(std::move(request));
          })} {
        server_->start();
    }

    Client connect(std::size_t listener = 0) const { return Client{server_->listening().at(listener)}; }
    Server& operator*() { return *server_; }
    Server* operator->() { return server_.get(); }
    unsigned requests() const { return requests_; }

    static Awaitable<model::Response> echoes(model::Request&& request) {
        const auto owned = std::move(request);
        co_return echo(owned);
    }

private:
    std::atomic<unsigned> requests_{0};
    std::unique_ptr<Server> server_;
};

}  // namespace mortise::http::test
