// An answer that lives on: drains a model::Stream to the peer as server-sent events until either side ends it.
#pragma once

#include "http/translate.hpp"
#include "http/transport.hpp"

namespace mortise::http {

// Sends the header and a comment at once, so that proxies pass the answer on, then every chunk as it comes. The end of the answer
// is the end of the connection. A read stays pending meanwhile: only so is it seen that the peer has left. Detaches the stream in
// any case. REQUIRES: response.stream.
Awaitable<void> send_stream(Transport& transport, model::Response response, AnswerContext context, Payload payload);

}  // namespace mortise::http
