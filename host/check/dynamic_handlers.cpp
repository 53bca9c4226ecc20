// A handler's daily work: what it answers, what it keeps, and what becomes of it under load.
#include <thread>

#include "check/dynamic_bench.hpp"

namespace mortise::check {
namespace {

constexpr int threads = 8, calls_per_thread = 8;

bool answered_nothing(const testing::Answer& answer) {
    return answer.returned == MORTISE_OK && answer.answers == 0 && answer.status == 500;
}

std::string status_text(const testing::Answer& answer) {
    return std::to_string(answer.status) + (answer.cause.empty() ? "" : " (" + answer.cause + ")");
}

}  // namespace

Findings answers_once(const Trial& trial) {
    Findings findings;
    Bench bench{trial};
    auto host = bench.host();
    if (const auto status = host.start(); status != MORTISE_OK)
        return {"create or start fails with status " + std::to_string(status) + " on a host that has everything"};
    for (const auto& route : trial.manifest.routes)
        for (const auto& input : bench.hostile(route)) {
            const auto answer = bench.call(host, route, input);
            if (answered_nothing(answer)) findings.push_back(handler_text(route) + " returns without an answer to " + input.what);
            if (answer.answers > 1) findings.push_back(handler_text(route) + " answers more than once to " + input.what);
            if (!findings.empty()) break;
        }
    return findings;
}

Findings request_memory(const Trial& trial) {
    Bench bench{trial};
    auto host = bench.host();
    host.guard_memory();
    for (int round = 0; round < 2; ++round) for_each_route(trial, bench, host, [](const auto&, const auto&, const auto&) {});
    host.stop();  // what was kept and is read crashed this process, which is the finding
    return {};
}

Findings hostile_input(const Trial& trial) {
    Findings findings;
    Bench bench{trial};
    auto host = bench.host();
    for (const auto& route : trial.manifest.routes) {
        const bool works = bench.call(host, route, bench.usual(route)).status < 500;
        for (const auto& input : bench.hostile(route)) {
            const auto answer = bench.call(host, route, input);
            if (answer.cause.find("threw across the boundary") != std::string::npos)
                findings.push_back(handler_text(route) + " throws at " + input.what + "; no exception may cross the boundary");
            else if (works && input.allowed && answer.status >= 500 && !answered_nothing(answer))
                findings.push_back(handler_text(route) + " answers " + status_text(answer) + " to " + input.what +
                                   ", which its schema allows");
        }
    }
    return findings;
}

Findings calls_at_once(const Trial& trial) {
    Bench bench{trial};
    auto host = bench.host();
    std::vector<std::uint32_t> alone;
    for_each_route(trial, bench, host, [&](const auto&, const auto&, const auto& answer) { alone.push_back(answer.status); });
    std::vector<Findings> found(threads);
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            for (int i = 0; i < calls_per_thread; ++i) {
                const auto at = static_cast<std::size_t>(thread + i) % trial.manifest.routes.size();
                const auto& route = trial.manifest.routes[at];
                const auto answer = bench.call(host, route, bench.usual(route));
                if (answer.status != alone[at])
                    found[static_cast<std::size_t>(thread)] = {handler_text(route) + " answers " + status_text(answer) +
                                                               " among others, and " + std::to_string(alone[at]) + " alone"};
            }
        });
    for (auto& thread : running) thread.join();
    for (const auto& findings : found)
        if (!findings.empty()) return findings;
    return {};
}

}  // namespace mortise::check
