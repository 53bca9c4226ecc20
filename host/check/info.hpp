// All that can be known of a package without running it: what its manifest says, and what its library says in its headers.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "check/package.hpp"

namespace mortise::check {

// REQUIRES of both: the package has its manifest. The library may be missing.
boost::json::object describe(const Package& package);  // for programs; the members have the names that plugin.yaml has
std::string info_text(const Package& package);         // for people

std::string_view audience_text(model::Audience audience);  // as plugin.yaml has it

}  // namespace mortise::check
