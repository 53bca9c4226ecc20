// What the host counts, in Prometheus' text format. prometheus-cpp's one door.
// Get a RouteMetrics once per route and keep it: counting is then a few atomic additions.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mortise::observe {

class RouteMetrics;

class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    // `route` is a pattern ("POST /api/v1/auth/sign-in"), never a path that a client made up. Valid as long as the Metrics.
    RouteMetrics& route(std::string_view route);
    void count(RouteMetrics& route, int status, std::chrono::nanoseconds took) noexcept;

    void count_refusal(std::string_view reason);             // role_required, ...
    void count_plugin(std::string_view plugin, std::string_view name, std::uint64_t by);
    void count_event(std::string_view name);
    void count_reload(bool succeeded);

    // A gauge that is asked for its value whenever somebody scrapes.
    void sample(std::string name, std::string help, std::function<double()> value);

    std::string text() const;                                 // Content-Type: text/plain; version=0.0.4

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mortise::observe
