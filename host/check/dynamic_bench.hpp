// A fake host set up for one manifest: its extensions, events, settings, tables and people. For the rules of dynamic.hpp.
#pragma once

#include <memory>
#include <mortise/testing/fake_host.hpp>
#include <mortise/testing/sqlite.hpp>
#include <optional>
#include <string>
#include <vector>

#include "check/dynamic.hpp"
#include "check/dynamic_inputs.hpp"

namespace mortise::check {

// What the inputs name: a workspace, a member of it besides the caller, a moment a little in the past.
std::string bench_workspace();
std::string bench_member();
std::string bench_time();

class Bench {
public:
    // Every table is there: the host's, those of the plugins that it requires, and the
    // plugin's own. A usual input or two were written through each route, so that there is something to read.
    explicit Bench(const Trial& trial);

    // A host that offers what the manifest asks for. What its calls write is undone, so that they all begin alike.
    testing::FakeHost host();
    testing::Answer call(testing::FakeHost& host, const plugins::RouteSpec& route, const Input& input) const;
    Input usual(const plugins::RouteSpec& route) const;  // the same every time
    std::vector<Input> hostile(const plugins::RouteSpec& route);

private:
    class Undone;
    void fill();
    void learn_ids();
    Input find_usual(testing::FakeHost& host, const plugins::RouteSpec& route);

    const Trial& trial_;
    const std::string settings_;
    testing::SqliteDatabase tables_{testing::SqliteDatabase::Tables::none};
    std::shared_ptr<Undone> database_;
    InputMaker inputs_;
    std::map<std::string, Input> usual_;  // by handler
    std::uint64_t hosts_ = 0;
};

// Calls `visit(route, input, answer)` for a usual input of every route.
template <class Visit>
void for_each_route(const Trial& trial, const Bench& bench, testing::FakeHost& host, const Visit& visit) {
    for (const auto& route : trial.manifest.routes) {
        const auto input = bench.usual(route);
        visit(route, input, bench.call(host, route, input));
    }
}

inline std::string handler_text(const plugins::RouteSpec& route) { return "handler '" + route.handler + "'"; }

}  // namespace mortise::check
