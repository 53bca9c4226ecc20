// What http itself refuses, before any route is known. Each is answered once, and the connection closed.
#pragma once

#include <string_view>

#include "model/problem.hpp"
#include "model/response.hpp"

namespace mortise::http::refusals {

model::Problem malformed(std::string_view message);  // 400: the connection cannot be trusted to be in step
model::Problem header_timeout();                     // 408
model::Problem body_timeout();                       // 408
model::Problem body_too_large();                     // 413
model::Problem target_too_long();                    // 414
model::Problem unknown_expectation();                // 417
model::Problem header_too_large();                   // 431: more bytes or more fields than allowed
model::Problem unknown_coding();                     // 501: a transfer coding other than chunked
model::Problem method_too_long();                    // 501
model::Problem too_many_connections();               // 503
model::Problem unknown_version();                    // 505

// {"message", "code", "reason"}, as the pipeline's own refusals look.
model::Response to_response(const model::Problem& problem);

}  // namespace mortise::http::refusals
