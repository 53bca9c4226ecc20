// A browser or an API client for tests: one keep-alive connection to the real server, a cookie jar, the CSRF token.
#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mortise::testing {

struct Answer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;   // names in lower case
    std::string body;

    std::string header(std::string_view name) const;           // empty when absent; the first
    boost::json::value json() const;                            // throws, with the body in the message, when it is none
    std::string reason() const;                                 // of a refusal; empty when there is none
    // Status, all headers but Date and X-Request-Id, and the body: what must be identical for a foreign and an unknown id.
    std::string without_date_and_id() const;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

class Client {
public:
    // `host` as in the Host header without the port: localhost, acme.localhost.
    Client(unsigned short port, std::string host = "localhost");
    ~Client();
    Client(Client&&) noexcept;

    // Paths below /api/v1 begin with "/"; others are given whole with `raw`.
    Answer get(std::string_view path, const Headers& extra = {}) { return send("GET", path, {}, extra); }
    Answer post(std::string_view path, std::string_view body = "{}", const Headers& extra = {}) { return send("POST", path, body, extra); }
    Answer put(std::string_view path, std::string_view body, const Headers& extra = {}) { return send("PUT", path, body, extra); }
    Answer patch(std::string_view path, std::string_view body, const Headers& extra = {}) { return send("PATCH", path, body, extra); }
    Answer del(std::string_view path, std::string_view body = {}, const Headers& extra = {}) { return send("DELETE", path, body, extra); }
    // As a page of ours would: the cookie, our Origin, JSON, the CSRF token; or the API key when there is one.
    Answer send(std::string_view method, std::string_view path, std::string_view body, const Headers& extra = {});
    // Nothing added but Host, Content-Length and what is given; the whole path.
    Answer raw(std::string_view method, std::string_view target, std::string_view body, const Headers& headers);

    // Signs in and keeps cookie and token; throws when it fails.
    Client& sign_in(std::string_view email, std::string_view password = "mortise-demo");
    Client& use_key(std::string secret);
    // Reads the CSRF token again, after a cookie that came otherwise.
    void refresh_session();
    // Goes where a hand-off leads and takes the session there. Throws when it fails.
    Client follow_handoff(std::string_view location) const;

    const std::string& cookie() const { return cookie_; }
    void set_cookie(std::string cookie) { cookie_ = std::move(cookie); }
    const std::string& csrf() const { return csrf_; }
    const std::string& host() const { return host_; }
    unsigned short port() const { return port_; }
    std::string origin() const { return "http://" + host_ + ':' + std::to_string(port_); }

private:
    struct Connection;
    unsigned short port_;
    std::string host_, cookie_, csrf_, key_;
    std::unique_ptr<Connection> connection_;
};

struct ServerSentEvent {
    std::string name, data;
    std::chrono::steady_clock::time_point at;
    boost::json::value json() const;
};

// GET /events of a signed-in client, read in a thread of its own.
class EventStream {
public:
    explicit EventStream(const Client& client);
    ~EventStream();
    // The next event of that name; nothing when none came in time. Events before it are passed over.
    std::optional<ServerSentEvent> wait_for(std::string_view name, std::chrono::milliseconds timeout = std::chrono::milliseconds{2000});
    // All that came until now, and stays there.
    std::vector<ServerSentEvent> seen() const;
    // Whether the server ended the stream within that time.
    bool ended(std::chrono::milliseconds timeout = std::chrono::milliseconds{2000}) const;
    int status() const;

private:
    struct Reader;
    std::unique_ptr<Reader> reader_;
};

}  // namespace mortise::testing
