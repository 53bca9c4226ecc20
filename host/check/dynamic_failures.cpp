// What goes wrong around a handler: functions of the host that fail, time that is up, extensions and members that are not there.
#include <algorithm>

#include "check/dynamic_bench.hpp"

namespace mortise::check {
namespace {

struct Service {
    std::string_view name;
    std::vector<mortise_status> statuses;
};

// What each function may return to a plugin that does nothing wrong.
const std::vector<Service>& services() {
    static const std::vector<Service> all{
        {"storage.query", {MORTISE_E_CONFLICT, MORTISE_E_LIMIT, MORTISE_E_UNAVAILABLE, MORTISE_E_DEADLINE, MORTISE_E_INTERNAL}},
        {"events.publish", {MORTISE_E_LIMIT, MORTISE_E_DEADLINE, MORTISE_E_INTERNAL}},
        {"audit.set_reason", {MORTISE_E_LIMIT, MORTISE_E_DEADLINE, MORTISE_E_INTERNAL}},
        {"audit.set_details", {MORTISE_E_LIMIT, MORTISE_E_DEADLINE, MORTISE_E_INTERNAL}},
        {"audit.set_target", {MORTISE_E_LIMIT, MORTISE_E_DEADLINE, MORTISE_E_INTERNAL}},
        {"scheduler.run_soon", {MORTISE_E_DEADLINE, MORTISE_E_INTERNAL}},
        {"ids.make", {MORTISE_E_INTERNAL}},
        {"members.find", {MORTISE_E_NOT_FOUND, MORTISE_E_UNAVAILABLE, MORTISE_E_DEADLINE, MORTISE_E_INTERNAL}},
        {"metrics.count", {MORTISE_E_LIMIT, MORTISE_E_INTERNAL}},
        {"credentials.issue_api_key",
         {MORTISE_E_NOT_FOUND, MORTISE_E_UNAVAILABLE, MORTISE_E_DEADLINE, MORTISE_E_REFUSED, MORTISE_E_INTERNAL}},
        {"sessions.start_impersonation",
         {MORTISE_E_NOT_FOUND, MORTISE_E_UNAVAILABLE, MORTISE_E_DEADLINE, MORTISE_E_REFUSED, MORTISE_E_INTERNAL}}};
    return all;
}

const std::vector<mortise_status>& statuses_of(std::string_view service) {
    static const std::vector<mortise_status> none;
    const auto found = std::ranges::find(services(), service, &Service::name);
    return found == services().end() ? none : found->statuses;
}

std::string ordinal(std::size_t k) { return "call " + std::to_string(k) + " of the host"; }

// One run of a handler in which the k-th function it calls fails.
Findings try_failure(const Bench& bench, testing::FakeHost& host, const plugins::RouteSpec& route, const Input& input,
                     std::size_t k, mortise_status status, const testing::Answer& usual) {
    host.forget();
    host.fail(static_cast<unsigned>(k), status);
    const auto answer = bench.call(host, route, input);
    host.fail(0, MORTISE_OK);
    const auto& calls = host.services();
    if (calls.size() < k) return {};
    const auto& failed = calls[k - 1];
    const auto when = " when " + ordinal(k) + " (" + failed.name + ") fails with status " + std::to_string(status);
    if (answer.returned == MORTISE_OK && answer.answers == 0 && usual.answers != 0)
        return {handler_text(route) + " returns without an answer" + when};
    if (answer.answers > 1 && usual.answers <= 1) return {handler_text(route) + " answers more than once" + when};
    const bool tried_again = std::any_of(calls.begin() + static_cast<std::ptrdiff_t>(k), calls.end(), [&](const auto& call) {
        return call.name == failed.name && call.detail == failed.detail && call.status == MORTISE_OK;
    });
    if (failed.writes && status != MORTISE_E_CONFLICT && answer.ok() && !tried_again)
        return {handler_text(route) + " answers " + std::to_string(answer.status) + " although what it wrote was not written," +
                when};
    return {};
}

void use_all(const Trial& trial, Bench& bench, testing::FakeHost& host) {
    if (host.start() == MORTISE_OK) for_each_route(trial, bench, host, [](const auto&, const auto&, const auto&) {});
    host.stop();
}

}  // namespace

Findings services_fail(const Trial& trial) {
    Findings findings;
    Bench bench{trial};
    auto host = bench.host();
    for (const auto& route : trial.manifest.routes) {
        const auto input = bench.usual(route);
        host.forget();
        const auto usual = bench.call(host, route, input);
        const auto calls = host.services();
        for (std::size_t k = 1; k <= calls.size() && findings.size() < 10; ++k)
            for (const auto status : statuses_of(calls[k - 1].name))
                for (auto& finding : try_failure(bench, host, route, input, k, status, usual))
                    findings.push_back(std::move(finding));
    }
    return findings;
}

// A handler that does not return ends with the time of this rule's process, which is the finding.
Findings keeps_trying(const Trial& trial) {
    Findings findings;
    Bench bench{trial};
    auto host = bench.host();
    for (const auto& route : trial.manifest.routes) {
        note_step(handler_text(route) + " runs past its deadline");
        auto call = host.call(route.handler, model::to_text(route.method));
        const auto input = bench.usual(route);
        for (const auto& [name, value] : input.path) call.path(name, value);
        for (const auto& [name, value] : input.query) call.query(name, value);
        call.body(input.body).deadline_passed().run();
    }
    return findings;
}

Findings extension_absent(const Trial& trial) {
    Findings findings;
    Bench bench{trial};
    const auto& manifest = trial.manifest;
    for (const auto& extension : manifest.extensions_required) {
        auto host = bench.host();
        host.without(extension);
        use_all(trial, bench, host);
    }
    for (const auto& extension : manifest.extensions_optional) {
        auto host = bench.host();
        host.without(extension);
        if (const auto status = host.start(); status != MORTISE_OK)
            findings.push_back("create or start fails with status " + std::to_string(status) + " without " + extension +
                               ", which the manifest calls optional");
        use_all(trial, bench, host);
    }
    return findings;
}

Findings tables_cut(const Trial& trial) {
    Findings findings;
    Bench bench{trial};
    for (const auto& [table, whole] : testing::internal::table_sizes())
        for (std::uint64_t size = sizeof(std::uint64_t); size < whole; size += sizeof(std::uint64_t)) {
            auto host = bench.host();
            host.truncate(table, size);
            const auto before = testing::FakeHost::sprung_traps();
            use_all(trial, bench, host);
            if (testing::FakeHost::sprung_traps() == before) continue;
            findings.push_back("a function of " + table + " is called although the table ends after " + std::to_string(size) +
                               " bytes; compare struct_size before each use");
            break;
        }
    return findings;
}

}  // namespace mortise::check
