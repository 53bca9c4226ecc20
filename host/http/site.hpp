// What all I/O threads share: how to answer, and how many are connected.
#pragma once

#include <atomic>

#include "http/guard.hpp"
#include "http/proxies.hpp"
#include "http/server.hpp"
#include "http/translate.hpp"

namespace mortise::http {

struct Site {
    Site(ServerOptions options_, Handler handler_)
        : options{std::move(options_)},
          handler{std::move(handler_)},
          proxies{options.trusted_proxies},
          standing_lines{http::standing_lines(options)},
          guard_limits{options.header_limit, options.field_limit} {}

    const ServerOptions options;
    const Handler handler;
    const TrustedProxies proxies;
    const std::string standing_lines;
    const GuardLimits guard_limits;
    std::atomic<std::size_t> connections{0};
    std::atomic<bool> draining{false};
};

}  // namespace mortise::http
