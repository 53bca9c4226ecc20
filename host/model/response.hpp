// What goes back: status, headers, a body in memory, or a stream of events that lives on.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/request.hpp"

namespace mortise::model {

// A source of text chunks for one long answer (server-sent events). Made by events/bus, drained by http/event_stream.
// Thread-safe: `take` and `close` come from the connection's thread, the wake function is called from any.
class Stream {
public:
    virtual ~Stream() = default;
    // Called once, before the first take. `wake` is called whenever take() has something new, or closed() became true.
    virtual void on_ready(std::function<void()> wake) = 0;
    // All chunks since the last call, ready to be written.
    virtual std::vector<std::shared_ptr<const std::string>> take() = 0;
    // No more chunks will come after those already there: end the answer and close.
    virtual bool closed() const = 0;
    // The peer is gone.
    virtual void detach() = 0;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::vector<NamedText> headers;               // beside those that http adds to every answer
    std::string body;
    std::shared_ptr<const std::string> shared_body;  // instead of body: memory that outlives the answer (a static file)
    std::shared_ptr<Stream> stream;               // instead of a body
    bool cacheable = false;                       // false: Cache-Control: no-store
    bool close = false;                           // close the connection after this answer

    std::string_view payload() const noexcept { return shared_body ? std::string_view{*shared_body} : std::string_view{body}; }
};

}  // namespace mortise::model
