// What no two enabled plugins may both define, nor one and the host: a permission, a route, a table, an element, or one event in two
// ways. For packages.cpp and `mortise plugin check`.
#pragma once

#include <vector>

#include "config/problem.hpp"
#include "plugins/manifest.hpp"

namespace mortise::plugins {

void check_clashes(const std::vector<Manifest>& manifests, config::Problems& problems);

}  // namespace mortise::plugins
