// Into a plugin and back, as dispatch does it: the call is put into the C tables, the probe's handler answers {"reached":1},
// and the answer is copied out. Beside it, a virtual call that makes the same answer.

#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>

#include "plugins/registry.hpp"
#include "plugins/test_call.hpp"

namespace mortise::plugins {
namespace {

std::shared_ptr<Plugin> load_probe() {
    config::PluginSettings settings;
    settings.directory = MORTISE_BUILD_DIR "/test-plugins";
    settings.enabled.resize(1);
    settings.enabled[0].id = "probe";
    config::Problems problems;
    auto plugins = load_plugins(settings, read_enabled(settings, problems), Services{}, problems);
    if (plugins.empty()) throw std::runtime_error{problems.text()};
    return plugins.front();
}

void handle(benchmark::State& state) {
    const auto probe = load_probe();
    const auto handler = probe->handler("edit-settings");
    TestCall call;
    for (auto _ : state) {
        auto output = probe->handle(handler, call.input());
        benchmark::DoNotOptimize(output);
    }
    if (probe->handle(handler, call.input()).response.body != R"({"reached":1})") state.SkipWithError("the probe was not reached");
}
BENCHMARK(handle);

struct Answering {
    virtual ~Answering() = default;
    virtual CallOutput handle(const CallInput& input) = 0;
};

struct AnswersInProcess final : Answering {
    CallOutput handle(const CallInput&) override {
        CallOutput output;
        output.response.body = R"({"reached":1})";
        return output;
    }
};

void virtual_call(benchmark::State& state) {
    const std::unique_ptr<Answering> answering = std::make_unique<AnswersInProcess>();
    benchmark::DoNotOptimize(answering.get());
    TestCall call;
    for (auto _ : state) {
        auto output = answering->handle(call.input());
        benchmark::DoNotOptimize(output);
    }
}
BENCHMARK(virtual_call);

}  // namespace
}  // namespace mortise::plugins
