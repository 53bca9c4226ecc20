// What no two enabled plugins may both define: a permission, a route, a table, an element, or one event in two ways. For packages.cpp.
#pragma once

#include <vector>

#include "config/problem.hpp"
#include "plugins/manifest.hpp"

namespace mortise::plugins {

void check_clashes(const std::vector<Manifest>& manifests, config::Problems& problems);

}  // namespace mortise::plugins
