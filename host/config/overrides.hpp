// --set dotted.key=value: laid over the document of mortise.yaml before it is read, so that the same checks meet both. What comes
// from an override has the position `--set key`, without a line. A segment that holds a dot is quoted:
// plugins.enabled."com.example.auto-stop".settings.minutes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/node.hpp"
#include "config/problem.hpp"
#include "config/settings.hpp"

namespace mortise::config {

// The segments of a dotted key; empty when it is none.
std::optional<std::vector<std::string>> split_key(std::string_view key);

// Replaces or adds one value. A null takes the key away.
void apply(const Override& override_, Node& document, Problems& problems);

bool from_override(const Position& at);

}  // namespace mortise::config
