// One peer: reads a request through the guard, asks the handler, sends the answer, and again, in order and one at a time.
// The first thing wrong with a request is answered once, and the connection closed: nothing after it can be trusted to be a
// request.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "http/guard.hpp"
#include "http/transport.hpp"
#include "model/request.hpp"
#include "model/response.hpp"

namespace mortise::http {

class Connection {
public:
    // Takes over the socket; lives until either side is done.
    static void begin(IoThread& thread, Socket socket, std::string peer);

    Connection(IoThread& thread, Socket socket, std::string peer);

private:
    enum class Ending : unsigned char {
        gone,       // the peer, or its time
        served,     // with the last answer of this connection
        refused,    // refusal_ is still to be sent
        streaming,  // the header is sent, stream_ is to follow
    };

    Awaitable<void> run();
    // Apart from run, so that a stream holds on to nothing of the requests before it.
    Awaitable<Ending> serve();
    Ending refuse(const model::Problem& problem);
    void await_head();
    std::optional<model::Problem> translate(const Guard& guard, model::Request& request);
    std::size_t body_limit(const model::Request& request) const;
    bool invite_body(const Guard& guard);
    Verdict take_body(Guard& guard, model::Request& request);
    // How much went out without waiting, of answer_size_ bytes; nothing when the peer is gone.
    std::optional<std::size_t> send_now(const model::Response& response, Payload payload, Persistence persistence);
    Awaitable<std::optional<std::size_t>> send_rest(const model::Response& response, Payload payload, std::size_t sent);

    Transport transport_;
    const Site& site_;
    const std::string peer_;
    const bool peer_is_trusted_;
    std::string request_id_;
    std::unique_ptr<model::Problem> refusal_;
    std::shared_ptr<model::Stream> stream_;
    std::size_t answer_size_ = 0;
    unsigned minor_version_ = 1;
};

}  // namespace mortise::http
