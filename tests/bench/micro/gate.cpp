// The gate's decision over the rules that the project ships, beside one look-up in the map that it avoids.

#include <benchmark/benchmark.h>

#include <map>
#include <stdexcept>
#include <string>

#include "access/policy.hpp"
#include "config/access_rules.hpp"

namespace mortise {
namespace {

// The shipped rules, and every permission that they name as defined.
struct Shipped {
    config::AccessRules rules;
    std::map<std::string, std::string, std::less<>> defined;
};

Shipped shipped() {
    config::Problems problems;
    auto rules = config::read_access_rules(MORTISE_SOURCE_DIR "/config/access.yaml", problems);
    if (!rules) throw std::runtime_error{"config/access.yaml has problems; see `mortise check-config`"};
    Shipped result{*std::move(rules), {}};
    for (const auto& [plugin, list] : result.rules.rules)
        for (const auto& rule : list) result.defined.emplace(rule.permission, plugin);
    return result;
}

void decide(benchmark::State& state) {
    const auto [rules, defined] = shipped();
    const access::Policy policy{rules, defined};
    const auto permission = policy.index_of("timers.stop-others");
    access::Standing standing{true, false, policy.role_index("owner"), policy.plan_index("enterprise")};
    for (auto _ : state) {
        benchmark::DoNotOptimize(standing);
        benchmark::DoNotOptimize(policy.decide(permission, standing));
    }
}
BENCHMARK(decide);

void map_lookup(benchmark::State& state) {
    const auto [rules, defined] = shipped();
    std::string_view permission = "timers.stop-others";
    for (auto _ : state) {
        benchmark::DoNotOptimize(permission);
        benchmark::DoNotOptimize(defined.find(permission));
    }
}
BENCHMARK(map_lookup);

}  // namespace
}  // namespace mortise
