#include "observe/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <map>
#include <mutex>
#include <vector>

namespace mortise::observe {

class RouteMetrics {
public:
    std::array<prometheus::Counter*, 6> by_class{};   // index: the status' first digit
    prometheus::Histogram* seconds = nullptr;
};

struct Metrics::Impl {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
        .Name("mortise_http_requests_total").Help("Requests answered, by route and status class").Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
        .Name("mortise_http_request_seconds").Help("From the end of the header to the answer").Register(registry);
    prometheus::Family<prometheus::Counter>& refusals = prometheus::BuildCounter()
        .Name("mortise_refusals_total").Help("Requests refused, by reason").Register(registry);
    prometheus::Family<prometheus::Counter>& plugins = prometheus::BuildCounter()
        .Name("mortise_plugin_total").Help("Counted by plugins").Register(registry);
    prometheus::Family<prometheus::Counter>& events = prometheus::BuildCounter()
        .Name("mortise_events_total").Help("Events published after commit, by name").Register(registry);
    prometheus::Family<prometheus::Counter>& reloads = prometheus::BuildCounter()
        .Name("mortise_reloads_total").Help("Configurations read again, by outcome").Register(registry);

    std::mutex mutex;
    std::map<std::string, std::unique_ptr<RouteMetrics>, std::less<>> routes;
    std::vector<std::pair<prometheus::Gauge*, std::function<double()>>> samples;
};

Metrics::Metrics() : impl_{std::make_unique<Impl>()} {}
Metrics::~Metrics() = default;

RouteMetrics& Metrics::route(std::string_view route) {
    const std::lock_guard lock{impl_->mutex};
    if (const auto found = impl_->routes.find(route); found != impl_->routes.end()) return *found->second;
    auto made = std::make_unique<RouteMetrics>();
    const std::string name{route};
    for (int digit = 1; digit <= 5; ++digit)
        made->by_class[digit] = &impl_->requests.Add({{"route", name}, {"status", std::to_string(digit) + "xx"}});
    const prometheus::Histogram::BucketBoundaries bounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5};
    made->seconds = &impl_->seconds.Add({{"route", name}}, bounds);
    return *impl_->routes.emplace(name, std::move(made)).first->second;
}

void Metrics::count(RouteMetrics& route, int status, std::chrono::nanoseconds took) noexcept {
    const int digit = status / 100;
    if (digit >= 1 && digit <= 5) route.by_class[digit]->Increment();
    route.seconds->Observe(std::chrono::duration<double>(took).count());
}

void Metrics::count_refusal(std::string_view reason) { impl_->refusals.Add({{"reason", std::string{reason}}}).Increment(); }

void Metrics::count_plugin(std::string_view plugin, std::string_view name, std::uint64_t by) {
    impl_->plugins.Add({{"plugin", std::string{plugin}}, {"name", std::string{name}}}).Increment(static_cast<double>(by));
}

void Metrics::count_event(std::string_view name) { impl_->events.Add({{"name", std::string{name}}}).Increment(); }

void Metrics::count_reload(bool succeeded) {
    impl_->reloads.Add({{"outcome", succeeded ? "succeeded" : "failed"}}).Increment();
}

void Metrics::sample(std::string name, std::string help, std::function<double()> value) {
    auto& family = prometheus::BuildGauge().Name(std::move(name)).Help(std::move(help)).Register(impl_->registry);
    const std::lock_guard lock{impl_->mutex};
    impl_->samples.emplace_back(&family.Add({}), std::move(value));
}

std::string Metrics::text() const {
    const std::lock_guard lock{impl_->mutex};
    for (const auto& [gauge, value] : impl_->samples) gauge->Set(value());
    return prometheus::TextSerializer{}.Serialize(impl_->registry.Collect());
}

}  // namespace mortise::observe
