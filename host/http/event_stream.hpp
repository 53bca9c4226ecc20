// An answer that lives on: drains a model::Stream to the peer as server-sent events until either side ends it.
#pragma once

#include <memory>
#include <string_view>

#include "http/transport.hpp"
#include "model/response.hpp"

namespace mortise::http {

// A comment that goes out with the header, so that proxies pass the answer on at once.
inline constexpr std::string_view stream_greeting = ": hello\n\n";

// Sends every chunk as it comes until the stream is closed, the peer is gone or the server is going. A read stays pending
// meanwhile: only so is it seen that the peer has left. Detaches the stream in any case.
Awaitable<void> drain(Transport& transport, std::shared_ptr<model::Stream> stream);

}  // namespace mortise::http
