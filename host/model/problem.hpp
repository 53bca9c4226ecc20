// A refusal by name. Whoever refuses throws one; pipeline/answer turns it into HTTP, in that one place.
// The message is for the caller and never holds a secret, SQL or a path; the cause is for the log alone.
#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

namespace mortise::model {

struct Problem {
    int status = 500;
    int code = 500;
    std::string reason;   // stable_snake_case
    std::string message;
    std::string field;    // the input it is about
    std::string cause;    // for the log
    std::optional<std::chrono::seconds> retry_after;
    std::string allow;    // methods, for 405
};

class Refusal : public std::exception {
public:
    explicit Refusal(Problem problem) : problem_{std::move(problem)} {}
    const Problem& problem() const noexcept { return problem_; }
    const char* what() const noexcept override { return problem_.reason.c_str(); }

private:
    Problem problem_;
};

// The refusals that more than one room makes. Codes are those of the public API, see docs/reference/http.md.
namespace problems {

Problem no_credential();                                   // 401 1000: none, or more than one
Problem bad_credential();                                  // 401 4003: unknown, dead, expired: all alike
Problem role_required(std::string_view permission);        // 403 4030
Problem plan_required(std::string_view permission);        // 403 4031
Problem denied_while_logged_in_as(std::string_view permission);  // 403 4032
Problem not_enabled(std::string_view permission);          // 403 4030
Problem step_up_required();                                // 403 4033
Problem csrf_failed();                                     // 403 4034
Problem wrong_host();                                      // 421
Problem no_such_route();                                   // 404 3000
Problem unknown_workspace();                               // 404 404: also for those that the caller cannot see
Problem unknown_user();                                    // 404 404: also for those of other workspaces
Problem not_found(std::string_view reason, std::string_view message);
Problem unknown_entity(std::string_view field);            // 400 501: the public API's answer for the two above
Problem method_not_allowed(std::string allow);             // 405 3000
Problem malformed(std::string_view message, std::string_view field = {});      // 400 3000
Problem invalid(std::string_view field, std::string_view message);             // 400 501
Problem conflict(std::string_view reason, std::string_view message);           // 409
Problem too_large(std::string_view message);               // 413
Problem unsupported_media_type();                          // 415
Problem too_many_requests(std::chrono::seconds retry_after);                   // 429 4290
Problem unavailable(std::string_view cause, std::chrono::seconds retry_after = std::chrono::seconds{1});  // 503
Problem deadline_passed();                                 // 504
Problem internal(std::string_view cause);                  // 500

}  // namespace problems
}  // namespace mortise::model
