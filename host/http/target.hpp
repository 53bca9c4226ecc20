// The request target, percent-decoded once.
#pragma once

#include <optional>
#include <string_view>

#include "model/problem.hpp"
#include "model/request.hpp"

namespace mortise::http {

// Fills path and query from a target that the guard has passed. A refusal when the encoding is invalid, or when a decoded path
// could be read in two ways: control characters, encoded slashes, backslashes, dot segments.
std::optional<model::Problem> read_target(std::string_view target, model::Request& request);

}  // namespace mortise::http
