// What commands print: JSON for programs, a table for people.
#pragma once

#include <boost/json/value.hpp>

#include "cli/configuration.hpp"

namespace mortise::cli {

void print(const boost::json::value& result, bool as_json);

// mortise demo: seeds, and says whom to sign in as.
int run_demo(const Configuration& configuration, bool as_json);

}  // namespace mortise::cli
