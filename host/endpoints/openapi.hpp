// /api/openapi.json, made from the manifests of what is enabled and from the host's own routes.
#pragma once

#include <boost/json/object.hpp>

#include "pipeline/generation.hpp"

namespace mortise::endpoints {

boost::json::object describe_api(const pipeline::Generation& generation, const std::vector<pipeline::Route>& routes);

}  // namespace mortise::endpoints
