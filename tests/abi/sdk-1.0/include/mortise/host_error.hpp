// What a function of the host could not do. Most handlers let it pass: the fence hands the status back, and the host, which
// knows why, answers a rule of its own by name, and else 500, 503 or 504.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/version.hpp>

#include <stdexcept>
#include <string>

namespace mortise::inline v1_0 {

class HostError : public std::runtime_error {
public:
    HostError(mortise_status status, const std::string& detail) : std::runtime_error{detail}, status_{status} {}
    mortise_status status() const noexcept { return status_; }

private:
    mortise_status status_;
};

// A unique or check constraint refused the statement. Worth catching where two requests may race.
class ConstraintViolated final : public HostError {
public:
    explicit ConstraintViolated(const std::string& detail) : HostError{MORTISE_E_CONFLICT, detail} {}
};

}  // namespace mortise::inline v1_0
