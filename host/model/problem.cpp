#include "model/problem.hpp"

namespace mortise::model::problems {
namespace {

Problem make(int status, int code, std::string_view reason, std::string message, std::string_view field = {},
             std::string_view cause = {}) {
    Problem problem;
    problem.status = status;
    problem.code = code;
    problem.reason = reason;
    problem.message = std::move(message);
    problem.field = field;
    problem.cause = cause;
    return problem;
}

}  // namespace

Problem no_credential() { return make(401, 1000, "credential_required", "Exactly one credential is needed: a session cookie or an X-Api-Key header."); }
Problem bad_credential() { return make(401, 4003, "credential_invalid", "The credential is not valid."); }
Problem role_required(std::string_view permission) { return make(403, 4030, "role_required", "Your role in this workspace does not include " + std::string{permission} + "."); }
Problem plan_required(std::string_view permission) { return make(403, 4031, "plan_required", "The plan of this workspace does not include " + std::string{permission} + "."); }
Problem denied_while_logged_in_as(std::string_view permission) { return make(403, 4032, "logged_in_as", "Not possible while logged in as somebody: " + std::string{permission} + "."); }
Problem not_enabled(std::string_view permission) { return make(403, 4030, "not_enabled", "The feature behind " + std::string{permission} + " is not enabled on this server."); }
Problem step_up_required() { return make(403, 4033, "step_up_required", "Enter your password again to go on."); }
Problem csrf_failed() { return make(403, 4034, "csrf_failed", "A write by cookie needs this page's own Origin, application/json, and the session's X-CSRF-Token."); }
Problem wrong_host() { return make(421, 421, "wrong_host", "This server does not answer for that host name."); }
Problem no_such_route() { return make(404, 3000, "no_such_route", "There is nothing at this address."); }
Problem unknown_workspace() { return make(404, 404, "workspace_not_found", "There is no such workspace."); }
Problem unknown_user() { return make(404, 404, "user_not_found", "There is no such user in this workspace."); }
Problem not_found(std::string_view reason, std::string_view message) { return make(404, 404, reason, std::string{message}); }
Problem unknown_entity(std::string_view field) { return make(400, 501, "unknown_entity", "There is no such entity in this workspace.", field); }
Problem method_not_allowed(std::string allow) {
    auto problem = make(405, 3000, "method_not_allowed", "This address does not take that method.");
    problem.allow = std::move(allow);
    return problem;
}
Problem malformed(std::string_view message, std::string_view field) { return make(400, 3000, "malformed", std::string{message}, field); }
Problem invalid(std::string_view field, std::string_view message) { return make(400, 501, "invalid", std::string{message}, field); }
Problem conflict(std::string_view reason, std::string_view message) { return make(409, 409, reason, std::string{message}); }
Problem too_large(std::string_view message) { return make(413, 413, "too_large", std::string{message}); }
Problem unsupported_media_type() { return make(415, 415, "json_required", "The body must be application/json."); }
Problem too_many_requests(std::chrono::seconds retry_after) {
    auto problem = make(429, 4290, "too_many_requests", "Too many requests; try again later.");
    problem.retry_after = retry_after;
    return problem;
}
Problem unavailable(std::string_view cause, std::chrono::seconds retry_after) {
    auto problem = make(503, 503, "unavailable", "The server cannot do this right now; try again.", {}, cause);
    problem.retry_after = retry_after;
    return problem;
}
Problem deadline_passed() { return make(504, 504, "deadline_passed", "The request took too long and had no effect."); }
Problem internal(std::string_view cause) { return make(500, 500, "internal", "Something went wrong on the server; nothing was changed.", {}, cause); }

}  // namespace mortise::model::problems
