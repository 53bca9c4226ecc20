// Into a plugin and back, as dispatch does it: the call is put into the C tables, the probe's handler answers {"reached":1},
// and the answer is copied out. Beside it, a virtual call that makes the same answer.

#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>

#include "plugins/registry.hpp"
#include "plugins/test_call.hpp"

namespace mortise::plugins {
namespace {

std::shared_ptr<Plugin> load(const std::string& id, const std::string& directory) {
    config::PluginSettings settings;
    settings.directory = MORTISE_BUILD_DIR + directory;
    settings.enabled.resize(1);
    settings.enabled[0].id = id;
    config::Problems problems;
    auto plugins = load_plugins(settings, read_enabled(settings, problems), Services{}, problems);
    if (plugins.empty()) throw std::runtime_error{problems.text()};
    return plugins.front();
}

void reach(benchmark::State& state, const std::string& id, const std::string& directory, const char* handler_name) {
    const auto plugin = load(id, directory);
    const auto handler = plugin->handler(handler_name);
    TestCall call;
    for (auto _ : state) {
        auto output = plugin->handle(handler, call.input());
        benchmark::DoNotOptimize(output);
    }
    if (plugin->handle(handler, call.input()).response.body != R"({"reached":1})") state.SkipWithError("it was not reached");
}

void handle(benchmark::State& state) { reach(state, "probe", "/test-plugins", "edit-settings"); }
BENCHMARK(handle);

// The same handler on the C ABI itself and through the faces of the SDK, in turns, because times drift.
void face_c(benchmark::State& state) { reach(state, "face-c", "/bench-plugins", "reach"); }
BENCHMARK(face_c);
void face_cxx(benchmark::State& state) { reach(state, "face-cxx", "/bench-plugins", "reach"); }
BENCHMARK(face_cxx);
void face_rust(benchmark::State& state) { reach(state, "face-rust", "/bench-plugins", "reach"); }
BENCHMARK(face_rust);

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
