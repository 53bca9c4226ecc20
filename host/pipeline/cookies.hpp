// The session cookie: __Host-mortise, or `mortise` where the operator says that people come by plain http.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/settings.hpp"
#include "model/request.hpp"
#include "plugins/call.hpp"

namespace mortise::pipeline {

std::string_view cookie_name(const config::Settings& settings) noexcept;

// The session token that the request brings. Two cookies of that name: Refusal 400, for one of them was planted.
std::optional<std::string> session_token(const model::Request& request, const config::Settings& settings);

model::NamedText set_cookie(const plugins::SessionCookie& cookie, const config::Settings& settings, model::Instant now);
model::NamedText clear_cookie(const config::Settings& settings);

}  // namespace mortise::pipeline
