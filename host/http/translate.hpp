// Between HTTP as bytes and the model: Beast reads a header block that the guard has passed straight into a model::Request, and a
// model::Response becomes the header block that goes before its payload.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/guard.hpp"
#include "http/server.hpp"
#include "model/problem.hpp"
#include "model/request.hpp"
#include "model/response.hpp"

namespace mortise::http {

// Fills method, path, query, headers, host and authority. A refusal when the target cannot be taken.
std::optional<model::Problem> read_request(std::string_view header, model::Request& request);

// The lines that every answer of this server carries, errors too.
std::string standing_lines(const ServerOptions& options);

enum class Payload : unsigned char { send, omit };  // omit: HEAD

struct AnswerContext {
    std::string_view standing_lines;
    std::string_view date;
    std::string_view request_id;
    unsigned minor_version = 1;
    Persistence persistence = Persistence::keep_alive;
};

// Appends the status line, all fields and the empty line. Fields of the response that are the server's own to say (framing,
// security, Cache-Control unless cacheable) or that would break the framing are left out.
// An answer with a stream is server-sent events until the connection ends.
void write_head(std::string& out, const model::Response& response, const AnswerContext& context);

bool has_payload(int status) noexcept;  // not 204 and 304

}  // namespace mortise::http
