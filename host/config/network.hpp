// Addresses as mortise.yaml writes them. Checked here, so that a typing mistake has a line; opened by http.
#pragma once

#include <optional>
#include <string_view>

#include "config/settings.hpp"

namespace mortise::config {

std::optional<Endpoint> parse_endpoint(std::string_view text);  // 127.0.0.1:8080, [::1]:8080, unix:PATH
bool is_address_range(std::string_view text);                   // 10.0.0.1, 10.0.0.0/8, fd00::/8
bool is_host_name(std::string_view text);                       // example.org: lower-case labels, no port
bool is_origin(std::string_view text);                          // http://localhost:8080, without a path

}  // namespace mortise::config
