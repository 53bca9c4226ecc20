#include "http/refusals.hpp"

#include "observe/json_text.hpp"

namespace mortise::http::refusals {
namespace {

model::Problem make(int status, std::string_view reason, std::string_view message) {
    model::Problem problem;
    problem.status = problem.code = status;
    problem.reason = reason;
    problem.message = message;
    return problem;
}

}  // namespace

model::Problem malformed(std::string_view message) { return model::problems::malformed(message); }
model::Problem header_timeout() { return make(408, "header_timeout", "The header of the request did not arrive in time."); }
model::Problem body_timeout() { return make(408, "body_timeout", "The body of the request did not arrive in time."); }
model::Problem body_too_large() { return model::problems::too_large("The body is larger than this address takes."); }
model::Problem target_too_long() { return make(414, "target_too_long", "The address asked for is too long."); }
model::Problem unknown_expectation() { return make(417, "unknown_expectation", "Of Expect only 100-continue is understood."); }
model::Problem header_too_large() { return make(431, "header_too_large", "The header has too many bytes or fields."); }
model::Problem unknown_coding() { return make(501, "unknown_coding", "Of Transfer-Encoding only chunked is understood."); }
model::Problem method_too_long() { return make(501, "unknown_method", "There is no such method."); }
model::Problem too_many_connections() {
    auto problem = model::problems::unavailable("too many connections");
    problem.reason = "too_many_connections";
    return problem;
}
model::Problem unknown_version() { return make(505, "unknown_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here."); }

model::Response to_response(const model::Problem& problem) {
    model::Response response;
    response.status = problem.status;
    response.body = "{\"message\":";
    observe::append_json_text(response.body, problem.message);
    response.body += ",\"code\":" + std::to_string(problem.code) + ",\"reason\":";
    observe::append_json_text(response.body, problem.reason);
    response.body += '}';
    if (problem.retry_after) response.headers.push_back({"Retry-After", std::to_string(problem.retry_after->count())});
    if (!problem.allow.empty()) response.headers.push_back({"Allow", problem.allow});
    return response;
}

}  // namespace mortise::http::refusals
